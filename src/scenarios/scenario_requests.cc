// What a scenario says of requests: how they are opened and moved, when the clock is looked at, and
// where they stand then. The engine of lifecycles runs on what was declared so far.
#include <algorithm>

#include "lifecycle/feed_notices.h"
#include "scenarios/scenario_reader.h"

namespace scenarios {
namespace {

constexpr auto kRequestColumns = std::to_array<std::string_view>(
    {"request", "kind", "state", "reason", "type", "partner", "customer", "subscription",
     "workload", "starts_on", "ends_on", "association", "moved_by", "next"});
constexpr auto kNotificationColumns =
    std::to_array<std::string_view>({"day", "role", "recipient", "kind", "subject"});

}  // namespace

// What the words behind an event say.
struct ScenarioReader::Told {
  lifecycle::Request wish;
  lifecycle::Actor actor;
  lifecycle::Given given;
  base::Instant at;
  std::string name, refusal;
};

// by ACTOR at TIME, then options in any order.
base::Status ScenarioReader::told(Phrase& phrase, Told& to) {
  constexpr auto kOptions = std::to_array<std::string_view>(
      {"partner", "on", "with", "workload", "from", "until", "evidence", "because", "exception",
       "extends", "taking", "renewals", "transfers", "products", "family", "revision", "as",
       "refused"});
  TRY_STATUS(phrase.expect("by"));
  const auto actor = lifecycle::parse_actor(TRY(phrase.name("an actor")));
  if (!actor) return fault(phrase.statement(), actor.error().message);
  to.actor = *actor;
  TRY_STATUS(phrase.expect("at"));
  to.at = TRY(phrase.instant());
  const auto word_into = [&](std::string& into) -> base::Status {
    into = TRY(phrase.name("a word"));
    return {};
  };
  const std::map<std::string_view, std::string*> texts{{"partner", &to.wish.partner},
                                                       {"on", &to.wish.subscription},
                                                       {"with", &to.wish.customer},
                                                       {"workload", &to.wish.workload},
                                                       {"because", &to.given.reason},
                                                       {"exception", &to.wish.exception},
                                                       {"renewals", &to.wish.rules.renewals},
                                                       {"transfers", &to.wish.rules.transfers},
                                                       {"products", &to.wish.rules.products},
                                                       {"as", &to.name},
                                                       {"refused", &to.refusal}};
  while (!phrase.done()) {
    const auto text = texts.find(phrase.peek());
    if (text != texts.end()) {
      TRY_STATUS(phrase.expect(text->first));
      TRY_STATUS(word_into(*text->second));
    } else if (phrase.accept("extends")) {
      to.wish.auto_extend = true;
    } else if (phrase.accept("taking")) {
      TRY_STATUS(phrase.expect("from"));
      TRY_STATUS(word_into(to.wish.counterparty));
    } else if (phrase.accept("family")) {
      to.wish.rules.families.push_back(TRY(phrase.name("a product family")));
    } else if (phrase.accept("evidence")) {
      TRY_STATUS(word_into(to.given.evidence));
      if (phrase.accept("of")) to.given.evidence_on = TRY(phrase.day());
    } else if (phrase.accept("revision")) {
      const base::Decimal revision = TRY(phrase.decimal("a revision"));
      to.given.if_revision = static_cast<std::int64_t>(revision.units() / base::kUnit);
    } else if (phrase.accept("from")) {
      to.wish.on = TRY(phrase.day());
    } else if (phrase.accept("until")) {
      to.wish.until = TRY(phrase.day());
    } else {
      return phrase.unread(kOptions);
    }
  }
  return {};
}

lifecycle::Books ScenarioReader::books() const {
  lifecycle::Books made{registry_.snapshot(), requests_, notifications_};
  made.registry.as_known = steps_;
  return made;
}

// What moved becomes what is declared; then the outcome against the refusal that the text expects.
base::Status ScenarioReader::settle_request(const Phrase& phrase, const lifecycle::Books& books,
                                            const base::Result<lifecycle::Request>& moved,
                                            const Told& told) {
  registry_.take(books.registry);
  requests_ = books.requests;
  notifications_ = books.notifications;
  steps_ = books.registry.as_known;
  if (moved && !told.name.empty()) names_[moved->number] = told.name;
  return settle(phrase, moved ? base::Status() : std::unexpected(moved.error()), told.refusal);
}

// request claim submit by partner:P2 at 2026-02-02 with T1 workload exchange evidence poe-7 as R2
base::Status ScenarioReader::request(Phrase& phrase) {
  const auto kind = base::parse_word<lifecycle::Kind>(lifecycle::kKinds, phrase.peek());
  if (!kind) return phrase.unread(lifecycle::kKinds);
  TRY(phrase.name("a kind"));
  const std::string event = TRY(phrase.name("an event"));
  Told said;
  TRY_STATUS(told(phrase, said));
  said.wish.kind = *kind;
  lifecycle::Books now = books();
  const auto moved = lifecycle::act_open(now, scenario_.programme, said.actor, said.wish, event,
                                         said.given, said.at, {});
  return settle_request(phrase, now, moved, said);
}

base::Result<std::int64_t> ScenarioReader::number_of(const Phrase& phrase,
                                                     const std::string& name) const {
  for (const auto& [number, known] : names_) {
    if (known == name) return number;
  }
  if (const auto* one = lifecycle::find_request(requests_, name)) return one->number;
  return fault(phrase.statement(), "no request above is called '" + name + "'");
}

// move R2 approve by operator:anna at 2026-02-09
base::Status ScenarioReader::move(Phrase& phrase) {
  const std::string name = TRY(phrase.name("a request"));
  const std::int64_t number = TRY(number_of(phrase, name));
  const std::string event = TRY(phrase.name("an event"));
  Told said;
  TRY_STATUS(told(phrase, said));
  lifecycle::Books now = books();
  const auto moved =
      lifecycle::act_move(now, scenario_.programme, said.actor, "req-" + std::to_string(number),
                          event, said.given, said.at, {});
  return settle_request(phrase, now, moved, said);
}

// tick 2026-02-16
base::Status ScenarioReader::tick(Phrase& phrase) {
  const base::Day upto = TRY(phrase.day());
  lifecycle::Books now = books();
  const auto steps = lifecycle::tick(now, scenario_.programme, upto, {});
  registry_.take(now.registry);
  requests_ = std::move(now.requests);
  notifications_ = std::move(now.notifications);
  steps_ = now.registry.as_known;
  if (steps) return {};
  return fault(phrase.statement(), steps.error().message);
}

// merger T2 into T1 at 2026-04-01 [as acquired]
base::Status ScenarioReader::merger(Phrase& phrase) {
  const std::string merged = TRY(phrase.name("a customer id"));
  TRY_STATUS(phrase.expect("into"));
  const std::string survivor = TRY(phrase.name("a customer id"));
  TRY_STATUS(phrase.expect("at"));
  const base::Day day = TRY(phrase.day());
  auto kind = base::MergerKind::TenantMerged;
  if (phrase.accept("as")) {
    TRY_STATUS(phrase.expect("acquired"));
    kind = base::MergerKind::Acquired;
  }
  const std::string refusal =
      phrase.accept("refused") ? TRY(phrase.name("a reason code")) : std::string();
  const registry::Snapshot before = registry_.snapshot();
  const base::Status done = registry_.merger(merged, survivor, day, kind);
  if (done) {
    const registry::Directory directory(before);
    registry::ChangeSet changes;
    changes.mergers.push_back({merged, survivor, day, kind});
    for (auto& one :
         lifecycle::told_of_mergers({before, directory, scenario_.programme}, changes, day)) {
      notifications_.push_back(std::move(one));
    }
  }
  return settle(phrase, done, refusal);
}

base::Status ScenarioReader::requests(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Requests);
  asked.requests = requests_;
  asked.names = names_;
  return ask(phrase, std::move(asked), kRequestColumns);
}

// notifications [for RECIPIENT]
base::Status ScenarioReader::notifications(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Notifications);
  asked.requests = requests_;
  asked.names = names_;
  const std::string recipient =
      phrase.accept("for") ? TRY(phrase.name("a recipient")) : std::string();
  for (const lifecycle::Notification& one : notifications_) {
    if (recipient.empty() || one.recipient == recipient) asked.notifications.push_back(one);
  }
  return ask(phrase, std::move(asked), kNotificationColumns);
}

}  // namespace scenarios

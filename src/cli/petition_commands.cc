// petition new, move, list, show: what somebody asks of the books and somebody else decides.
#include "app/petition_jobs.h"
#include "base/nearest.h"
#include "base/terms.h"
#include "cli/option_values.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "ledger/money.h"
#include "statements/statement.h"

namespace cli {
namespace {

using attribution::EarningKind;
using closing::Petition;
using closing::PetitionKind;

base::Result<lifecycle::Actor> actor_of(const Arguments& arguments) {
  auto actor =
      TRY(lifecycle::parse_actor(arguments.actor.empty() ? "operator:cli" : arguments.actor));
  using registry::ActorKind;
  if (actor.kind == ActorKind::Partner || actor.kind == ActorKind::Operator) return actor;
  return base::fail(base::Code::Usage, "--as '" + arguments.actor +
                                           "': petitions are of partners and operators; write "
                                           "partner:ID or operator:NAME");
}

// A word of a closed list.
template <class Word, std::size_t N>
base::Result<Word> word_value(const std::array<std::string_view, N>& words, std::string_view what,
                              const std::string& text) {
  if (const auto known = base::parse_word<Word>(words, text)) return *known;
  return base::fail(
      base::Code::Usage,
      "there is no " + std::string(what) + " '" + text + "'" + base::hint(text, words),
      "accredit help petition new");
}

base::Result<std::optional<base::Decimal>> amount_value(const std::string& text) {
  std::optional<base::Decimal> amount;
  if (text.empty()) return amount;
  amount = base::parse_exact(text);
  if (amount) return amount;
  return base::fail(base::Code::Usage,
                    "--amount '" + text + "' is no amount; write it like 1250.00");
}

base::Result<EarningKind> payout_value(const std::string& text) {
  if (text.empty() || text == "rebate") return EarningKind::Rebate;
  if (text == "coop") return EarningKind::Coop;
  return base::fail(base::Code::Usage, "--payout '" + text + "' is neither rebate nor coop");
}

base::Result<app::PetitionAsked> asked_of(const Arguments& given, const std::string& kind) {
  app::PetitionAsked out;
  closing::PetitionWish& wish = out.wish;
  wish.kind = TRY(word_value<PetitionKind>(closing::kPetitionKinds, "kind of petition", kind));
  wish.earner = given.partner;
  wish.currency = given.currency;
  wish.amount = TRY(amount_value(given.amount));
  wish.payout = TRY(payout_value(given.payout));
  wish.evidence = given.evidence;
  wish.reason = given.reason;
  if (wish.kind == PetitionKind::Dispute) {
    out.statement = TRY(required("--statement", given.statement, "ID"));
    TRY(required("--line", given.line, "N"));
    out.line = TRY(count_value("--line", given.line, 0));
  }
  if (wish.kind == PetitionKind::CoopClaim) wish.fund = TRY(month_value("--fund", given.fund));
  if (is_of_operators(wish.kind)) TRY(required("--partner", given.partner, "ID"));
  return out;
}

base::Result<closing::PetitionStep> step_of(const Arguments& given, const std::string& event) {
  closing::PetitionStep out;
  out.event = TRY(word_value<closing::PetitionEvent>(closing::kPetitionEvents, "event", event));
  out.amount = TRY(amount_value(given.amount));
  out.reason = given.reason;
  if (!given.if_revision.empty())
    out.if_revision = TRY(count_value("--if-revision", given.if_revision, 0));
  return out;
}

std::string month_text(base::Month month) {
  return month.number == 0 ? std::string() : month.text();
}

std::string money_or_nothing(base::Decimal amount, const std::string& currency) {
  return amount.is_zero() ? std::string() : ledger::money_text(amount, currency);
}

std::vector<Column> columns() {
  const auto number = ColumnKind::Number;
  return {{"petition"},
          {"revision", number},
          {"kind"},
          {"state"},
          {"partner"},
          {"asked", number},
          {"granted", number},
          {"currency"},
          {"payout"},
          {"fund", ColumnKind::Month},
          {"statement"},
          {"line", number},
          {"lever"},
          {"subscription"},
          {"earning_month", ColumnKind::Month},
          {"evidence"},
          {"decide_by", ColumnKind::Day},
          {"opened_by"},
          {"opened_at", ColumnKind::Instant},
          {"moved_by"},
          {"moved_at", ColumnKind::Instant},
          {"reason"},
          {"commit", number}};
}

std::vector<std::string> cells_of(const Petition& one) {
  const bool dispute = one.kind == PetitionKind::Dispute;
  return {one.id(),
          std::to_string(one.revision),
          std::string(word(one.kind)),
          std::string(word(one.state)),
          one.earner,
          ledger::money_text(one.asked, one.currency),
          money_or_nothing(one.granted, one.currency),
          one.currency,
          std::string(ledger::word(one.payout)),
          month_text(one.fund),
          dispute ? statements::id_of(one.statement) : std::string(),
          dispute ? std::to_string(one.line) : std::string(),
          one.lever,
          one.subscription,
          month_text(one.earning_month),
          one.evidence,
          one.decide_by.text(),
          one.opened_by,
          time_text(one.opened_at),
          one.moved_by,
          time_text(one.moved_at),
          one.reason,
          std::to_string(one.commit.number)};
}

Outcome report(Session& session, const app::PetitionReceipt& receipt) {
  const Petition& one = receipt.petition;
  std::string line = one.id() + ": " + std::string(word(one.kind)) + " is " +
                     std::string(word(one.state)) + ", revision " + std::to_string(one.revision);
  for (const ledger::Entry& entry : receipt.entries) {
    line += "; " + ledger::money_text(entry.amount, entry.currency) + ' ' + entry.currency +
            " from " + std::string(word(entry.from)) + " to " + std::string(word(entry.to)) +
            " in " + entry.period.text();
  }
  session.console.done(line + " (commit " + std::to_string(one.commit.number) + ")");
  TRY_STATUS(session.console.data(one.id() + '\n'));
  return Exit::Done;
}

bool is_asked_for(const Arguments& arguments, const Petition& one) {
  const auto fits = [](const std::string& wanted, std::string_view value) {
    return wanted.empty() || wanted == value;
  };
  return fits(arguments.kind, word(one.kind)) && fits(arguments.state, word(one.state)) &&
         fits(arguments.partner, one.earner);
}

}  // namespace

Outcome run_petition_new(Session& session) {
  const Arguments& given = session.arguments;
  const std::string kind = TRY(only_word(session, "a kind of petition"));
  const app::PetitionAsked asked = TRY(asked_of(given, kind));
  const lifecycle::Actor actor = TRY(actor_of(given));
  const base::Instant now = TRY(instant_value("--at", given.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  const auto receipt = TRY(app::open_petition(store, actor, asked, now, progress.report()));
  progress.clear();
  return report(session, receipt);
}

Outcome run_petition_move(Session& session) {
  const Arguments& given = session.arguments;
  if (given.words.size() != 2) {
    return base::fail(base::Code::Usage,
                      "petition move needs a petition and an event: PT-12 accept",
                      "accredit help petition move");
  }
  const closing::PetitionStep step = TRY(step_of(given, given.words[1]));
  const lifecycle::Actor actor = TRY(actor_of(given));
  const base::Instant now = TRY(instant_value("--at", given.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::move_petition(store, actor, given.words[0], step, now));
  return report(session, receipt);
}

Outcome run_petition_list(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, columns()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const Petition& one : TRY(app::petitions(store, as_known))) {
    if (is_asked_for(session.arguments, one)) TRY_STATUS(writer.row(cells_of(one)));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

// Rows are for programs: the history, oldest first. What is attached and what was posted is told.
Outcome run_petition_show(Session& session) {
  const std::string id = TRY(only_word(session, "a petition"));
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, columns()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const app::PetitionFile file = TRY(app::petition(store, id, as_known));
  for (const Petition& one : file.history)
    TRY_STATUS(writer.row(cells_of(one)));
  TRY_STATUS(writer.end());
  for (const closing::BookedEntry& one : file.entries) {
    session.console.say("entry " + std::to_string(one.number) + ": " +
                        ledger::money_text(one.entry.amount, one.entry.currency) + ' ' +
                        one.entry.currency + " from " + std::string(word(one.entry.from)) + " to " +
                        std::string(word(one.entry.to)) + " in " + one.entry.period.text() + ": " +
                        one.entry.cause);
  }
  if (!file.attached.empty()) session.console.say("attached:\n" + file.attached);
  return Exit::Done;
}

}  // namespace cli

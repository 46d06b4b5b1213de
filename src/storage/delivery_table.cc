#include "storage/delivery_table.h"

#include <functional>

#include "base/check.h"
#include "base/terms.h"
#include "registry/act_detail.h"

namespace storage {
namespace {

using delivery::Delivery;
using delivery::Endpoint;
using delivery::Event;
using delivery::EventKey;
using delivery::State;

constexpr std::int64_t kDay = 86'400'000;
constexpr std::string_view kEndpoint =
    "SELECT endpoint, tenant, url, types, enabled, reason, created_at, maker FROM "
    "webhook_endpoint ";
constexpr std::string_view kDelivery =
    "SELECT d.delivery, d.endpoint, d.commit_no, d.place, coalesce(e.type, ''), d.state, "
    "d.attempts, d.due_at, d.created_at FROM webhook_delivery d LEFT JOIN event e "
    "ON e.commit_no = d.commit_no AND e.place = d.place ";

std::string text(const Statement& row, int column) {
  return std::string(row.text(column));
}

std::string joined(const std::vector<std::string>& types) {
  std::string out;
  for (const std::string& one : types)
    out += (out.empty() ? "" : " ") + one;
  return out;
}

std::vector<std::string> split(std::string_view types) {
  std::vector<std::string> out;
  while (!types.empty()) {
    const std::string_view word = types.substr(0, types.find(' '));
    out.emplace_back(word);
    types.remove_prefix(std::min(types.size(), word.size() + 1));
  }
  return out;
}

Endpoint endpoint_of(const Statement& row) {
  return {.number = row.number(0),
          .tenant = text(row, 1),
          .url = text(row, 2),
          .types = split(row.text(3)),
          .enabled = row.number(4) != 0,
          .reason = text(row, 5),
          .created = {row.number(6)},
          .maker = text(row, 7)};
}

Delivery delivery_of(const Statement& row) {
  return {.number = row.number(0),
          .endpoint = row.number(1),
          .event = {row.number(2), row.number(3)},
          .type = text(row, 4),
          .state = base::parse_word<State>(delivery::kStates, row.text(5)).value_or(State::Failed),
          .attempts = static_cast<std::size_t>(row.number(6)),
          .due = {row.number(7)},
          .created = {row.number(8)}};
}

State state_after(const delivery::Next& next) {
  switch (next.verdict) {
    case delivery::Verdict::Delivered: return State::Delivered;
    case delivery::Verdict::Again: return State::Waiting;
    case delivery::Verdict::GivenUp:
    case delivery::Verdict::Gone: return State::Failed;
  }
  return State::Failed;
}

std::string_view word(State state) {
  return delivery::kStates[static_cast<std::size_t>(state)];
}

class DeliveryTable final : public delivery::DeliveryStore {
 public:
  DeliveryTable(Record& record, const SecretBox* box) : record_(record), box_(box) {}

  base::Result<base::CommitNumber> cursor() override {
    return base::CommitNumber{TRY(database().number("SELECT commit_no FROM event_feed"))};
  }

  base::Status enqueue(const std::vector<Event>& events, base::CommitNumber upto,
                       base::Instant now) override {
    return together([&]() -> base::Status {
      const auto endpoints = TRY(this->endpoints({}));
      for (const Event& event : events) {
        TRY_STATUS(insert(event));
        for (const Endpoint& one : endpoints) {
          if (delivery::wants(one, event)) TRY_STATUS(send(one.number, event.key, now));
        }
        for (const std::int64_t user : event.readers)
          TRY_STATUS(write_to(user, event.key, now));
      }
      Statement move =
          TRY(database().prepare("UPDATE event_feed SET commit_no = max(commit_no, :upto)"));
      move.bind(":upto", upto.number);
      return move.run();
    });
  }

  base::Result<std::vector<Event>> events(const delivery::EventQuery& query) override {
    Statement rows = TRY(database().prepare(
        "SELECT commit_no, place, type, at, data FROM event e "
        "WHERE (commit_no, place) > (:commit, :place) AND commit_no > 0 "
        "AND (:types = '' OR instr(:types, ' ' || type || ' ')) "
        "AND (:tenant = '' OR EXISTS (SELECT 1 "
        "FROM event_audience a WHERE a.commit_no = e.commit_no AND a.place = e.place "
        "AND a.tenant IN (:tenant, '*'))) ORDER BY commit_no, place LIMIT :most"));
    rows.bind(":commit", query.after.commit).bind(":place", query.after.place);
    const std::string types = query.types.empty() ? "" : ' ' + joined(query.types) + ' ';
    rows.bind(":types", types).bind(":tenant", query.tenant.value_or(""));
    rows.bind(":most", static_cast<std::int64_t>(query.most));
    std::vector<Event> out;
    while (TRY(rows.step())) {
      out.push_back(
          {{rows.number(0), rows.number(1)}, text(rows, 2), {rows.number(3)}, {}, text(rows, 4)});
    }
    return out;
  }

  base::Result<std::vector<Endpoint>> endpoints(
      const std::optional<delivery::Tenant>& tenant) override {
    Statement rows = TRY(database().prepare(std::string(kEndpoint) +
                                            "WHERE :tenant IN ('', tenant) ORDER BY endpoint"));
    rows.bind(":tenant", tenant.value_or(""));
    std::vector<Endpoint> out;
    while (TRY(rows.step()))
      out.push_back(endpoint_of(rows));
    return out;
  }

  base::Result<Endpoint> create(const std::string& actor, Endpoint endpoint,
                                const delivery::Secret& secret, base::Instant now) override {
    if (TRY(endpoints(endpoint.tenant)).size() >= delivery::kEndpointsMax)
      return base::refuse("ENDPOINTS_MANY", endpoint.tenant + " has " +
                                                std::to_string(delivery::kEndpointsMax) +
                                                " endpoints already; delete one first");
    endpoint.created = now;
    endpoint.number = TRY(database().number(
        "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'webhook_endpoint'"));
    const auto add = [&](Database& open) -> base::Status {
      Statement insert =
          TRY(open.prepare("INSERT INTO webhook_endpoint VALUES (?, ?, ?, ?, 1, '', ?, ?)"));
      insert.bind(1, endpoint.number).bind(2, endpoint.tenant).bind(3, endpoint.url);
      insert.bind(4, joined(endpoint.types)).bind(5, now.milliseconds);
      insert.bind(6, endpoint.maker);
      TRY_STATUS(insert.run());
      return add_secret(open, endpoint.number, 1, secret);
    };
    TRY_STATUS(note(actor, "webhook create", endpoint, "", add));
    return endpoint;
  }

  base::Status remove(const std::string& actor, std::int64_t number) override {
    return change(actor, "webhook delete", number, "",
                  "DELETE FROM webhook_endpoint WHERE endpoint = :endpoint");
  }

  base::Status rotate(const std::string& actor, std::int64_t number, const delivery::Secret& secret,
                      base::Instant now) override {
    const Endpoint endpoint = TRY(find(number));
    return note(actor, "webhook rotate", endpoint, "", [&](Database& open) -> base::Status {
      Statement end =
          TRY(open.prepare("UPDATE webhook_secret SET ends_at = :ends "
                           "WHERE endpoint = :endpoint AND ends_at IS NULL"));
      end.bind(":ends", now.milliseconds + delivery::kOverlapHours * 3'600'000);
      end.bind(":endpoint", number);
      TRY_STATUS(end.run());
      Statement forget = TRY(open.prepare(
          "DELETE FROM webhook_secret WHERE endpoint = :endpoint AND ends_at <= :now"));
      forget.bind(":endpoint", number).bind(":now", now.milliseconds);
      TRY_STATUS(forget.run());
      const std::int64_t made = TRY(
          open.number("SELECT coalesce(max(made), 0) + 1 FROM webhook_secret WHERE endpoint = " +
                      std::to_string(number)));
      return add_secret(open, number, made, secret);
    });
  }

  base::Status disable(const std::string& actor, std::int64_t number,
                       const std::string& reason) override {
    const Endpoint endpoint = TRY(find(number));
    return note(actor, "webhook disable", endpoint, reason, [&](Database& open) -> base::Status {
      Statement update = TRY(open.prepare(
          "UPDATE webhook_endpoint SET enabled = 0, reason = :reason WHERE endpoint = :endpoint"));
      update.bind(":endpoint", number).bind(":reason", reason);
      TRY_STATUS(update.run());
      Statement fail =
          TRY(open.prepare("UPDATE webhook_delivery SET state = 'failed' "
                           "WHERE endpoint = :endpoint AND state = 'waiting'"));
      fail.bind(":endpoint", number);
      return fail.run();
    });
  }

  base::Status enable(const std::string& actor, std::int64_t number,
                      const std::string& maker) override {
    const Endpoint endpoint = TRY(find(number));
    return note(actor, "webhook enable", endpoint, "", [&](Database& open) -> base::Status {
      Statement update =
          TRY(open.prepare("UPDATE webhook_endpoint SET enabled = 1, reason = '', maker = :maker "
                           "WHERE endpoint = :endpoint"));
      update.bind(":endpoint", number).bind(":maker", maker);
      return update.run();
    });
  }

  base::Result<std::vector<delivery::Due>> due(base::Instant now) override {
    Statement rows = TRY(database().prepare(
        std::string(kDelivery) +
        "WHERE d.delivery IN (SELECT (SELECT w.delivery FROM webhook_delivery w "
        "WHERE w.endpoint = p.endpoint AND w.state = 'waiting' AND w.due_at <= :now "
        "ORDER BY w.due_at, w.delivery LIMIT 1) FROM webhook_endpoint p WHERE p.enabled = 1) "
        "ORDER BY d.attempts > 0, d.due_at, d.delivery"));
    rows.bind(":now", now.milliseconds);
    std::vector<delivery::Due> out;
    while (TRY(rows.step())) {
      delivery::Due one;
      one.delivery = delivery_of(rows);
      TRY_STATUS(complete(one, now));
      out.push_back(std::move(one));
    }
    return out;
  }

  base::Status record(const Delivery& delivery, const delivery::Attempt& attempt,
                      const delivery::Next& next) override {
    const State state = state_after(next);
    return together([&]() -> base::Status {
      Statement update = TRY(database().prepare(
          "UPDATE webhook_delivery SET state = :state, attempts = :attempts, due_at = :due "
          "WHERE delivery = :delivery AND state = 'waiting'"));
      update.bind(":state", word(state)).bind(":attempts", std::int64_t(attempt.number) + 1);
      update.bind(":due", next.due.milliseconds).bind(":delivery", delivery.number);
      TRY_STATUS(update.run());
      if (database().changes() == 0) return {};  // it is gone, or its endpoint was disabled
      Statement insert = TRY(
          database().prepare("INSERT OR REPLACE INTO webhook_attempt VALUES (?, ?, ?, ?, ?, ?)"));
      insert.bind(1, delivery.number).bind(2, static_cast<std::int64_t>(attempt.number));
      insert.bind(3, attempt.at.milliseconds).bind(4, std::int64_t{attempt.outcome.status});
      insert.bind(5, attempt.outcome.detail).bind(6, attempt.outcome.milliseconds);
      return insert.run();
    });
  }

  base::Result<std::vector<Delivery>> deliveries(std::int64_t endpoint, std::int64_t after,
                                                 std::size_t most) override {
    Statement rows = TRY(database().prepare(
        std::string(kDelivery) +
        "WHERE d.endpoint = :endpoint AND d.delivery > :after ORDER BY d.delivery LIMIT :most"));
    rows.bind(":endpoint", endpoint).bind(":after", after);
    rows.bind(":most", static_cast<std::int64_t>(most));
    std::vector<Delivery> out;
    while (TRY(rows.step()))
      out.push_back(delivery_of(rows));
    return out;
  }

  base::Result<std::vector<delivery::Attempt>> attempts(std::int64_t number) override {
    Statement rows = TRY(
        database().prepare("SELECT attempt, at, status, detail, milliseconds FROM webhook_attempt "
                           "WHERE delivery = :delivery ORDER BY attempt"));
    rows.bind(":delivery", number);
    std::vector<delivery::Attempt> out;
    while (TRY(rows.step())) {
      out.push_back({static_cast<std::size_t>(rows.number(0)),
                     {rows.number(1)},
                     {static_cast<int>(rows.number(2)), text(rows, 3), rows.number(4)}});
    }
    return out;
  }

  base::Result<std::int64_t> replay(std::int64_t number, EventKey from, EventKey upto,
                                    base::Instant now) override {
    const Endpoint endpoint = TRY(enabled(number));
    delivery::EventQuery query{.types = endpoint.types, .after = {from.commit, from.place - 1}};
    if (endpoint.tenant != delivery::kOperator) query.tenant = endpoint.tenant;
    query.most = delivery::kReplayMax + 1;
    auto wanted = TRY(events(query));
    std::erase_if(wanted, [&](const Event& one) { return upto < one.key; });
    if (wanted.size() > delivery::kReplayMax)
      return base::fail(base::Code::Usage, "that is more than " +
                                               std::to_string(delivery::kReplayMax) +
                                               " events; replay it in several ranges");
    const auto send_all = [&]() -> base::Status {
      for (const Event& event : wanted)
        TRY_STATUS(send(number, event.key, now));
      return {};
    };
    TRY_STATUS(together(send_all));
    return static_cast<std::int64_t>(wanted.size());
  }

  base::Result<Delivery> test(std::int64_t number, base::Instant now) override {
    TRY(enabled(number));
    Event event{{0, 0}, "webhook.test", now, {}, {}};
    event.data =
        registry::DetailWriter().field("endpoint_id", "we_" + std::to_string(number)).text();
    const auto send_it = [&]() -> base::Status {
      event.key.place = TRY(
          database().number("SELECT coalesce(max(place), 0) + 1 FROM event WHERE commit_no = 0"));
      TRY_STATUS(insert(event));
      return send(number, event.key, now);
    };
    TRY_STATUS(together(send_it));
    const std::int64_t sent = TRY(database().number(
        "SELECT max(delivery) FROM webhook_delivery WHERE endpoint = " + std::to_string(number)));
    return TRY(deliveries(number, sent - 1, 1)).front();
  }

  base::Result<std::optional<delivery::DueLetter>> letter_due(base::Instant now) override {
    Statement row = TRY(database().prepare(
        "SELECT letter, user, attempts, commit_no, place FROM letter "
        "WHERE state = 'waiting' AND due_at <= :now ORDER BY due_at, letter LIMIT 1"));
    row.bind(":now", now.milliseconds);
    if (!TRY(row.step())) return std::nullopt;
    delivery::DueLetter out;
    out.number = row.number(0);
    out.user = row.number(1);
    out.attempts = static_cast<std::size_t>(row.number(2));
    out.event = TRY(event({row.number(3), row.number(4)}));
    Statement audience = TRY(database().prepare(
        "SELECT tenant FROM event_audience WHERE commit_no = ? AND place = ? ORDER BY tenant"));
    audience.bind(1, row.number(3)).bind(2, row.number(4));
    while (TRY(audience.step()))
      out.event.audience.push_back(text(audience, 0));
    Statement facts = TRY(database().prepare("SELECT key, atom FROM json_each(:data)"));
    facts.bind(":data", out.event.data);
    while (TRY(facts.step()))
      out.facts.emplace(facts.text(0), facts.text(1));
    return out;
  }

  base::Status record_letter(const delivery::DueLetter& letter,
                             const delivery::Next& next) override {
    Statement update = TRY(
        database().prepare("UPDATE letter SET state = :state, attempts = :attempts, due_at = :due "
                           "WHERE letter = :letter AND state = 'waiting'"));
    update.bind(":state", word(state_after(next))).bind(":due", next.due.milliseconds);
    update.bind(":attempts", static_cast<std::int64_t>(letter.attempts) + 1);
    update.bind(":letter", letter.number);
    return update.run();
  }

  base::Result<std::map<std::int64_t, delivery::LetterWish>> letter_wishes() override {
    return wishes_where("true");
  }

  base::Result<delivery::LetterWish> letter_wish(std::int64_t user) override {
    auto found = TRY(wishes_where("user = " + std::to_string(user)));
    return found.empty() ? delivery::LetterWish() : std::move(found.begin()->second);
  }

  base::Status set_letter_wish(std::int64_t user, const delivery::LetterWish& wish) override {
    std::vector<std::string> kinds;
    kinds.reserve(wish.kinds.size());
    for (const auto& [type, is_wanted] : wish.kinds)
      kinds.push_back((is_wanted ? "" : "-") + type);
    Statement row = TRY(database().prepare("INSERT OR REPLACE INTO letter_wish VALUES (?, ?, ?)"));
    row.bind(1, user).bind(2, wish.language ? base::word(*wish.language) : "");
    row.bind(3, joined(kinds));
    return row.run();
  }

  base::Status forget(base::Instant now) override {
    return together([&]() -> base::Status {
      const std::string events = std::to_string(now.milliseconds - delivery::kEventDays * kDay);
      const std::string attempts = std::to_string(now.milliseconds - delivery::kAttemptDays * kDay);
      return database().execute(
          "DELETE FROM webhook_delivery WHERE state <> 'waiting' AND created_at < " + attempts +
          "; DELETE FROM letter WHERE state <> 'waiting' AND created_at < " + attempts +
          "; DELETE FROM event_audience WHERE EXISTS (SELECT 1 FROM event e WHERE e.commit_no = "
          "event_audience.commit_no AND e.place = event_audience.place AND e.at < " +
          events + "); DELETE FROM event WHERE at < " + events);
    });
  }

 private:
  Database& database() { return record_.database(); }

  base::Status together(const std::function<base::Status()>& change) {
    TRY_STATUS(database().execute("BEGIN IMMEDIATE"));
    auto done = change();
    if (done) done = database().execute("COMMIT");
    if (!done && database().in_transaction()) {
      if (const auto undone = database().execute("ROLLBACK"); !undone) return undone;
    }
    return done;
  }

  base::Result<std::map<std::int64_t, delivery::LetterWish>> wishes_where(
      const std::string& condition) {
    Statement rows =
        TRY(database().prepare("SELECT user, language, kinds FROM letter_wish WHERE " + condition));
    std::map<std::int64_t, delivery::LetterWish> out;
    while (TRY(rows.step())) {
      delivery::LetterWish& wish = out[rows.number(0)];
      wish.language = base::parse_word<base::Language>(base::kLanguages, rows.text(1));
      for (const std::string& one : split(rows.text(2))) {
        const bool is_wanted = !one.starts_with('-');
        wish.kinds.emplace(is_wanted ? one : one.substr(1), is_wanted);
      }
    }
    return out;
  }

  base::Status insert(const Event& event) {
    Statement& row = *TRY(database().kept("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)"));
    row.bind(1, event.key.commit).bind(2, event.key.place).bind(3, event.type);
    row.bind(4, event.at.milliseconds).bind(5, event.data);
    TRY_STATUS(row.run());
    Statement& audience =
        *TRY(database().kept("INSERT OR IGNORE INTO event_audience VALUES (?, ?, ?)"));
    for (const delivery::Tenant& tenant : event.audience) {
      audience.bind(1, tenant).bind(2, event.key.commit).bind(3, event.key.place);
      TRY_STATUS(audience.run());
    }
    return {};
  }

  base::Status write_to(std::int64_t user, EventKey event, base::Instant now) {
    Statement& row =
        *TRY(database().kept("INSERT INTO letter VALUES (NULL, ?, ?, ?, 'waiting', 0, ?, ?)"));
    row.bind(1, event.commit).bind(2, event.place).bind(3, user);
    row.bind(4, now.milliseconds).bind(5, now.milliseconds);
    return row.run();
  }

  base::Status send(std::int64_t endpoint, EventKey event, base::Instant now) {
    Statement& row = *TRY(
        database().kept("INSERT INTO webhook_delivery VALUES (NULL, ?, ?, ?, 'waiting', 0, ?, ?)"));
    row.bind(1, endpoint).bind(2, event.commit).bind(3, event.place);
    row.bind(4, now.milliseconds).bind(5, now.milliseconds);
    return row.run();
  }

  base::Status add_secret(Database& open, std::int64_t endpoint, std::int64_t made,
                          const delivery::Secret& secret) {
    ASSERT(box_ != nullptr);
    const std::string sealed =
        TRY(box_->sealer.seal(secret.key, about(endpoint, made), box_->random));
    Statement row = TRY(open.prepare("INSERT INTO webhook_secret VALUES (?, ?, NULL, ?)"));
    row.bind(1, endpoint).bind(2, made).bind_blob(3, sealed);
    return row.run();
  }

  static std::string about(std::int64_t endpoint, std::int64_t made) {
    return "webhook " + std::to_string(endpoint) + ' ' + std::to_string(made);
  }

  base::Result<Endpoint> find(std::int64_t number) {
    Statement row = TRY(database().prepare(std::string(kEndpoint) + "WHERE endpoint = :endpoint"));
    row.bind(":endpoint", number);
    if (TRY(row.step())) return endpoint_of(row);
    return base::fail(base::Code::NotFound,
                      "there is no webhook endpoint we_" + std::to_string(number));
  }

  base::Result<Endpoint> enabled(std::int64_t number) {
    Endpoint out = TRY(find(number));
    if (out.enabled) return out;
    return base::refuse("ENDPOINT_DISABLED",
                        out.id() + " is disabled: " + out.reason + "; enable it first");
  }

  // One commit, so that the chain says who changed where events go. The address may carry a key of
  // its owner, so only its host is noted.
  base::Status note(const std::string& actor, std::string action, const Endpoint& endpoint,
                    const std::string& reason,
                    const std::function<base::Status(Database&)>& change) {
    const std::string_view url = endpoint.url;
    const std::size_t end = url.find_first_of("/?", url.find("//") + 2);
    registry::DetailWriter detail;
    detail.field("endpoint", endpoint.id()).field("tenant", endpoint.tenant);
    detail.field("host", url.substr(0, end)).field("types", joined(endpoint.types));
    TRY(record_.commit({actor, std::move(action), reason, detail.text()},
                       [&](Database& open, base::CommitNumber) { return change(open); }));
    return {};
  }

  base::Status change(const std::string& actor, std::string action, std::int64_t number,
                      const std::string& reason, std::string_view sql) {
    const Endpoint endpoint = TRY(find(number));
    return note(actor, std::move(action), endpoint, reason, [&](Database& open) -> base::Status {
      Statement statement = TRY(open.prepare(sql));
      statement.bind(":endpoint", number);
      return statement.run();
    });
  }

  base::Status complete(delivery::Due& due, base::Instant now) {
    Endpoint endpoint = TRY(find(due.delivery.endpoint));
    due.tenant = std::move(endpoint.tenant);
    due.url = std::move(endpoint.url);
    due.maker = std::move(endpoint.maker);
    due.event = TRY(event(due.delivery.event));
    Statement customer =
        TRY(database().prepare("SELECT coalesce(json_extract(:data, '$.customer_id'), '')"));
    customer.bind(":data", due.event.data.empty() ? "{}" : due.event.data);
    if (TRY(customer.step())) due.customer = text(customer, 0);
    Statement secrets =
        TRY(database().prepare("SELECT secret, made FROM webhook_secret WHERE endpoint = :endpoint "
                               "AND (ends_at IS NULL OR ends_at > :now) ORDER BY made DESC"));
    secrets.bind(":endpoint", due.delivery.endpoint).bind(":now", now.milliseconds);
    ASSERT(box_ != nullptr);
    while (TRY(secrets.step())) {
      auto key =
          box_->sealer.open(secrets.blob(0), about(due.delivery.endpoint, secrets.number(1)));
      if (!key)
        return base::fail(base::Code::Corrupt, "the secret of we_" +
                                                   std::to_string(due.delivery.endpoint) +
                                                   " does not open under sealing.key");
      due.secrets.push_back({std::move(*key)});
    }
    return {};
  }

  base::Result<Event> event(EventKey key) {
    Statement row = TRY(
        database().prepare("SELECT type, at, data FROM event WHERE commit_no = ? AND place = ?"));
    row.bind(1, key.commit).bind(2, key.place);
    Event out{key, {}, {}, {}, {}};
    if (!TRY(row.step())) return out;  // its time is over
    out.type = text(row, 0);
    out.at = {row.number(1)};
    out.data = text(row, 2);
    return out;
  }

  Record& record_;
  const SecretBox* box_;
};

}  // namespace

std::unique_ptr<delivery::DeliveryStore> open_delivery(Record& record, const SecretBox* box) {
  return std::make_unique<DeliveryTable>(record, box);
}

base::Result<bool> holds_secrets(Record& record) {
  return TRY(record.database().number("SELECT EXISTS (SELECT 1 FROM webhook_secret)")) != 0;
}

}  // namespace storage

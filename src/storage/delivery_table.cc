#include "storage/delivery_table.h"

#include <functional>

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
    "SELECT endpoint, tenant, url, types, enabled, reason, created_at FROM webhook_endpoint ";
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
          .created = {row.number(6)}};
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

std::string_view word(State state) {
  return delivery::kStates[static_cast<std::size_t>(state)];
}

class DeliveryTable final : public delivery::DeliveryStore {
 public:
  explicit DeliveryTable(Record& record) : record_(record) {}

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
        "AND (:type = '' OR type = :type) AND (:tenant = '' OR EXISTS (SELECT 1 "
        "FROM event_audience a WHERE a.commit_no = e.commit_no AND a.place = e.place "
        "AND a.tenant IN (:tenant, '*'))) ORDER BY commit_no, place LIMIT :most"));
    rows.bind(":commit", query.after.commit).bind(":place", query.after.place);
    rows.bind(":type", query.type).bind(":tenant", query.tenant.value_or(""));
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
    endpoint.created = now;
    endpoint.number = TRY(database().number(
        "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'webhook_endpoint'"));
    const auto add = [&](Database& open) -> base::Status {
      Statement insert =
          TRY(open.prepare("INSERT INTO webhook_endpoint VALUES (?, ?, ?, ?, 1, '', ?)"));
      insert.bind(1, endpoint.number).bind(2, endpoint.tenant).bind(3, endpoint.url);
      insert.bind(4, joined(endpoint.types)).bind(5, now.milliseconds);
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

  base::Status enable(const std::string& actor, std::int64_t number) override {
    return change(
        actor, "webhook enable", number, "",
        "UPDATE webhook_endpoint SET enabled = 1, reason = '' WHERE endpoint = :endpoint");
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
    const State state = next.verdict == delivery::Verdict::Delivered ? State::Delivered
                        : next.verdict == delivery::Verdict::Again   ? State::Waiting
                                                                     : State::Failed;
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
    Endpoint endpoint = TRY(enabled(number));
    std::int64_t sent = 0;
    const auto send_all = [&]() -> base::Status {
      for (const Event& event : TRY(between(from, upto))) {
        if (!delivery::wants(endpoint, event)) continue;
        TRY_STATUS(send(number, event.key, now));
        ++sent;
      }
      return {};
    };
    TRY_STATUS(together(send_all));
    return sent;
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

  base::Status forget(base::Instant now) override {
    return together([&]() -> base::Status {
      const std::string events = std::to_string(now.milliseconds - delivery::kEventDays * kDay);
      const std::string attempts = std::to_string(now.milliseconds - delivery::kAttemptDays * kDay);
      return database().execute(
          "DELETE FROM webhook_delivery WHERE state <> 'waiting' AND created_at < " + attempts +
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

  base::Status send(std::int64_t endpoint, EventKey event, base::Instant now) {
    Statement& row = *TRY(
        database().kept("INSERT INTO webhook_delivery VALUES (NULL, ?, ?, ?, 'waiting', 0, ?, ?)"));
    row.bind(1, endpoint).bind(2, event.commit).bind(3, event.place);
    row.bind(4, now.milliseconds).bind(5, now.milliseconds);
    return row.run();
  }

  static base::Status add_secret(Database& open, std::int64_t endpoint, std::int64_t made,
                                 const delivery::Secret& secret) {
    Statement row = TRY(open.prepare("INSERT INTO webhook_secret VALUES (?, ?, NULL, ?)"));
    row.bind(1, endpoint).bind(2, made).bind_blob(3, secret.key);
    return row.run();
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
    due.url = TRY(find(due.delivery.endpoint)).url;
    for (Event& event : TRY(between(due.delivery.event, due.delivery.event)))
      due.event = std::move(event);
    Statement secrets =
        TRY(database().prepare("SELECT secret FROM webhook_secret WHERE endpoint = :endpoint "
                               "AND (ends_at IS NULL OR ends_at > :now) ORDER BY made DESC"));
    secrets.bind(":endpoint", due.delivery.endpoint).bind(":now", now.milliseconds);
    while (TRY(secrets.step()))
      due.secrets.push_back({std::string(secrets.blob(0))});
    return {};
  }

  base::Result<std::vector<delivery::Tenant>> audience_of(EventKey key) {
    Statement& rows = *TRY(database().kept(
        "SELECT tenant FROM event_audience WHERE commit_no = ? AND place = ? ORDER BY tenant"));
    rows.bind(1, key.commit).bind(2, key.place);
    std::vector<delivery::Tenant> out;
    while (TRY(rows.step()))
      out.push_back(text(rows, 0));
    rows.reset();
    return out;
  }

  // With their audience; both ends are meant.
  base::Result<std::vector<Event>> between(EventKey from, EventKey upto) {
    Statement rows =
        TRY(database().prepare("SELECT commit_no, place, type, at, data FROM event WHERE  "
                               "(commit_no, place) >= (?, ?) AND (commit_no, place) <= (?, ?) "
                               "ORDER BY commit_no, place"));
    rows.bind(1, from.commit).bind(2, from.place).bind(3, upto.commit).bind(4, upto.place);
    std::vector<Event> out;
    while (TRY(rows.step())) {
      Event event{{rows.number(0), rows.number(1)}, text(rows, 2), {rows.number(3)}, {}, {}};
      event.data = text(rows, 4);
      event.audience = TRY(audience_of(event.key));
      out.push_back(std::move(event));
    }
    return out;
  }

  Record& record_;
};

}  // namespace

std::unique_ptr<delivery::DeliveryStore> open_delivery(Record& record) {
  return std::make_unique<DeliveryTable>(record);
}

}  // namespace storage

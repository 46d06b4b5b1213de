// The access log.
#include "base/terms.h"
#include "registry/act_detail.h"
#include "storage/consent_table.h"
#include "storage/persons.h"

namespace storage {
namespace {

using rights::Look;

constexpr std::string_view kInsert =
    "INSERT INTO access_log VALUES (NULL, :at, "
    "(SELECT key FROM customer_key WHERE id = :customer), "
    "(SELECT key FROM partner_key WHERE id = :partner), "
    ":who, :action, :object, :object_id, :rows, :purpose, :address, :request, :times)";

constexpr std::string_view kSelect =
    "SELECT l.number, l.at, c.id, p.id, l.who, l.action, l.object, l.object_id, l.row_count, "
    "l.purpose, l.address, l.request, l.times FROM access_log l "
    "JOIN customer_key c ON c.key = l.customer JOIN partner_key p ON p.key = l.partner "
    "WHERE c.id = :customer AND l.number > :after AND (:partner = '' OR p.id = :partner) "
    "AND (:object = '' OR l.object = :object) AND (:action = '' OR l.action = :action) "
    "AND l.at >= :from AND l.at < :to ORDER BY l.number LIMIT :limit";

base::Status insert_all(Database& database, std::span<const Look> looks) {
  Persons persons(database);
  Statement* insert = TRY(database.kept(std::string(kInsert)));
  for (const Look& one : looks) {
    insert->bind(":at", one.at.milliseconds).bind(":customer", one.customer);
    insert->bind(":partner", one.partner).bind(":who", TRY(persons.stored(one.who)));
    insert->bind(":action", word(one.action)).bind(":object", one.object);
    insert->bind(":object_id", one.object_id).bind(":rows", one.rows);
    insert->bind(":purpose", TRY(persons.without_names(one.purpose)));
    insert->bind(":address", one.address).bind(":request", one.request);
    insert->bind(":times", one.times);
    TRY_STATUS(insert->run());
  }
  return {};
}

base::Result<Look> read_look(const Statement& row, Persons& persons) {
  const auto action = base::parse_word<rights::LookAction>(rights::kLookActions, row.text(5));
  if (!action) {
    return base::fail(base::Code::Corrupt, "the access log has the action '" +
                                               std::string(row.text(5)) + "'; restore a backup");
  }
  Look out;
  out.number = row.number(0);
  out.at = {row.number(1)};
  out.customer = row.text(2);
  out.partner = row.text(3);
  out.who = TRY(persons.shown(row.text(4)));
  out.action = *action;
  out.object = row.text(6);
  out.object_id = row.text(7);
  out.rows = row.number(8);
  out.purpose = row.text(9);
  out.address = row.text(10);
  out.request = row.text(11);
  out.times = row.number(12);
  return out;
}

class LookTable final : public rights::LookStore {
 public:
  explicit LookTable(Record& record) : record_(record) {}

  base::Status add(std::span<const Look> looks) override {
    if (looks.empty()) return {};
    Database& database = record_.database();
    TRY_STATUS(database.execute("BEGIN IMMEDIATE"));
    base::Status done = insert_all(database, looks);
    if (done) done = database.execute("COMMIT");
    if (done || !database.in_transaction()) return done;
    TRY_STATUS(database.execute("ROLLBACK"));
    return done;
  }

  base::Result<std::vector<Look>> read(const rights::LookQuery& query) override {
    Persons persons(record_.database());
    Statement rows = TRY(record_.database().prepare(kSelect));
    rows.bind(":customer", query.customer).bind(":partner", query.partner);
    rows.bind(":object", query.object);
    rows.bind(":action", query.action ? word(*query.action) : std::string_view());
    rows.bind(":from", query.from.milliseconds).bind(":to", query.to.milliseconds);
    rows.bind(":after", query.after).bind(":limit", query.limit);
    std::vector<Look> out;
    while (TRY(rows.step()))
      out.push_back(TRY(read_look(rows, persons)));
    return out;
  }

  base::Result<std::int64_t> forget(base::Instant before, const registry::Act& act) override {
    Statement old =
        TRY(record_.database().prepare("SELECT count(*) FROM access_log WHERE at < :before"));
    old.bind(":before", before.milliseconds);
    TRY(old.step());
    const std::int64_t count = old.number(0);
    old.reset();
    if (count == 0) return 0;
    registry::Act told = act;
    told.detail = registry::DetailWriter()
                      .field("before_ms", std::to_string(before.milliseconds))
                      .field("looks", std::to_string(count))
                      .text();
    const auto done =
        record_.commit(told, [&](Database& database, base::CommitNumber) -> base::Status {
          Statement since =
              TRY(database.prepare("UPDATE access_log_since SET at = max(at, :before)"));
          since.bind(":before", before.milliseconds);
          TRY_STATUS(since.run());
          Statement gone = TRY(database.prepare("DELETE FROM access_log WHERE at < :before"));
          gone.bind(":before", before.milliseconds);
          return gone.run();
        });
    if (!done) return std::unexpected(done.error());
    return count;
  }

 private:
  Record& record_;
};

}  // namespace

std::unique_ptr<rights::LookStore> open_looks(Record& record) {
  return std::make_unique<LookTable>(record);
}

}  // namespace storage

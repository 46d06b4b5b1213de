#include "storage/consent_table.h"

#include "base/terms.h"
#include "storage/persons.h"

namespace storage {
namespace {

using rights::Receipt;
using rights::Withdrawal;

// A subscription may be absent; an id that is unknown breaks a constraint.
constexpr std::string_view kKeys =
    "(SELECT key FROM customer_key WHERE id = :customer), "
    "(SELECT key FROM partner_key WHERE id = :partner), "
    "iif(:subscription = '', NULL, "
    "coalesce((SELECT key FROM subscription_key WHERE id = :subscription), -1)), ";

base::Day day_of(const Statement& row, int column) {
  return {static_cast<std::int32_t>(row.number(column))};
}

template <class Word>
void bind_scope(Statement& insert, const Word& word) {
  insert.bind(":customer", word.customer).bind(":partner", word.partner);
  insert.bind(":subscription", word.subscription);
}

base::Status write_receipt(Database& database, base::CommitNumber commit, const Receipt& one) {
  Persons persons(database);
  Statement insert =
      TRY(database.prepare("INSERT INTO consent VALUES (:commit, :number, " + std::string(kKeys) +
                           ":classes, :from, :to, :how, :version, :body, :by, :at, :evidence)"));
  insert.bind(":commit", commit.number).bind(":number", one.number);
  bind_scope(insert, one);
  insert.bind(":classes", rights::words(one.classes));
  insert.bind(":from", std::int64_t{one.days.from.number});
  insert.bind(":to", std::int64_t{one.days.to.number});
  insert.bind(":how", word(one.how)).bind(":version", one.version);
  insert.bind(":by", TRY(persons.stored(one.given_by)));
  insert.bind(":body", TRY(persons.without_names(one.text)));
  insert.bind(":at", one.given_at.milliseconds).bind(":evidence", one.evidence);
  return insert.run();
}

base::Status write_withdrawal(Database& database, base::CommitNumber commit,
                              const Withdrawal& one) {
  Persons persons(database);
  Statement insert = TRY(database.prepare(
      "INSERT INTO consent_withdrawal VALUES (:commit, :number, nullif(:receipt, 0), " +
      std::string(kKeys) + ":by, :at, :reason)"));
  insert.bind(":commit", commit.number).bind(":number", one.number).bind(":receipt", one.receipt);
  bind_scope(insert, one);
  insert.bind(":by", TRY(persons.stored(one.withdrawn_by)));
  insert.bind(":at", one.withdrawn_at.milliseconds);
  insert.bind(":reason", TRY(persons.without_names(one.reason)));
  return insert.run();
}

base::Result<Receipt> read_receipt(const Statement& row, Persons& persons) {
  const auto classes = rights::parse_classes(row.text(5));
  const auto how = base::parse_word<rights::How>(rights::kHows, row.text(8));
  if (!classes || !how) {
    return base::fail(base::Code::Corrupt,
                      "a consent of the record is for '" + std::string(row.text(5)) + "' as '" +
                          std::string(row.text(8)) + "', which nobody knows; restore a backup");
  }
  Receipt out;
  out.commit = {row.number(0)};
  out.number = row.number(1);
  out.customer = row.text(2);
  out.partner = row.text(3);
  out.subscription = row.text(4);
  out.classes = *classes;
  out.days = {day_of(row, 6), day_of(row, 7)};
  out.how = *how;
  out.version = row.text(9);
  out.text = row.text(10);
  out.signer = row.text(11);
  out.given_by = TRY(persons.shown(out.signer));
  out.given_at = {row.number(12)};
  out.evidence = row.text(13);
  return out;
}

base::Result<Withdrawal> read_withdrawal(const Statement& row, Persons& persons) {
  Withdrawal out;
  out.commit = {row.number(0)};
  out.number = row.number(1);
  out.customer = row.text(2);
  out.partner = row.text(3);
  out.subscription = row.text(4);
  out.receipt = row.is_null(5) ? 0 : row.number(5);
  out.withdrawn_by = TRY(persons.shown(row.text(6)));
  out.withdrawn_at = {row.number(7)};
  out.reason = row.text(8);
  return out;
}

// Rows of a table with the ids of their scope, as known at :known.
std::string select(std::string_view table, std::string_view columns) {
  return "SELECT r.commit_no, r.number, c.id, p.id, coalesce(s.id, ''), " + std::string(columns) +
         " FROM " + std::string(table) +
         " r JOIN customer_key c ON c.key = r.customer JOIN partner_key p ON p.key = r.partner "
         "LEFT JOIN subscription_key s ON s.key = r.subscription "
         "WHERE r.commit_no <= :known ORDER BY r.commit_no, r.number";
}

class ConsentTable final : public rights::ConsentStore {
 public:
  explicit ConsentTable(Record& record) : record_(record) {}

  base::Result<rights::ConsentBook> load(base::CommitNumber as_known) override {
    Persons persons(record_.database());
    rights::ConsentBook out;
    Statement given = TRY(record_.database().prepare(
        select("consent",
               "r.classes, r.starts_on, r.ends_on, r.how, r.text_version, r.body, "
               "r.given_by, r.given_at, r.evidence")));
    given.bind(":known", as_known.number);
    while (TRY(given.step()))
      out.receipts.push_back(TRY(read_receipt(given, persons)));
    Statement withdrawn = TRY(record_.database().prepare(
        select("consent_withdrawal", "r.receipt, r.withdrawn_by, r.withdrawn_at, r.reason")));
    withdrawn.bind(":known", as_known.number);
    while (TRY(withdrawn.step()))
      out.withdrawals.push_back(TRY(read_withdrawal(withdrawn, persons)));
    return out;
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act, const Receipt& one) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_receipt(database, commit, one);
    });
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act, const Withdrawal& one) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_withdrawal(database, commit, one);
    });
  }

 private:
  Record& record_;
};

}  // namespace

std::unique_ptr<rights::ConsentStore> open_consents(Record& record) {
  return std::make_unique<ConsentTable>(record);
}

}  // namespace storage

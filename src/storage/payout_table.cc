#include "storage/payout_table.h"

#include "storage/ledger_rows.h"
#include "storage/payout_rows.h"

namespace storage {
namespace {

using payouts::Payout;

class PayoutTable final : public payouts::PayoutStore {
 public:
  explicit PayoutTable(Record& record) : record_(record) {}

  base::Result<payouts::Accounts> accounts() override {
    Statement rows = TRY(database().prepare(
        "SELECT coalesce(p.id, ''), " + std::string(kAccountColumns) +
        " FROM bank_account_revision a LEFT JOIN partner_key p ON p.key = a.partner "
        "WHERE a.commit_no = (SELECT max(commit_no) FROM bank_account_revision "
        "WHERE coalesce(partner, -1) = coalesce(a.partner, -1))"));
    payouts::Accounts out;
    while (TRY(rows.step()))
      out[std::string(rows.text(0))] = read_account(rows, 1);
    return out;
  }

  base::Result<std::vector<std::int64_t>> numbers() override {
    Statement rows = TRY(database().prepare("SELECT number FROM payout ORDER BY number"));
    std::vector<std::int64_t> out;
    while (TRY(rows.step()))
      out.push_back(rows.number(0));
    return out;
  }

  base::Result<std::optional<Payout>> find(std::int64_t number) override {
    Statement row = TRY(database().prepare(
        "SELECT o.commit_no, o.created_at, o.execution_day, o.created_by, coalesce(v.by, ''), " +
        std::string(kAccountColumns) +
        " FROM payout o LEFT JOIN payout_approval v ON v.payout = o.number "
        "JOIN bank_account_revision a ON a.partner IS NULL AND a.commit_no = o.account "
        "WHERE o.number = ?"));
    row.bind(1, number);
    if (!TRY(row.step())) return std::optional<Payout>();
    Payout out;
    out.number = number;
    out.commit = {row.number(0)};
    out.created = {row.number(1)};
    out.execution = {static_cast<std::int32_t>(row.number(2))};
    out.created_by = row.text(3);
    out.approved_by = row.text(4);
    out.debtor = read_account(row, 5);
    out.payments = TRY(read_payments(database(), number));
    return std::optional(std::move(out));
  }

  base::Result<base::CommitNumber> last_paid(const std::string& partner,
                                             const std::string& currency) override {
    Statement row = TRY(database().prepare(
        "SELECT coalesce(max(y.commit_no), 0) FROM payment y JOIN partner_key p "
        "ON p.key = y.earner WHERE p.id = ? AND y.currency = ? AND NOT EXISTS (SELECT 1 FROM "
        "payment_answer n WHERE n.payout = y.payout AND n.place = y.place AND n.outcome <> "
        "'sent')"));
    row.bind(1, partner).bind(2, currency);
    TRY(row.step());
    return base::CommitNumber{row.number(0)};
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act,
                                        std::span<const payouts::NamedAccount> accounts) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_accounts(database, commit, accounts);
    });
  }

  base::Result<base::CommitNumber> create(const registry::Act& act, const Payout& payout,
                                          std::span<const ledger::Entry> entries) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      TRY_STATUS(write_entries(database, commit, entries));
      return write_payout(database, commit, payout);
    });
  }

  base::Result<base::CommitNumber> approve(const registry::Act& act, std::int64_t payout,
                                           const std::string& by) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      Statement insert = TRY(database.prepare("INSERT INTO payout_approval VALUES (?, ?, ?)"));
      insert.bind(1, commit.number).bind(2, payout).bind(3, by);
      return insert.run();
    });
  }

  base::Result<base::CommitNumber> settle(const registry::Act& act,
                                          const payouts::Settlement& settlement) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      TRY_STATUS(write_entries(database, commit, settlement.entries));
      return write_answers(database, commit, settlement.settled);
    });
  }

 private:
  Database& database() { return record_.database(); }

  Record& record_;
};

}  // namespace

std::unique_ptr<payouts::PayoutStore> open_payouts(Record& record) {
  return std::make_unique<PayoutTable>(record);
}

}  // namespace storage

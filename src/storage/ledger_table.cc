#include "storage/ledger_table.h"

#include "base/fault.h"
#include "base/terms.h"
#include "storage/checkpoint.h"
#include "storage/ledger_rows.h"

namespace storage {
namespace {

using closing::BookedEntry;
using closing::Period;
using closing::PeriodNote;
using closing::StatementRow;

base::Month month_of(std::int64_t number) {
  return {static_cast<std::int32_t>(number)};
}

base::Digest digest_of(std::string_view bytes) {
  base::Digest out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts)
    out += (out.empty() ? "" : ",") + text;
  return out;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

base::Status write_period(Database& database, base::CommitNumber commit, const Period& period) {
  Statement insert =
      TRY(database.prepare("INSERT INTO period_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  insert.bind(1, commit.number).bind(2, std::int64_t{period.month.number});
  insert.bind(3, word(period.state)).bind(4, period.cutoff.number);
  insert.bind_blob(5, base::bytes_of(period.digest)).bind(6, period.frozen_by);
  insert.bind(7, period.signed_by).bind(8, joined(period.left_out));
  return insert.run();
}

class LedgerTable final : public closing::BooksStore {
 public:
  explicit LedgerTable(Record& record) : record_(record) {}

  base::Result<std::vector<Period>> periods() override {
    Statement rows = TRY(database().prepare(
        "SELECT month, state, cutoff, digest, frozen_by, signed_by, left_out, commit_no "
        "FROM period_revision r WHERE commit_no = "
        "(SELECT max(commit_no) FROM period_revision WHERE month = r.month) ORDER BY month"));
    std::vector<Period> out;
    while (TRY(rows.step())) {
      const auto state =
          base::parse_word<closing::PeriodState>(closing::kPeriodStates, rows.text(1));
      Period& one = out.emplace_back();
      one.month = month_of(rows.number(0));
      one.state = state.value_or(closing::PeriodState::Open);
      one.cutoff = {rows.number(2)};
      one.digest = digest_of(rows.blob(3));
      one.frozen_by = rows.text(4);
      one.signed_by = rows.text(5);
      one.left_out = split(rows.text(6));
      one.commit = {rows.number(7)};
    }
    return out;
  }

  base::Result<std::vector<PeriodNote>> notes(base::Month month) override {
    Statement rows = TRY(database().prepare(
        "SELECT item, by, reason, commit_no FROM period_note WHERE month = ? ORDER BY commit_no"));
    rows.bind(1, std::int64_t{month.number});
    std::vector<PeriodNote> out;
    while (TRY(rows.step())) {
      out.push_back({month,
                     std::string(rows.text(0)),
                     std::string(rows.text(1)),
                     std::string(rows.text(2)),
                     {rows.number(3)}});
    }
    return out;
  }

  base::Result<std::vector<ledger::PostedLine>> posted(base::Month earning_month,
                                                       base::Month before) override {
    Statement rows =
        TRY(database().prepare("SELECT " + std::string(kEntryColumns) + std::string(kEntryTables) +
                               "WHERE e.kind IN ('earning', 'adjustment') AND e.earning_month = ? "
                               "AND e.period < ?"));
    rows.bind(1, std::int64_t{earning_month.number});
    rows.bind(2, std::int64_t{before.number});
    std::vector<ledger::Entry> entries;
    while (TRY(rows.step()))
      entries.push_back(TRY(read_entry(rows)).entry);
    return ledger::posted_lines(entries, earning_month);
  }

  base::Result<ledger::Balances> balances() override {
    Statement rows = TRY(database().prepare(
        "SELECT p.id, b.currency, b.account, b.payout, b.fund, b.amount FROM account_balance b "
        "JOIN partner_key p ON p.key = b.earner WHERE b.amount <> 0"));
    ledger::Balances out;
    while (TRY(rows.step())) {
      const auto account = base::parse_word<ledger::Account>(ledger::kAccounts, rows.text(2));
      if (!account) {
        return base::fail(base::Code::Corrupt, "there is a balance of the unknown account '" +
                                                   std::string(rows.text(2)) +
                                                   "'; restore a backup");
      }
      const std::string currency(rows.text(1));
      out.add({std::string(rows.text(0)), currency, *account,
               rows.text(3) == "coop" ? attribution::EarningKind::Coop
                                      : attribution::EarningKind::Rebate,
               month_of(rows.number(4))},
              from_minor_units(rows.number(5), currency));
    }
    return out;
  }

  base::Result<std::map<ledger::EarnerCurrency, base::Month>> below_zero_since() override {
    Statement rows = TRY(database().prepare(
        "SELECT p.id, e.currency, e.period, "
        "sum(CASE WHEN e.to_account = 'accrual' THEN e.amount ELSE -e.amount END) "
        "FROM ledger_entry e JOIN partner_key p ON p.key = e.earner "
        "WHERE 'accrual' IN (e.from_account, e.to_account) "
        "GROUP BY e.earner, e.currency, e.period"));
    ledger::AccrualChanges changes;
    while (TRY(rows.step())) {
      const std::string currency(rows.text(1));
      changes[{std::string(rows.text(0)), currency}][month_of(rows.number(2))] =
          from_minor_units(rows.number(3), currency);
    }
    return ledger::below_zero_since(
        changes,
        month_of(TRY(database().number(
            "SELECT coalesce(max(month), 0) FROM period_revision WHERE state = 'closed'"))));
  }

  base::Result<std::vector<BookedEntry>> entries(const closing::EntryQuery& query) override {
    std::string sql = "SELECT " + std::string(kEntryColumns) + std::string(kEntryTables) +
                      "WHERE e.commit_no <= :known";
    if (query.period) sql += " AND e.period = :period";
    if (!query.earner.empty()) sql += " AND p.id = :earner";
    Statement rows = TRY(database().prepare(sql + " ORDER BY e.number"));
    rows.bind(":known", query.as_known.number);
    if (query.period) rows.bind(":period", std::int64_t{query.period->number});
    if (!query.earner.empty()) rows.bind(":earner", query.earner);
    std::vector<BookedEntry> out;
    while (TRY(rows.step()))
      out.push_back(TRY(read_entry(rows)));
    return out;
  }

  base::Result<std::map<std::string, closing::LastStatement>> last_statements() override {
    Statement rows =
        TRY(database().prepare("SELECT p.id, max(s.number), s.root FROM statement s "
                               "JOIN partner_key p ON p.key = s.earner GROUP BY s.earner"));
    std::map<std::string, closing::LastStatement> out;
    while (TRY(rows.step()))
      out[std::string(rows.text(0))] = {rows.number(1), digest_of(rows.blob(2))};
    return out;
  }

  base::Result<std::vector<StatementRow>> statements(
      const closing::StatementQuery& query) override {
    std::string sql =
        "SELECT s.number, p.id, s.period, s.issued_on, s.previous, s.lines, s.header, s.root, "
        "s.key, s.signature, s.commit_no FROM statement s JOIN partner_key p ON p.key = s.earner "
        "WHERE 1";
    if (query.number) sql += " AND s.number = :number";
    if (query.period) sql += " AND s.period = :period";
    if (!query.earner.empty()) sql += " AND p.id = :earner";
    Statement rows = TRY(database().prepare(sql + " ORDER BY s.number"));
    if (query.number) rows.bind(":number", *query.number);
    if (query.period) rows.bind(":period", std::int64_t{query.period->number});
    if (!query.earner.empty()) rows.bind(":earner", query.earner);
    std::vector<StatementRow> out;
    while (TRY(rows.step())) {
      StatementRow& one = out.emplace_back();
      one.number = rows.number(0);
      one.earner = rows.text(1);
      one.period = month_of(rows.number(2));
      one.issued_on = {static_cast<std::int32_t>(rows.number(3))};
      one.previous = rows.number(4);
      one.lines = rows.number(5);
      one.header = rows.text(6);
      one.seal = {digest_of(rows.blob(7)), std::string(rows.text(8)), std::string(rows.blob(9))};
      one.commit = {rows.number(10)};
    }
    return out;
  }

  base::Result<std::vector<ledger::Entry>> lines(const StatementRow& statement) override {
    Statement rows = TRY(
        database().prepare("SELECT " + std::string(kEntryColumns) + std::string(kEntryTables) +
                           "WHERE e.period = :period AND p.id = :earner AND e.commit_no <= :commit "
                           "ORDER BY e.commit_no <> :commit, e.number"));
    rows.bind(":period", std::int64_t{statement.period.number}).bind(":earner", statement.earner);
    rows.bind(":commit", statement.commit.number);
    std::vector<ledger::Entry> out;
    while (TRY(rows.step()))
      out.push_back(TRY(read_entry(rows)).entry);
    return out;
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act, const Period& period) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_period(database, commit, period);
    });
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act, const PeriodNote& note) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      Statement insert = TRY(database.prepare("INSERT INTO period_note VALUES (?, ?, ?, ?, ?)"));
      insert.bind(1, commit.number).bind(2, std::int64_t{note.month.number}).bind(3, note.item);
      insert.bind(4, note.by).bind(5, note.reason);
      return insert.run();
    });
  }

  base::Result<base::CommitNumber> close(const registry::Act& act, const Period& period,
                                         std::span<const ledger::Entry> entries,
                                         std::span<const statements::Issued> issued,
                                         const base::SigningKey& key) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      TRY_STATUS(write_entries(database, commit, entries));
      TRY_STATUS(base::fault("close.posted"));
      TRY_STATUS(write_statements(database, commit, issued));
      TRY_STATUS(base::fault("close.stated"));
      TRY_STATUS(enter_signing_key(database, commit, key.public_key()));
      TRY_STATUS(enter_checkpoint(database, commit, key));
      return write_period(database, commit, period);
    });
  }

  base::Result<base::CommitNumber> post(const registry::Act& act,
                                        std::span<const ledger::Entry> entries) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) {
      return write_entries(database, commit, entries);
    });
  }

 private:
  Database& database() { return record_.database(); }

  Record& record_;
};

}  // namespace

std::unique_ptr<closing::BooksStore> open_ledger(Record& record) {
  return std::make_unique<LedgerTable>(record);
}

}  // namespace storage

#include "storage/ledger_rows.h"

#include <algorithm>

#include "base/check.h"
#include "base/terms.h"
#include "statements/canonical.h"

namespace storage {
namespace {

using ledger::Entry;

std::int64_t units_of_coin(std::string_view currency) {
  std::int64_t out = base::kUnit;
  for (int i = 0; i < attribution::minor_unit(currency); ++i)
    out /= 10;
  return out;
}

std::unexpected<base::Error> damaged(std::string_view what) {
  return base::fail(base::Code::Corrupt, "an entry of the ledger cannot be read: '" +
                                             std::string(what) + "'; restore a backup");
}

// A text key that is written often: the id of the row that has it.
class KeyFinder {
 public:
  KeyFinder(Statement find, std::string_view noun) : find_(std::move(find)), noun_(noun) {}

  base::Result<std::int64_t> of(const std::string& id) {
    const auto known = keys_.find(id);
    if (known != keys_.end()) return known->second;
    find_.reset();
    find_.bind(1, id);
    if (!TRY(find_.step())) {
      return base::fail(base::Code::NotFound,
                        "there is no " + std::string(noun_) + " '" + id + "'; import it first");
    }
    return keys_[id] = find_.number(0);
  }

 private:
  Statement find_;
  std::string_view noun_;
  std::map<std::string, std::int64_t> keys_;
};

}  // namespace

std::int64_t minor_units(base::Decimal amount, std::string_view currency) {
  const std::int64_t coin = units_of_coin(currency);
  ASSERT(amount.units() % coin == 0);
  const base::Int128 count = amount.units() / coin;
  ASSERT(count <= INT64_MAX && count >= INT64_MIN);
  return static_cast<std::int64_t>(count);
}

base::Decimal from_minor_units(std::int64_t units, std::string_view currency) {
  return base::Decimal::from_units(base::Int128{units} * units_of_coin(currency));
}

base::Status write_entries(Database& database, base::CommitNumber commit,
                           std::span<const Entry> entries) {
  if (entries.empty()) return {};
  KeyFinder partners(TRY(database.prepare("SELECT key FROM partner_key WHERE id = ?")), "partner");
  KeyFinder subscriptions(TRY(database.prepare("SELECT key FROM subscription_key WHERE id = ?")),
                          "subscription");
  std::int64_t number =
      TRY(database.number("SELECT coalesce(max(number), 0) + 1 FROM ledger_entry"));
  Statement insert = TRY(database.prepare(
      "INSERT INTO ledger_entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const Entry& entry : entries) {
    insert.bind(1, commit.number).bind(2, number++).bind(3, std::int64_t{entry.period.number});
    insert.bind(4, word(entry.kind)).bind(5, TRY(partners.of(entry.earner)));
    insert.bind(6, entry.currency).bind(7, word(entry.from)).bind(8, word(entry.to));
    insert.bind(9, minor_units(entry.amount, entry.currency)).bind(10, entry.reason_code);
    insert.bind(11, entry.cause).bind(12, std::int64_t{entry.fund.number});
    insert.bind(13, ledger::word(entry.payout)).bind(14, entry.lever);
    if (entry.subscription.empty()) {
      insert.bind_null(15);
    } else {
      insert.bind(15, TRY(subscriptions.of(entry.subscription)));
    }
    insert.bind(16, std::int64_t{entry.earning_month.number});
    insert.bind(17, std::int64_t{entry.held ? 1 : 0});
    insert.bind(18, entry.base.text()).bind(19, entry.rates);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_statements(Database& database, base::CommitNumber commit,
                              std::span<const statements::Issued> issued) {
  if (issued.empty()) return {};
  KeyFinder partners(TRY(database.prepare("SELECT key FROM partner_key WHERE id = ?")), "partner");
  Statement insert =
      TRY(database.prepare("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const auto& [statement, seal] : issued) {
    insert.bind(1, commit.number).bind(2, statement.number);
    insert.bind(3, TRY(partners.of(statement.earner)));
    insert.bind(4, std::int64_t{statement.period.number});
    insert.bind(5, std::int64_t{statement.issued_on.number}).bind(6, statement.previous);
    insert.bind(7, static_cast<std::int64_t>(statement.lines.size()));
    insert.bind(8, statements::header_leaf(statement));
    insert.bind_blob(9, base::bytes_of(seal.root)).bind(10, seal.key);
    insert.bind_blob(11, seal.signature);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Result<closing::BookedEntry> read_entry(const Statement& row) {
  const auto month = [&](int column) {
    return base::Month{static_cast<std::int32_t>(row.number(column))};
  };
  const auto kind = base::parse_word<ledger::EntryKind>(ledger::kEntryKinds, row.text(3));
  const auto from = base::parse_word<ledger::Account>(ledger::kAccounts, row.text(6));
  const auto to = base::parse_word<ledger::Account>(ledger::kAccounts, row.text(7));
  const auto base_value = base::parse_exact(row.text(17));
  if (!kind) return damaged(row.text(3));
  if (!from || !to) return damaged(std::string(row.text(6)) + "', '" + std::string(row.text(7)));
  if (!base_value) return damaged(row.text(17));
  closing::BookedEntry out;
  out.number = row.number(0);
  out.commit = {row.number(1)};
  Entry& entry = out.entry;
  entry.period = month(2);
  entry.kind = *kind;
  entry.earner = row.text(4);
  entry.currency = row.text(5);
  entry.from = *from;
  entry.to = *to;
  entry.amount = from_minor_units(row.number(8), entry.currency);
  entry.reason_code = row.text(9);
  entry.cause = row.text(10);
  entry.fund = month(11);
  entry.payout =
      row.text(12) == "coop" ? attribution::EarningKind::Coop : attribution::EarningKind::Rebate;
  entry.lever = row.text(13);
  entry.subscription = row.text(14);
  entry.earning_month = month(15);
  entry.held = row.number(16) != 0;
  entry.base = *base_value;
  entry.rates = row.text(18);
  return out;
}

}  // namespace storage

// Entries and what is summed of them, between rows and values. Private to storage.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "closing/books_store.h"
#include "storage/database.h"

namespace storage {

// Whole minor units of the currency. Requires: what is rounded to them and fits in 63 bits.
std::int64_t minor_units(base::Decimal amount, std::string_view currency);
base::Decimal from_minor_units(std::int64_t units, std::string_view currency);

base::Status write_entries(Database& database, base::CommitNumber commit,
                           std::span<const ledger::Entry> entries);
base::Status write_statements(Database& database, base::CommitNumber commit,
                              std::span<const statements::Issued> issued);

// The columns of an entry in the order that read_entry expects, of `ledger_entry e`.
inline constexpr std::string_view kEntryColumns =
    "e.number, e.commit_no, e.period, e.kind, p.id, e.currency, e.from_account, e.to_account, "
    "e.amount, e.reason_code, e.cause, e.fund, e.payout, e.lever, coalesce(s.id, ''), "
    "e.earning_month, e.held, e.base, e.rates";
inline constexpr std::string_view kEntryTables =
    " FROM ledger_entry e JOIN partner_key p ON p.key = e.earner "
    "LEFT JOIN subscription_key s ON s.key = e.subscription ";
base::Result<closing::BookedEntry> read_entry(const Statement& row);

}  // namespace storage

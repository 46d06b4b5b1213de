// Bank accounts, payouts and answers, between rows and values. Private to payout_table.cc.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "payouts/payout_store.h"
#include "storage/database.h"

namespace storage {

// The columns of an account in the order that read_account expects, of `bank_account_revision a`.
inline constexpr std::string_view kAccountColumns =
    "a.holder, a.iban, a.number, a.bic, a.clearing_system, a.clearing_member, a.country, "
    "a.currency, a.town, a.address, a.commit_no";
// `first`: the column where they begin.
payouts::KeptAccount read_account(const Statement& row, int first);

base::Status write_accounts(Database& database, base::CommitNumber commit,
                            std::span<const payouts::NamedAccount> accounts);
base::Status write_payout(Database& database, base::CommitNumber commit,
                          const payouts::Payout& payout);
base::Status write_answers(Database& database, base::CommitNumber commit,
                           std::span<const payouts::Settled> answers);

// With their answers, by place. Errors: Corrupt.
base::Result<std::vector<payouts::PaymentOrder>> read_payments(Database& database,
                                                               std::int64_t payout);

}  // namespace storage

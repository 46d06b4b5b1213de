// payout_accounts.csv: where partners have their money, and the programme. Taken whole or not at
// all. docs/formats/payout-files.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/rows.h"
#include "payouts/account.h"

namespace payouts {

struct AccountRow {
  std::int64_t line = 0;
  std::string partner;  // empty: the programme's own account
  BankAccount account;  // in the form that files carry
  friend bool operator==(const AccountRow&, const AccountRow&) = default;
};

// In the order of the file, each partner once. Error: InvalidInput, naming file, line and what is
// wrong. `file` is its name for messages.
base::Result<std::vector<AccountRow>> read_accounts(const std::string& file,
                                                    ingest::RowSource& rows);

}  // namespace payouts

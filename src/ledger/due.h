// What of a balance is due with a close, what is carried, and what the partner owes. Rules:
// docs/domain/ledger.md#what-is-due.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ledger/balance.h"
#include "ledger/exchange.h"
#include "programs/programme.h"

namespace ledger {

using EarnerCurrency = std::pair<std::string, std::string>;

// What the decision looks at beside the balances.
struct DueTerms {
  base::Month period;
  const programs::Parameters* parameters = nullptr;
  Exchange exchange;
  // The period since whose close the accrual has been below zero.
  std::map<EarnerCurrency, base::Month> below_zero_since;
  std::function<bool(const std::string& earner)> terminated;  // at the end of the period
};

// Balances that reach the threshold, or of a terminated partner, become payable. Balances below
// zero take back what is payable; what is left of them becomes receivable after the months of the
// programme, of a terminated partner at once.
// Errors: Missing, an exchange rate.
base::Result<std::vector<Entry>> decide_due(const Balances& balances, const DueTerms& terms);

// What came to each accrual in each period.
using AccrualChanges = std::map<EarnerCurrency, std::map<base::Month, base::Decimal>>;
AccrualChanges accrual_changes(std::span<const Entry> entries);
// Since the close of which period each accrual has been below zero without a break; `last` is the
// last one that was closed.
std::map<EarnerCurrency, base::Month> below_zero_since(const AccrualChanges& changes,
                                                       base::Month last);

// Why an accrual stays: BELOW_PAYMENT_THRESHOLD, NEGATIVE_BALANCE; empty for nothing.
std::string_view carry_reason(base::Decimal accrual);

}  // namespace ledger

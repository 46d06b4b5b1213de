// Co-op funds: what accrues in a half-year of the programme may be used and claimed for some months
// afterwards; a fund below the threshold becomes rebate. Rules: docs/domain/ledger.md#co-op.
#pragma once

#include <vector>

#include "ledger/balance.h"
#include "ledger/exchange.h"
#include "programs/programme.h"

namespace ledger {

// The fund of what is posted in a period, by the first month of its half-year.
base::Month fund_of(const programs::Parameters& parameters, base::Month period);

struct FundWindows {
  base::Month accrues_until;  // each the last month
  base::Month used_until;
  base::Month claimed_until;
};
FundWindows windows_of(const programs::Parameters& parameters, base::Month fund);

// What is asked of a fund and not decided yet, by the key of the fund.
using OpenClaims = std::map<BalanceKey, base::Decimal>;

// The entries that end funds with the close of `period`: funds below the threshold roll over when
// their half-year ends; what nobody asked for is forfeited when the time of use ends, and what is
// left, when that of claims ends. Errors: Missing, an exchange rate.
base::Result<std::vector<Entry>> settle_funds(const Balances& balances, const OpenClaims& claims,
                                              const programs::Parameters& parameters,
                                              base::Month period, const Exchange& exchange);

}  // namespace ledger

// Whom a payout pays how much, and whom it leaves out, and why.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/balance.h"
#include "payouts/payout.h"

namespace payouts {

// What the proposals look at beside the balances.
struct PayTerms {
  base::Day execution;  // rates are those of its month
  BankAccount debtor;
  // Null: it has none.
  std::function<const KeptAccount*(const std::string& partner)> account;
  std::function<bool(const std::string& partner)> on_hold;  // on the day of execution
  // What one unit of `from` is in `to`; none: nobody said.
  std::function<std::optional<base::Decimal>(std::string_view from, std::string_view to,
                                             base::Month month)>
      rate;
};

struct LeftOut {
  std::string earner, currency;
  base::Decimal amount;
  std::string reason_code;  // PROFILE_INCOMPLETE, ON_HOLD, RATE_MISSING, BELOW_MINOR_UNIT,
                            // NOT_PAYABLE
  std::string detail;       // a sentence
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct Proposals {
  std::vector<PaymentOrder> payments;  // by partner and currency, without remittance texts
  std::vector<LeftOut> left_out;       // the same
};

// All that is payable, in the currencies of the payees' accounts. Rules:
// docs/formats/payout-files.md#what-is-paid.
Proposals propose(const ledger::Balances& balances, const PayTerms& terms);

}  // namespace payouts

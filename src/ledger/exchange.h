// Into the programme's currency, at the rate of a month.
#pragma once

#include <functional>
#include <string_view>

#include "base/day.h"
#include "base/decimal.h"
#include "base/result.h"

namespace ledger {

// Errors: Missing.
using Exchange = std::function<base::Result<base::Decimal>(std::string_view currency, base::Month)>;

// Rounded to 12 decimals, half even.
inline base::Result<base::Decimal> equivalent(const Exchange& exchange, base::Decimal amount,
                                              std::string_view currency, base::Month month) {
  const auto rate = exchange(currency, month);
  if (!rate) return std::unexpected(rate.error());
  return base::round(base::multiply(amount, *rate), base::kDecimals, base::Rounding::HalfEven);
}

}  // namespace ledger

// Money as text: every coin of the currency is shown, and nothing is rounded.
#pragma once

#include <string>
#include <string_view>

#include "base/decimal.h"

namespace ledger {

// "80.00" of USD, "9876" of JPY, "98.765" of KWD; what is finer than a coin keeps its digits.
std::string money_text(base::Decimal amount, std::string_view currency);

// With at least so many decimals.
std::string with_decimals(base::Decimal amount, int decimals);

}  // namespace ledger

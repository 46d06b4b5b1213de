// Monthly rates into the programme's currency.
#pragma once

#include <string>
#include <string_view>

#include "attribution/holdings.h"
#include "base/result.h"

namespace attribution {

// Amounts in it need no rate; what was not billed has none.
bool is_own_currency(const Standing& standing, std::string_view currency);

// Errors: Missing, naming month and currencies.
base::Result<base::Decimal> exchange_rate(const Standing& standing, std::string_view currency,
                                          base::Month month);

// The sentence about a rate that is not there.
std::string no_exchange_rate(const Standing& standing, std::string_view currency,
                             base::Month month);

}  // namespace attribution

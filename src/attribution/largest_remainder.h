// A fixed amount divided by weights, exact to the last unit. Private to attribution.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/decimal.h"

namespace attribution {

// Parts of `amount`, which is a multiple of the unit of `decimals` places: each has the whole units
// of its share by weight, and what is left goes a unit each to the largest remainders, to the first
// of equal ones. They add up to `amount`, or are all zero when no weight is above zero (weights
// below zero weigh nothing). Requires: amount >= 0.
std::vector<base::Decimal> share_out(base::Decimal amount, int decimals,
                                     std::span<const base::Decimal> weights);

}  // namespace attribution

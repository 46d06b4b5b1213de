#include "attribution/largest_remainder.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using base::UInt128;

struct Quotient {
  UInt128 whole, rest;
};

// factor x weight / total, without the 256 bits of the product: one bit of the factor after the
// other. Requires: weight <= total < 2^126.
Quotient divided(UInt128 factor, UInt128 weight, UInt128 total) {
  Quotient out{0, 0};
  for (int bit = 127; bit >= 0; --bit) {
    out.whole <<= 1U;
    out.rest <<= 1U;
    if ((factor >> static_cast<unsigned>(bit) & 1U) != 0) out.rest += weight;
    while (out.rest >= total) {
      out.rest -= total;
      ++out.whole;
    }
  }
  return out;
}

UInt128 weight_of(Decimal weight) {
  return weight > Decimal() ? static_cast<UInt128>(weight.units()) : UInt128{0};
}

}  // namespace

std::vector<Decimal> share_out(Decimal amount, int decimals, std::span<const Decimal> weights) {
  ASSERT(amount >= Decimal());
  Decimal total;
  for (const Decimal weight : weights)
    total += std::max(weight, Decimal());
  std::vector<Decimal> parts(weights.size());
  if (total.is_zero()) return parts;
  base::Int128 unit = base::kUnit;
  for (int i = 0; i < decimals; ++i)
    unit /= 10;
  const auto units = static_cast<UInt128>(amount.units() / unit);
  std::vector<UInt128> rests(weights.size());
  UInt128 left = units;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Quotient part =
        divided(units, weight_of(weights[i]), static_cast<UInt128>(total.units()));
    parts[i] = Decimal::from_units(static_cast<base::Int128>(part.whole) * unit);
    rests[i] = part.rest;
    left -= part.whole;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) { return rests[i]; });
  ASSERT(left <= order.size());
  for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i)
    parts[order[i]] += Decimal::from_units(unit);
  return parts;
}

}  // namespace attribution

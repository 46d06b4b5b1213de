#include "registry/credit_shares.h"

#include <algorithm>

namespace registry {

std::span<const CreditShare> shares_of(const Snapshot& snapshot,
                                       base::SubscriptionKey subscription) {
  const auto found = std::ranges::equal_range(snapshot.credit_shares, subscription, {},
                                              &CreditShare::subscription);
  return {found.begin(), found.end()};
}

base::Decimal share_on(std::span<const CreditShare> of_subscription, base::PartnerKey partner,
                       base::Day day) {
  for (const CreditShare& one : of_subscription) {
    if (one.partner == partner && one.days.contains(day)) return one.share;
  }
  return {};
}

std::optional<Overfull> overfull(std::span<const CreditShare> of_subscription) {
  std::optional<Overfull> first;
  for (const CreditShare& begun : of_subscription) {  // a sum rises only where a share begins
    if (begun.days.empty()) continue;
    Overfull there{begun.days.from, {}};
    for (const CreditShare& one : of_subscription) {
      if (one.days.contains(there.day)) there.sum += one.share;
    }
    const bool too_much = there.sum > base::Decimal::from_integer(1);
    if (too_much && (!first || there.day < first->day)) first = there;
  }
  return first;
}

std::string percent_text(base::Decimal share) {
  constexpr base::Int128 kStep = base::kUnit / 10'000;  // 0.01 %
  const auto steps = static_cast<std::int64_t>(share.units() / kStep);
  const std::string hundredths = std::to_string(steps % 100 + 100).substr(1);
  return std::to_string(steps / 100) + '.' + hundredths;
}

}  // namespace registry

#include "registry/credit_shares.h"

#include <algorithm>

namespace registry {
namespace {

constexpr base::Int128 kStep = base::kUnit / 10'000;

}  // namespace

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

std::optional<ShareFault> share_fault(std::span<const CreditShare> of_subscription) {
  std::optional<ShareFault> first;
  for (const CreditShare& begun : of_subscription) {  // a sum rises only where a share begins
    if (begun.days.empty()) continue;
    ShareFault there{.day = begun.days.from, .sum = {}, .twice = false};
    for (const CreditShare& one : of_subscription) {
      if (!one.days.contains(there.day)) continue;
      there.sum += one.share;
      there.twice |= one.partner == begun.partner && one.days.from != begun.days.from;
    }
    const bool wrong = there.twice || there.sum > base::Decimal::from_integer(1);
    if (wrong && (!first || there.day < first->day)) first = there;
  }
  return first;
}

std::int64_t hundredths_of(base::Decimal share) {
  return static_cast<std::int64_t>(share.units() / kStep);
}

base::Decimal share_of_hundredths(std::int64_t hundredths) {
  return base::Decimal::from_units(hundredths * kStep);
}

std::optional<base::Decimal> share_of_percent(base::Decimal percent) {
  const base::Decimal share = base::Decimal::from_units(percent.units() / 100);
  const bool fits = percent >= base::Decimal() && percent <= base::Decimal::from_integer(100) &&
                    percent.units() % (kStep * 100) == 0;
  return fits ? std::optional(share) : std::nullopt;
}

std::optional<base::Decimal> parse_percent(std::string_view text) {
  const auto percent = base::parse_exact(text);
  return percent ? share_of_percent(*percent) : std::nullopt;
}

std::string percent_text(base::Decimal share) {
  const std::int64_t steps = hundredths_of(share);
  const std::string hundredths = std::to_string(steps % 100 + 100).substr(1);
  return std::to_string(steps / 100) + '.' + hundredths;
}

}  // namespace registry

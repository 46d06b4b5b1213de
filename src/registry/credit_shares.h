// Agreed shares of credit. On no day may the shares of a subscription come to more than the whole,
// and a partner has one.
// Rules: docs/domain/credit.md#shares.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "registry/snapshot.h"

namespace registry {

inline auto order_of(const CreditShare& one) {
  return std::tuple(one.subscription, one.partner, one.days.from);
}

// Of one subscription, by partner and start; withdrawn ones too.
std::span<const CreditShare> shares_of(const Snapshot& snapshot,
                                       base::SubscriptionKey subscription);

// Of the partner on the day; zero when none was agreed.
base::Decimal share_on(std::span<const CreditShare> of_subscription, base::PartnerKey partner,
                       base::Day day);

// A day on which the shares of one subscription come to more than the whole, or a partner has two.
struct ShareFault {
  base::Day day;
  base::Decimal sum;
  bool twice = false;
};
// On the first such day.
std::optional<ShareFault> share_fault(std::span<const CreditShare> of_subscription);

// Shares have steps of 0.01 %, here and wherever they are stored.
std::int64_t hundredths_of(base::Decimal share);
base::Decimal share_of_hundredths(std::int64_t hundredths);
// "60", "60.00" or "0"; nothing when it is not a percentage from 0 to 100 with at most 2 decimals.
std::optional<base::Decimal> parse_percent(std::string_view text);
std::optional<base::Decimal> share_of_percent(base::Decimal percent);
// "60.00" of 0.6.
std::string percent_text(base::Decimal share);

}  // namespace registry

// Agreed shares of credit. On no day may the shares of a subscription come to more than the whole.
// Rules: docs/domain/credit.md#shares.
#pragma once

#include <optional>
#include <span>
#include <string>
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

// A day on which the shares of one subscription come to more than the whole.
struct Overfull {
  base::Day day;
  base::Decimal sum;
};
// The first such day. A partner with two shares on a day has both.
std::optional<Overfull> overfull(std::span<const CreditShare> of_subscription);

// "60.00" of 0.6.
std::string percent_text(base::Decimal share);

}  // namespace registry

// Why associations that stand beside a fact give no credit. Private to attribution.
// Rules: docs/domain/rules.md#5-reconciliation-of-a-month.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "attribution/access_time.h"
#include "attribution/holdings.h"

namespace attribution {

// The first reason, in the order of the rules, that an association standing at the subscription
// and workload on the day gives: SELF_DEALING, ASSOC_NOT_ALLOWED_FOR_FAMILY,
// ASSOC_NOT_ALLOWED_ON_CHANNEL, ASSOC_NOT_COUNTED. Empty when none stands there. With `partner`
// only its associations are asked.
std::string_view closed_gate(const Standing& standing, base::SubscriptionKey subscription,
                             std::string_view workload, base::Day day,
                             base::PartnerKey partner = {});

// Who is credited at a subscription with the facts of a month, one workload after the other.
class Credited {
 public:
  Credited(const Holdings& holdings, const Standing& standing, base::Month month);
  void begin(base::SubscriptionKey subscription);
  // Somebody is credited with the fact, or with a part of it. Requires: it counts.
  bool anybody(const MonthFact& fact);

 private:
  const Holdings& holdings_;
  const base::Month month_;
  const programs::TypeMask by_day_;
  const AccessTime time_;
  base::SubscriptionKey subscription_;
  std::optional<std::uint32_t> workload_;  // of what follows
  std::vector<Holdings::Holder> holders_;
  bool by_time_ = false;
};

// The bucket of a fact that counts and that nobody is credited with: csp_without_partner, the
// closed gate, or no_association.
std::string_view uncredited(const Standing& standing, base::SubscriptionKey subscription,
                            std::string_view workload, base::Day day);

}  // namespace attribution

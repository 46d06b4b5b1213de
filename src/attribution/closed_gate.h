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
  Credited(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
           base::Month month);
  void begin(base::SubscriptionKey subscription);
  // Which part of the fact is credited at all: the whole where somebody is credited with it or with
  // a part of the month, or the shares of those who hold. Requires: it counts.
  base::Decimal part(const MonthFact& fact);
  // The bucket of the rest: csp_without_partner, the closed gate, no_association; NOT_SHARED where
  // somebody holds. Requires: part() was asked last for this fact.
  std::string_view rest(const MonthFact& fact) const;

 private:
  void move_to(std::uint32_t workload);
  bool is_held(base::Day day) const;

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const base::Month month_;
  const programs::TypeMask by_day_;
  const AccessTime time_;
  base::SubscriptionKey subscription_;
  std::optional<std::uint32_t> workload_;  // of what follows
  std::vector<Holdings::Holder> holders_;
  bool by_time_ = false;
};

}  // namespace attribution

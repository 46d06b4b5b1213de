// Why associations that stand beside a fact give no credit. Private to attribution.
// Rules: docs/domain/rules.md#5-reconciliation-of-a-month.
#pragma once

#include <span>
#include <string_view>

#include "attribution/holdings.h"

namespace attribution {

// The types that count towards competencies.
programs::TypeMask competency_types(const programs::Programme& programme);

// The first reason, in the order of the rules, that an association standing at the subscription
// and workload on the day gives: SELF_DEALING, ASSOC_NOT_ALLOWED_FOR_FAMILY,
// ASSOC_NOT_ALLOWED_ON_CHANNEL, ASSOC_NOT_COUNTED. Empty when none stands there. With `partner`
// only its associations are asked.
std::string_view closed_gate(const Standing& standing, base::SubscriptionKey subscription,
                             std::string_view workload, base::Day day,
                             base::PartnerKey partner = {});

// Which part of a fact of the day is credited at all: the whole where somebody holds with one of
// the types, or the shares of those who do.
base::Decimal credited_part(const Standing& standing, base::SubscriptionKey subscription,
                            std::span<const Holdings::Holder> holders, base::Day day,
                            programs::TypeMask types);

// The bucket of a fact that counts and of what nobody is credited with: csp_without_partner, the
// closed gate, no_association; NOT_SHARED where somebody holds.
std::string_view uncredited(const Standing& standing, base::SubscriptionKey subscription,
                            std::span<const Holdings::Holder> holders, std::string_view workload,
                            base::Day day, programs::TypeMask types);

}  // namespace attribution

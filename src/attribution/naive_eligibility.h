// Gates and holds of earners in the naive model. Private to the naive model. Rules:
// docs/domain/eligibility.md.
#pragma once

#include <string>

#include "attribution/naive_world.h"

namespace attribution::naive {

// The reason of the first gate that keeps the partner from earning; empty: none does.
base::Result<std::string> closed_gate(const World& world, const programs::Lever& lever,
                                      base::PartnerKey partner, base::SubscriptionKey subscription,
                                      base::Month month);

// What the partner earns from the day is computed and not payable.
bool is_held(const World& world, const programs::Lever& lever, base::PartnerKey partner,
             base::Day day);

}  // namespace attribution::naive

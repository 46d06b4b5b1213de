// Subscriptions that come to a customer with a standing designation: when, why, and what its rules
// say about them. A subscription arrives on its first day, and on each day on which it leaves CSP.
#pragma once

#include <string>
#include <vector>

#include "lifecycle/engine.h"

namespace lifecycle {

struct Arrival {
  std::string subscription;
  base::Day day;
  std::string_view cause;                  // "existing", "renewal", "product", "transfer"
  std::string_view rule;                   // "all" or "ask"
  base::Day until = base::Day::forever();  // somebody is named explicitly from then on
};

// Those up to `upto` that the standing request has not met and that nobody holds on their day.
std::vector<Arrival> arrivals(const Moment& moment, const Request& standing, base::Day upto);
// The one of today at `subscription`.
base::Result<Arrival> arrival_at(const Moment& moment, const Request& standing,
                                 std::string_view subscription);

// `renewed` takes the place of `ended`: same customer and product, at most 30 days apart (X33).
bool renews(const registry::Subscription& renewed, const registry::Subscription& ended);

}  // namespace lifecycle

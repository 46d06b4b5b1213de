// Which subscriptions an association reaches: the one that it names, or all of its customer and of
// customers that are ever one with it.
#pragma once

#include "attribution/holdings.h"

namespace attribution {

// Calls `see` with each, also where the days of the association are over before it is reached.
template <class See>
void each_reached(const Standing& standing, const registry::Association& association, See see) {
  if (association.subscription.exists()) return see(association.subscription);
  const auto see_all = [&](base::CustomerKey customer) {
    for (const std::uint32_t subscription : standing.subscriptions_of(customer))
      see(base::SubscriptionKey{subscription});
  };
  see_all(association.customer);
  for (const base::CustomerKey other : standing.kinship().kin(association.customer))
    see_all(other);
}

}  // namespace attribution

#include <algorithm>

#include "delivery/delivery_store.h"

namespace delivery {

bool wants(const Endpoint& endpoint, const Event& event) {
  if (!endpoint.enabled) return false;
  if (!endpoint.types.empty() &&
      std::ranges::find(endpoint.types, event.type) == endpoint.types.end())
    return false;
  return endpoint.tenant == kOperator || std::ranges::any_of(event.audience, [&](const Tenant& t) {
           return t == kEverybody || t == endpoint.tenant;
         });
}

}  // namespace delivery

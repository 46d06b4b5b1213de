#include "api/order.h"

#include <algorithm>
#include <numeric>

namespace api {
namespace {

template <class Fact>
Positions by_id(const std::vector<Fact>& facts) {
  Positions out(facts.size());
  std::iota(out.begin(), out.end(), 0U);
  std::ranges::sort(out, {}, [&](std::uint32_t at) { return std::string_view(facts[at].id); });
  return out;
}

}  // namespace

Order::Order(const registry::Snapshot& registry)
    : partners(by_id(registry.partners)),
      customers(by_id(registry.customers)),
      products(by_id(registry.products)),
      subscriptions(by_id(registry.subscriptions)),
      associations(by_id(registry.associations)) {}

const registry::Subscription* find_subscription(const registry::Snapshot& registry,
                                                const Order& order, std::string_view id) {
  const auto id_at = [&](std::uint32_t at) {
    return std::string_view(registry.subscriptions[at].id);
  };
  const auto at = std::ranges::lower_bound(order.subscriptions, id, {}, id_at);
  if (at == order.subscriptions.end() || id_at(*at) != id) return nullptr;
  return &registry.subscriptions[*at];
}

std::shared_ptr<const Order> Orders::of(const std::shared_ptr<const app::Ground>& ground) {
  const std::scoped_lock lock(mutex_);
  if (ground_ != ground) {
    order_ = std::make_shared<const Order>(ground->books.registry);
    ground_ = ground;
  }
  return order_;
}

}  // namespace api

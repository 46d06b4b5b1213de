// Facts of the registry by id: the order of every list, and how one is found. Sorted once for each
// ground.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

#include "app/store.h"

namespace api {

// Positions of facts.
using Positions = std::vector<std::uint32_t>;

struct Order {
  explicit Order(const registry::Snapshot& registry);
  const Positions& of(const std::vector<registry::Partner>&) const { return partners; }
  const Positions& of(const std::vector<registry::Customer>&) const { return customers; }
  const Positions& of(const std::vector<registry::Product>&) const { return products; }
  const Positions& of(const std::vector<registry::Subscription>&) const { return subscriptions; }
  const Positions& of(const std::vector<registry::Association>&) const { return associations; }

  Positions partners, customers, products, subscriptions, associations;
};

// Null: there is none of that id.
const registry::Subscription* find_subscription(const registry::Snapshot& registry,
                                                const Order& order, std::string_view id);

class Orders {
 public:
  // Keeps the one of the last ground.
  std::shared_ptr<const Order> of(const std::shared_ptr<const app::Ground>& ground);

 private:
  std::mutex mutex_;
  std::shared_ptr<const app::Ground> ground_;
  std::shared_ptr<const Order> order_;
};

}  // namespace api

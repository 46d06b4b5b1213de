// The model of reach: nested loops over associations, channel periods, mergers and everything that
// was said, for one question. Slow, and never removed: tests hold reach.h against it.
#pragma once

#include <string_view>

#include "access/consent.h"
#include "access/reach.h"

namespace rights::naive {

struct World {
  const registry::Snapshot& registry;
  const programs::Programme& programme;
  const ConsentBook& book;
  base::Day today;
};

// `workload` empty: of data of the whole subscription.
bool sees(const World& world, Looker looker, base::SubscriptionKey subscription,
          std::string_view workload, base::Day day, DataClass one);

}  // namespace rights::naive

// Who looks and may not see everything: a partner within its reach (access/reach.h). What it holds
// is cut down to the days that it sees; whatever reads the cut holdings can tell no more.
#pragma once

#include <algorithm>
#include <vector>

#include "access/reach.h"
#include "attribution/holdings.h"

namespace insight {

struct Onlooker {
  const rights::Reach& reach;  // outlives it
  std::vector<std::uint32_t>
      workloads;    // per workload of the series index: its number in the reach
  base::Day today;  // nobody sees further

  bool sees(base::SubscriptionKey subscription, base::Day day, rights::DataClass one) const {
    return reach.sees(subscription, rights::kEveryWorkload, std::min(day, today), one);
  }
};

// Requires: all holdings that matter are of the partner that looks. Every holding keeps its place,
// without days when nothing of it is seen. Credit by the time with access is of a whole month: it
// is seen of a month in which the partner sees every day that it holds.
attribution::Holdings seen_holdings(const attribution::Holdings& all,
                                    const attribution::Standing& standing, const Onlooker& onlooker,
                                    rights::DataClass one);

}  // namespace insight

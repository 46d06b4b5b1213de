// What a partner holds, cut down to what a question is about. A partner sees no day, workload or
// place that is not in here.
#pragma once

#include <span>
#include <string_view>

#include "attribution/holdings.h"

namespace insight {

// An empty filter takes everything.
struct Filter {
  base::PartnerKey partner;
  base::CustomerKey customer;
  base::ProductKey product;
  programs::TypeMask types = ~programs::TypeMask{0};
};

// What is outside the filter holds on no day; what is inside stands as it stood.
attribution::Holdings confine(const attribution::Holdings& all, const registry::Snapshot& registry,
                              const Filter& filter);

// One partner at one subscription.
struct Place {
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  std::span<const attribution::Holding> holdings;  // of single workloads, then the general one
};
// The places of a partner in the order of subscription keys.
std::vector<Place> places_of(const attribution::Holdings& all, base::PartnerKey partner);

// The runs of one workload at a place; none: it is not held.
std::span<const attribution::Run> runs_at(const attribution::Holdings& all, const Place& place,
                                          std::uint32_t workload);
// Every day of the range is held.
bool covers(std::span<const attribution::Run> runs, base::DayRange days);

}  // namespace insight

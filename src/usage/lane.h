// What a series is about, apart from its subscription.
#pragma once

#include <cstdint>

#include "base/terms.h"

namespace usage {

// Workload and currency are numbers of a dictionary.
struct Lane {
  std::uint32_t workload;
  std::uint16_t currency;
  base::Measure measure;
  base::CountClass counted;
  friend bool operator==(const Lane&, const Lane&) = default;
};
static_assert(sizeof(Lane) == 8);

}  // namespace usage

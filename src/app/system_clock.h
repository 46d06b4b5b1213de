// The wall clock, the only one of the house.
#pragma once

#include "base/clock.h"

namespace app {

class SystemClock final : public base::Clock {
 public:
  base::Instant now() const override;
};

}  // namespace app

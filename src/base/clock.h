// Time comes in from outside: only app reads the wall clock, tests hand in their own.
#pragma once

#include "base/keys.h"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

// Stands still; for tests and examples.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }

 private:
  Instant at_;
};

}  // namespace base

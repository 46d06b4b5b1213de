// Chance with a seed: the same seed gives the same world on every machine.
#pragma once

#include <cstdint>

namespace app {

// One well-mixed number from two; for values that belong to a place and not to an order of calls.
constexpr std::uint64_t mixed(std::uint64_t seed, std::uint64_t place) {
  std::uint64_t z = seed + (place + 1) * 0x9E37'79B9'7F4A'7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBULL;
  return z ^ (z >> 31);
}

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t next() { return mixed(seed_, calls_++); }
  // 0 <= result < bound. Requires: bound > 0.
  int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool percent(int chance) { return below(100) < chance; }

 private:
  std::uint64_t seed_;
  std::uint64_t calls_ = 0;
};

}  // namespace app

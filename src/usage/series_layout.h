// What both halves of the index, reading and building, agree on: magic, checksum, powers of ten.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "usage/series_index.h"

namespace usage {

inline constexpr char kIndexMagic[8] = {'A', 'C', 'C', 'S', 'E', 'R', 'I', 'E'};
inline constexpr std::uint32_t kIndexVersion = 1;
inline constexpr std::uint32_t kSpanMax = 65'535;  // days a series may span: offsets are 16 bits

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t out = 1;
  for (int i = 0; i < exponent; ++i)
    out *= 10;
  return out;
}

// Order-sensitive 64-bit checksum over 8-byte words. Against torn and flipped bytes of derived
// state, not against people.
class Checksum {
 public:
  // Requires: all calls but the last have a multiple of 8 bytes.
  void update(const std::byte* at, std::size_t bytes);
  std::uint64_t value() const { return sum_; }

 private:
  std::uint64_t sum_ = 0x9E37'79B9'7F4A'7C15;
};

}  // namespace usage

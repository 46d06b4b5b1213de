// How a series lies in the index file: the shape of a payload, the checksum, powers of ten.
// Private to the two halves of the index, reading and building.
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
  for (int i = 0; i < exponent; ++i) out *= 10;
  return out;
}

constexpr std::size_t padded(std::size_t bytes) { return (bytes + 7) / 8 * 8; }

// Bytes of each part of a payload, in order.
struct PayloadShape {
  std::size_t amount_totals, quantity_totals, month_first, amounts, quantities, day_offsets;

  explicit PayloadShape(const Series& s)
      : amount_totals(s.amount_width > 0 ? s.months * sizeof(std::int64_t) : 0),
        quantity_totals(s.quantity_width > 0 ? s.months * sizeof(std::int64_t) : 0),
        month_first(s.months > 0 ? padded((s.months + std::size_t{1}) * 4) : 0),
        amounts(padded(std::size_t{s.entries} * s.amount_width)),
        quantities(padded(std::size_t{s.entries} * s.quantity_width)),
        day_offsets(s.dense() ? 0 : padded(std::size_t{s.entries} * 2)) {}

  std::size_t size() const {
    return amount_totals + quantity_totals + month_first + amounts + quantities + day_offsets;
  }
};

SeriesView view_payload(const Series& series, const std::byte* at);

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

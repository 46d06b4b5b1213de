// Encoding of one series: exact values to the narrowest integers that hold them, month totals
// where they pay. Private to the index builder.
#pragma once

#include <vector>

#include "usage/fact_store.h"
#include "usage/series_index.h"

namespace usage {

// One day of a series, 10^-12.
struct Entry {
  std::int32_t day;
  base::Int128 amount;
  base::Int128 quantity;
};

// The block of one subscription while it is put together.
struct Block {
  std::vector<Series> series;  // head and body: offsets in `heads` and `bodies`
  std::vector<std::byte> heads;
  std::vector<std::byte> bodies;

  std::size_t bytes() const {
    return series.size() * sizeof(Series) + heads.size() + bodies.size();
  }
  // Appends the finished block to `out` and empties it.
  void finish(std::vector<std::byte>& out);
};

// What the header of the index says about all series.
struct Summary {
  std::uint64_t series = 0;
  std::uint64_t entries = 0;
  std::uint8_t amount_scale = 0;
  std::uint8_t quantity_scale = 0;
  base::Int128 bound_amount = 0;
  base::Int128 bound_quantity = 0;

  void add(const Series& series, base::Int128 amount, base::Int128 quantity);
  void add(const Summary& other);
};

// Appends the series of `entries` (sorted by day, one per day, not empty).
void encode(const LaneKey& lane, std::span<const Entry> entries, Block& block, Summary& summary);

// Appends a series as it lies in another index, under its new numbers.
void copy(const LaneKey& lane, const Series& from, Block& block, Summary& summary);

}  // namespace usage

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

// Series and payloads of consecutive subscriptions, before they have a place in the file.
struct EncodedPart {
  std::vector<Series> series;  // payload: offset in `payload`
  std::vector<std::byte> payload;
  base::Int128 bound_amount = 0;
  base::Int128 bound_quantity = 0;
};

// Appends the series of `entries` (sorted by day, one per day, not empty).
void encode(std::uint32_t subscription, const LaneKey& lane, std::span<const Entry> entries,
            EncodedPart& out);

}  // namespace usage

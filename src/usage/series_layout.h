// The bytes of the series index, as drawn in docs/formats/series-index.md. Private to the index
// and to the loops that read it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/day.h"
#include "usage/lane.h"

namespace usage {

inline constexpr char kIndexMagic[8] = {'A', 'C', 'C', 'S', 'E', 'R', 'I', 'E'};
inline constexpr std::uint32_t kIndexVersion = 3;
inline constexpr std::uint32_t kSpanMax = 65'535;  // days: offsets are 16 bits
inline constexpr std::uint32_t kGroup = 2'048;     // subscriptions whose blocks stand together

constexpr std::size_t padded(std::size_t bytes) {
  return (bytes + 7) / 8 * 8;
}

// One series. Values are integers of 10^-scale; width in bytes is 0 (all zero), 2, 4, 8 or 16.
// Spans of 65,536 days or more are cut into several series.
struct Series {
  std::uint32_t lane;
  std::int32_t first_day;
  std::uint32_t entries;      // days with a fact
  std::uint16_t span;         // last day - first_day
  std::uint16_t months;       // from first to last day; 0 when no totals are kept
  std::uint16_t first_month;  // of the totals, counted from kFirstTotal
  std::uint8_t amount_form;   // scale x 8 + width code
  std::uint8_t quantity_form;
  std::uint32_t head;  // bytes from this struct to its totals
  std::uint64_t body;  // where in the file its values begin

  bool dense() const { return entries == std::uint32_t{span} + 1; }  // every day has a fact
  std::int32_t end_day() const { return first_day + span + 1; }
  int amount_scale() const { return amount_form >> 3; }
  int quantity_scale() const { return quantity_form >> 3; }
  std::size_t amount_width() const { return width(amount_form); }
  std::size_t quantity_width() const { return width(quantity_form); }

  static constexpr std::size_t width(std::uint8_t form) {
    constexpr std::uint8_t kWidths[8] = {0, 2, 4, 8, 16, 0, 0, 0};
    return kWidths[form & 7];
  }
};
static_assert(sizeof(Series) == 32);

// The month from which Series::first_month counts. Series outside 65,536 months keep no totals.
inline constexpr base::Month kFirstTotal{1900 * 12};

// Bytes of the parts of a series. The head: totals per month. The body: values per entry.
struct SeriesShape {
  std::size_t amount_totals, quantity_totals, month_first, stride, values, day_offsets;

  explicit SeriesShape(const Series& s)
      : amount_totals(s.months * s.amount_width()),
        quantity_totals(s.months * s.quantity_width()),
        month_first(s.months > 0 && !s.dense() ? padded((s.months + std::size_t{1}) * 4) : 0),
        stride(s.amount_width() + s.quantity_width()),
        values(s.entries * stride),
        day_offsets(s.dense() ? 0 : padded(std::size_t{s.entries} * 2)) {}

  std::size_t head() const { return padded(amount_totals + quantity_totals) + month_first; }
  std::size_t body() const { return padded(values) + day_offsets; }
};

// One fact of a series too thin for a place of its own.
struct ScatterEntry {
  std::uint16_t day;  // from BlockHead::first_day
  std::uint16_t lane;
  std::int32_t amount;
  std::int32_t quantity;
};
static_assert(sizeof(ScatterEntry) == 12);

constexpr std::size_t scatter_bytes(std::uint32_t entries) {
  return padded(entries * sizeof(ScatterEntry));
}

// Begins the block of a subscription: | head | scattered facts | series ... | heads of series ... |
struct BlockHead {
  std::uint32_t series;
  std::uint32_t scattered;
  std::int32_t first_day;     // of the scattered facts
  std::uint16_t span;         // their last day - first_day
  std::uint8_t amount_scale;  // of the scattered facts
  std::uint8_t quantity_scale;
  std::uint8_t amount_bits;  // the sum of all |amounts| of the block in 10^-12 is below 2^bits
  std::uint8_t quantity_bits;
  std::uint16_t unused[3];
};
static_assert(sizeof(BlockHead) == 24);

// Where the block of a subscription is. No usage: no block.
struct BlockSlot {
  std::uint64_t at;
  std::uint32_t bytes;
  std::uint32_t scattered;  // as in the head, so that it need not be waited for
};
static_assert(sizeof(BlockSlot) == 16);

struct IndexHeader {
  char magic[8];
  std::uint32_t version;
  std::uint8_t amount_scale;  // the finest scale of any series
  std::uint8_t quantity_scale;
  std::uint16_t currencies;
  std::int64_t usage_commit;    // the last commit that changed which usage counts
  std::uint64_t series;         // those with a place of their own
  std::uint64_t entries;        // days with a fact, of all series
  std::uint32_t subscriptions;  // keys 0 .. subscriptions-1 have a slot in the directory
  std::uint32_t workloads;
  std::int64_t bound_amount[2];  // above the sum of all |amounts|, 10^-12, low and high word
  std::int64_t bound_quantity[2];
  std::uint64_t directory_at;  // per subscription: its block
  std::uint64_t lanes_at;      // per lane: workload, currency, measure, count class
  std::uint64_t lanes;
  std::uint64_t words_at;  // workloads then currencies: u32 length, bytes
  std::uint64_t size;      // of the file
  std::uint64_t checksum;  // of the header with the sum of what follows it in this place
};
static_assert(sizeof(IndexHeader) % 8 == 0);

// What IndexHeader::checksum must be. `rest`: the sum of everything after the header.
std::uint64_t checksum_of(IndexHeader header, std::uint64_t rest);

}  // namespace usage

// The series index: for each (subscription, measure, count class, workload, currency) the daily
// values in day order and, where they pay, the month totals. Derived state: memory-mapped, built
// from the usage log, extended incrementally, and rebuilt to the same bytes when deleted.
// Layout drawn in docs/formats/series-index.md.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/keys.h"
#include "base/result.h"
#include "usage/usage_log.h"

namespace usage {

// One series as it lies in the file. Values are integers of 10^-scale; width in bytes is 0 (all
// zero), 2, 4, 8 or 16. Spans of 65,536 days or more are cut into several series. A subscription's
// series, totals and days stand together in one block, so that reading it is one walk:
//   | series | series | ... | head | head | ... | body | body | ...
struct Series {
  std::uint32_t workload;
  std::int32_t first_day;
  std::uint32_t entries;  // days with a fact
  std::uint16_t currency;
  std::uint16_t span;         // last day - first_day
  std::uint16_t months;       // months from first to last day; 0 when no totals are kept
  std::uint16_t first_month;  // of the totals, counted from kFirstTotal
  base::Measure measure;
  base::CountClass counted;
  std::uint8_t amount_form;  // scale x 8 + width code
  std::uint8_t quantity_form;
  std::uint32_t head;  // bytes from this struct to its totals
  std::uint32_t body;  // bytes from this struct to its daily values

  bool dense() const { return entries == std::uint32_t{span} + 1; }  // every day has a fact
  base::Day last_day() const { return {first_day + span}; }
  int amount_scale() const { return amount_form >> 3; }
  int quantity_scale() const { return quantity_form >> 3; }
  int amount_width() const { return width(amount_form); }
  int quantity_width() const { return width(quantity_form); }

  static constexpr int width(std::uint8_t form) {
    constexpr std::uint8_t kWidths[8] = {0, 2, 4, 8, 16, 0, 0, 0};
    return kWidths[form & 7];
  }
};
static_assert(sizeof(Series) == 32);

// The month from which Series::first_month counts. Series outside 65,536 months keep no totals.
inline constexpr base::Month kFirstTotal{1900 * 12};

constexpr std::size_t padded(std::size_t bytes) {
  return (bytes + 7) / 8 * 8;
}

// Bytes of each part of a series. The head: totals per month. The body: daily values.
struct PayloadShape {
  std::size_t amount_totals, quantity_totals, month_first, amounts, quantities, day_offsets;

  explicit PayloadShape(const Series& s)
      : amount_totals(s.amount_width() > 0 ? s.months * sizeof(std::int64_t) : 0),
        quantity_totals(s.quantity_width() > 0 ? s.months * sizeof(std::int64_t) : 0),
        month_first(s.months > 0 && !s.dense() ? padded((s.months + std::size_t{1}) * 4) : 0),
        amounts(padded(std::size_t{s.entries} * static_cast<std::size_t>(s.amount_width()))),
        quantities(padded(std::size_t{s.entries} * static_cast<std::size_t>(s.quantity_width()))),
        day_offsets(s.dense() ? 0 : padded(std::size_t{s.entries} * 2)) {}

  std::size_t head() const { return amount_totals + quantity_totals + month_first; }
  std::size_t body() const { return amounts + quantities + day_offsets; }
};

// Where the parts of a series lie. Requires: `series` lies in its block.
struct SeriesView {
  explicit SeriesView(const Series& of);

  const Series* series;
  const std::int64_t* amount_totals;    // per month, 10^-amount_scale; null when months == 0 ...
  const std::int64_t* quantity_totals;  // ... or the width is 0
  const std::uint32_t* month_first;     // months + 1 entry positions; null when dense or no totals
  const std::byte* amounts;             // entries x amount_width; null when the width is 0
  const std::byte* quantities;          // entries x quantity_width; null when the width is 0
  const std::uint16_t* day_offsets;     // entries; null when dense

  base::Day day(std::uint32_t entry) const {
    return {series->first_day +
            static_cast<std::int32_t>(day_offsets ? day_offsets[entry] : entry)};
  }
  base::Decimal amount(std::uint32_t entry) const;
  base::Decimal quantity(std::uint32_t entry) const;
  // Position of the first entry on or after `day`.
  std::uint32_t lower_bound(base::Day day) const;
};

inline SeriesView::SeriesView(const Series& of) : series(&of) {
  const PayloadShape shape(of);
  const auto* begin = reinterpret_cast<const std::byte*>(&of);
  const std::byte* at = begin + of.head;
  const auto take = [&](std::size_t bytes) {
    const std::byte* part = bytes > 0 ? at : nullptr;
    at += bytes;
    return part;
  };
  amount_totals = reinterpret_cast<const std::int64_t*>(take(shape.amount_totals));
  quantity_totals = reinterpret_cast<const std::int64_t*>(take(shape.quantity_totals));
  month_first = reinterpret_cast<const std::uint32_t*>(take(shape.month_first));
  at = begin + of.body;
  amounts = take(shape.amounts);
  quantities = take(shape.quantities);
  day_offsets = reinterpret_cast<const std::uint16_t*>(take(shape.day_offsets));
}

inline std::uint32_t SeriesView::lower_bound(base::Day day) const {
  if (day.number <= series->first_day) return 0;
  const auto offset = static_cast<std::uint32_t>(day.number - series->first_day);
  if (offset > series->span) return series->entries;
  if (day_offsets == nullptr) return offset;
  if (series->entries > 64) {
    return static_cast<std::uint32_t>(
        std::lower_bound(day_offsets, day_offsets + series->entries, offset) - day_offsets);
  }
  std::uint32_t before = 0;  // few: counting beats branching
  for (std::uint32_t e = 0; e < series->entries; ++e)
    before += day_offsets[e] < offset ? 1U : 0U;
  return before;
}

struct IndexHeader {
  char magic[8];
  std::uint32_t version;
  std::uint8_t amount_scale;  // the finest scale of any series
  std::uint8_t quantity_scale;
  std::uint16_t currencies;
  std::int64_t usage_commit;  // the last commit that changed which usage counts
  std::uint64_t series;
  std::uint64_t entries;
  std::uint32_t subscriptions;  // keys 0 .. subscriptions-1 have a slot in the directory
  std::uint32_t workloads;
  std::int64_t bound_amount[2];  // sum of |amount| over all entries, 10^-12, low and high word
  std::int64_t bound_quantity[2];
  std::uint64_t directory_at;  // per subscription: where its block begins, and its series
  std::uint64_t words_at;      // workloads then currencies: u32 length, bytes
  std::uint64_t size;          // of the file
  std::uint64_t checksum;      // of everything after the header
};

// A subscription's block. No series: no block.
struct BlockSlot {
  std::uint64_t at;
  std::uint32_t series;
  std::uint32_t bytes;
};

class SeriesIndex {
 public:
  // Maps the file. Corrupt when magic, version or sizes are wrong; the caller then rebuilds.
  static base::Result<SeriesIndex> open(const std::string& path);
  SeriesIndex(SeriesIndex&&) noexcept;
  SeriesIndex& operator=(SeriesIndex&&) noexcept;
  ~SeriesIndex();

  const IndexHeader& header() const { return *header_; }
  std::span<const Series> of(base::SubscriptionKey subscription) const {
    if (subscription.number >= header_->subscriptions) return {};
    const BlockSlot& slot = directory_[subscription.number];
    return {reinterpret_cast<const Series*>(bytes_ + slot.at), slot.series};
  }
  // Brings a subscription's block nearer; hints, without effect on any answer.
  void prefetch_slot(base::SubscriptionKey subscription) const {
    if (subscription.number < header_->subscriptions) {
      __builtin_prefetch(directory_ + subscription.number);
    }
  }
  void prefetch(base::SubscriptionKey subscription) const {
    constexpr std::uint32_t kNear = 1'792;
    if (subscription.number >= header_->subscriptions) return;
    const BlockSlot& slot = directory_[subscription.number];
    const auto* block = reinterpret_cast<const char*>(bytes_ + slot.at);
    for (std::uint32_t at = 0; at < std::min(slot.bytes, kNear); at += 64) {
      __builtin_prefetch(block + at);
    }
  }
  std::string_view workload(std::uint32_t number) const { return words_[number]; }
  std::string_view currency(std::uint32_t number) const {
    return words_[header_->workloads + number];
  }
  std::size_t workloads() const { return header_->workloads; }
  std::size_t currencies() const { return header_->currencies; }
  // Sum of |value| over all entries, in 10^-12: no sum of the index can be larger.
  base::Int128 amount_bound() const;
  base::Int128 quantity_bound() const;
  bool checksum_holds() const;

 private:
  SeriesIndex() = default;
  const std::byte* bytes_ = nullptr;
  std::size_t size_ = 0;
  const IndexHeader* header_ = nullptr;
  const BlockSlot* directory_ = nullptr;
  std::vector<std::string_view> words_;
};

// The index of the log as known at `as_known`, from `directory` when it is there, else extended
// from the newest older one, else built from the log. Older files of the directory are swept.
// `progress` (may be empty) is told rows read.
base::Result<SeriesIndex> current_index(const std::string& directory, UsageLog& log,
                                        base::CommitNumber as_known, std::size_t subscriptions,
                                        const std::function<void(std::int64_t)>& progress);

}  // namespace usage

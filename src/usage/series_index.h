// The series index: for each (subscription, measure, count class, workload, currency) the daily
// values in day order and, where they pay, the month totals. Derived state: memory-mapped, built
// from the usage log, extended incrementally, and rebuilt to the same bytes when deleted.
// Layout drawn in docs/formats/series-index.md.
#pragma once

#include <cstring>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/keys.h"
#include "base/prefetch.h"
#include "base/result.h"
#include "usage/series_layout.h"
#include "usage/usage_log.h"

namespace usage {

// Where the parts of a series lie, and its values by entry. An entry is a day with a fact.
class SeriesView {
 public:
  // Requires: `series` lies in its block, `file` is the begin of the mapped index.
  SeriesView(const Series& series, const std::byte* file);

  const Series& series() const { return *series_; }
  // Totals per month as the stored integers, amounts or quantities; null when none are kept or the
  // column is all zero.
  const std::byte* amount_totals() const { return amount_totals_; }
  const std::byte* quantity_totals() const { return quantity_totals_; }
  // months + 1 entry positions; null when every day has a fact, or no totals are kept.
  const std::uint32_t* month_first() const { return month_first_; }
  // The stored integers of an entry: amount, then quantity. Of a series with totals they are the
  // running sums since the first of the month.
  const std::byte* stored(std::uint32_t entry) const { return body_ + entry * stride_; }

  base::Day day(std::uint32_t entry) const {
    return {series_->first_day +
            static_cast<std::int32_t>(day_offsets_ != nullptr ? day_offsets_[entry] : entry)};
  }
  // Position of the first entry on or after `day`.
  std::uint32_t lower_bound(base::Day day) const;
  // Calls `visit(day, amount, quantity)` for the entries [from, to).
  template <class Visit>
  void for_each(std::uint32_t from, std::uint32_t to, Visit visit) const;
  struct Value {
    base::Decimal amount, quantity;
  };
  // What the entries [from, to) come to. Requires: at least one, all of the month that begins with
  // the entry `first`.
  Value sum(std::uint32_t first, std::uint32_t from, std::uint32_t to) const;

 private:
  Value value(std::uint32_t entry) const;

  const Series* series_;
  const std::byte* amount_totals_;
  const std::byte* quantity_totals_;
  const std::uint32_t* month_first_;
  const std::byte* body_;
  const std::uint16_t* day_offsets_;
  std::size_t stride_;
};

// The scattered facts of one subscription: those of all series that are too thin for a place of
// their own, in the order of (day, lane). Values are integers of 10^-scale.
struct Scatter {
  base::Day first_day;
  std::uint32_t span = 0;  // last day - first_day
  int amount_scale = 0;
  int quantity_scale = 0;
  std::span<const ScatterEntry> entries;

  // Where the first entry on or after `day` would be if facts were spread evenly over the days.
  std::size_t likely(base::Day day) const;
  // Entries of the days [from, to).
  std::span<const ScatterEntry> between(base::Day from, base::Day to) const;
  base::Day day(const ScatterEntry& entry) const { return {first_day.number + entry.day}; }
  base::Decimal amount(const ScatterEntry& entry) const;
  base::Decimal quantity(const ScatterEntry& entry) const;
};

class SeriesIndex {
 public:
  // Maps the file and, unless this process has just written it, compares its checksum. Corrupt when
  // it does not hold; the caller then rebuilds.
  enum class Trust { Verify, JustWritten };
  static base::Result<SeriesIndex> open(const std::string& path, Trust trust = Trust::Verify);
  SeriesIndex(SeriesIndex&&) noexcept;
  SeriesIndex& operator=(SeriesIndex&&) noexcept;
  ~SeriesIndex();

  const IndexHeader& header() const { return *header_; }
  // Series of a subscription that have a place of their own, by lane.
  std::span<const Series> series(base::SubscriptionKey subscription) const {
    const BlockHead* found = block(subscription);
    if (found == nullptr) return {};
    const auto* at = reinterpret_cast<const std::byte*>(found + 1);
    return {reinterpret_cast<const Series*>(at + scatter_bytes(found->scattered)), found->series};
  }
  Scatter scatter(base::SubscriptionKey subscription) const {
    const BlockHead* found = block(subscription);
    if (found == nullptr) return {};
    return {{found->first_day},
            found->span,
            found->amount_scale,
            found->quantity_scale,
            {reinterpret_cast<const ScatterEntry*>(found + 1), found->scattered}};
  }
  SeriesView view(const Series& series) const { return {series, bytes_}; }
  // The block of a subscription as it lies in the file; null without usage.
  const BlockHead* block(base::SubscriptionKey subscription) const {
    if (subscription.number >= header_->subscriptions) return nullptr;
    const BlockSlot& slot = directory_[subscription.number];
    return slot.bytes > 0 ? reinterpret_cast<const BlockHead*>(bytes_ + slot.at) : nullptr;
  }
  const BlockSlot& slot(base::SubscriptionKey subscription) const {
    return directory_[subscription.number];
  }
  const std::byte* file() const { return bytes_; }

  // In the order in which series stand: by measure, count class, workload and currency.
  std::span<const Lane> lanes() const { return lanes_; }
  const Lane& lane(std::uint32_t number) const { return lanes_[number]; }
  std::string_view workload(std::uint32_t number) const { return words_[number]; }
  std::string_view currency(std::uint32_t number) const {
    return words_[header_->workloads + number];
  }
  std::size_t workloads() const { return header_->workloads; }
  std::size_t currencies() const { return header_->currencies; }
  // In 10^-12: no sum of values of the index can be larger.
  base::Int128 amount_bound() const;
  base::Int128 quantity_bound() const;
  // What open() has seen to hold, compared again.
  bool checksum_holds() const;

  // Bring a subscription nearer: its place in the directory; then the head of its block and its
  // series; then its scattered facts of some days. Hints, without effect on any answer.
  void prefetch_slot(base::SubscriptionKey subscription) const {
    base::prefetch(directory_ + subscription.number);
  }
  void prefetch_block(base::SubscriptionKey subscription) const;
  static void prefetch_days(const Scatter& scatter, base::Day from, base::Day to);

 private:
  SeriesIndex() = default;
  base::Status read_tables(const std::string& path);

  const std::byte* bytes_ = nullptr;
  std::size_t size_ = 0;
  const IndexHeader* header_ = nullptr;
  const BlockSlot* directory_ = nullptr;
  std::span<const Lane> lanes_;
  std::vector<std::string_view> words_;
};

// The index of the log as known at `as_known`, from `directory` when it is there, else extended
// from the newest older one, else built from the log. Older files of the directory are swept.
// `progress` (may be empty) is told rows read.
base::Result<SeriesIndex> current_index(const std::string& directory, UsageLog& log,
                                        base::CommitNumber as_known, std::size_t subscriptions,
                                        const std::function<void(std::int64_t)>& progress);

inline SeriesView::SeriesView(const Series& series, const std::byte* file) : series_(&series) {
  const SeriesShape shape(series);
  const std::byte* at = reinterpret_cast<const std::byte*>(&series) + series.head;
  amount_totals_ = shape.amount_totals > 0 ? at : nullptr;
  quantity_totals_ = shape.quantity_totals > 0 ? at + shape.amount_totals : nullptr;
  at += padded(shape.amount_totals + shape.quantity_totals);
  month_first_ = shape.month_first > 0 ? reinterpret_cast<const std::uint32_t*>(at) : nullptr;
  body_ = file + series.body;
  stride_ = shape.stride;
  day_offsets_ = shape.day_offsets > 0
                     ? reinterpret_cast<const std::uint16_t*>(body_ + padded(shape.values))
                     : nullptr;
}

inline std::uint32_t SeriesView::lower_bound(base::Day day) const {
  if (day.number <= series_->first_day) return 0;
  const auto offset = static_cast<std::uint32_t>(day.number - series_->first_day);
  if (offset > series_->span) return series_->entries;
  if (day_offsets_ == nullptr) return offset;
  return static_cast<std::uint32_t>(
      std::lower_bound(day_offsets_, day_offsets_ + series_->entries, offset) - day_offsets_);
}

template <class Visit>
void SeriesView::for_each(std::uint32_t from, std::uint32_t to, Visit visit) const {
  if (from >= to) return;
  const bool running = series_->months > 0;
  Value before;
  base::Day month_end = running ? day(from).month().end() : base::Day::forever();
  if (running && from > 0 && day(from - 1).month() == day(from).month()) before = value(from - 1);
  for (std::uint32_t e = from; e < to; ++e) {
    const base::Day on = day(e);
    if (on >= month_end) {
      before = {};
      month_end = on.month().end();
    }
    const Value now = value(e);
    visit(on, now.amount - before.amount, now.quantity - before.quantity);
    if (running) before = now;
  }
}

inline std::size_t Scatter::likely(base::Day day) const {
  if (day <= first_day) return 0;
  const auto days = static_cast<std::uint64_t>(day.number - first_day.number);
  return days > span ? entries.size() : entries.size() * days / (span + std::uint64_t{1});
}

inline std::span<const ScatterEntry> Scatter::between(base::Day from, base::Day to) const {
  // Facts are mostly spread over the days: then the place is a few steps from the likely one.
  const auto first_on = [&](base::Day day) {
    constexpr int kSteps = 16;
    const std::int32_t offset = day.number - first_day.number;
    const ScatterEntry* const begin = entries.data();
    const ScatterEntry* const end = begin + entries.size();
    const ScatterEntry* at = begin + likely(day);
    int steps = 0;
    while (at > begin && at[-1].day >= offset && steps < kSteps)
      --at, ++steps;
    while (at < end && at->day < offset && steps < kSteps)
      ++at, ++steps;
    if (steps < kSteps) return at;
    return std::partition_point(begin, end, [&](const ScatterEntry& e) { return e.day < offset; });
  };
  if (from >= to) return {};
  return {first_on(from), first_on(to)};
}

inline void SeriesIndex::prefetch_block(base::SubscriptionKey subscription) const {
  if (subscription.number >= header_->subscriptions) return;
  constexpr std::uint32_t kNear = 1'536;
  const BlockSlot& slot = directory_[subscription.number];
  const auto* block = reinterpret_cast<const char*>(bytes_ + slot.at);
  base::prefetch(block);
  const auto series = static_cast<std::uint32_t>(sizeof(BlockHead) + scatter_bytes(slot.scattered));
  for (std::uint32_t at = series; at < std::min(slot.bytes, series + kNear); at += 64)
    base::prefetch(block + at);
}

inline void SeriesIndex::prefetch_days(const Scatter& scatter, base::Day from, base::Day to) {
  const auto* at = reinterpret_cast<const char*>(scatter.entries.data() + scatter.likely(from));
  const auto* end = reinterpret_cast<const char*>(scatter.entries.data() + scatter.likely(to));
  for (; at < end; at += 64)
    base::prefetch(at);
  base::prefetch(end);
}

}  // namespace usage

// The hot loops of credit: adds one series, over the runs of one holding, into dense cells.
// Private to credit. Acc is int64 when no sum can leave 64 bits (the index knows the bound), else
// 128 bits. docs/decisions/0007-series-index-and-engine.md.
#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "attribution/credit_plan.h"
#include "base/check.h"

namespace attribution {

inline constexpr std::int64_t kPowersOfTen[] = {1,
                                                10,
                                                100,
                                                1'000,
                                                10'000,
                                                100'000,
                                                1'000'000,
                                                10'000'000,
                                                100'000'000,
                                                1'000'000'000,
                                                10'000'000'000,
                                                100'000'000'000,
                                                1'000'000'000'000};

// Sums per (bucket, month), in units of the index's finest scales.
template <class Acc>
struct Cells {
  Cells(std::size_t buckets, int months)
      : amount(buckets * static_cast<std::size_t>(months)),
        quantity(amount.size()),
        types(amount.size()),
        is_touched(buckets) {}
  std::vector<Acc> amount;
  std::vector<Acc> quantity;
  std::vector<programs::TypeMask> types;
  std::vector<std::uint32_t> touched;  // buckets with credit since they were last emptied

  void touch(std::uint32_t bucket) {
    if (is_touched[bucket] != 0) return;
    is_touched[bucket] = 1;
    touched.push_back(bucket);
  }
  std::vector<std::uint8_t> is_touched;
};

template <class Acc>
class Kernel {
 public:
  Kernel(const CreditPlan& plan, const usage::SeriesIndex& index)
      : plan_(plan), window_(plan.window), index_(index),
        cells(plan.buckets.size(), plan.window.months) {}

  const CreditPlan& plan_;
  const Window& window_;
  const usage::SeriesIndex& index_;
  Cells<Acc> cells;

  // A flow: every day of the series belongs to who holds on it.
  void add_flow(const usage::Series& series, std::span<const Run> runs, std::uint32_t bucket) {
    const std::int32_t first = std::max(series.first_day, window_.first.number);
    const std::int32_t end = std::min(series.first_day + series.span + 1, window_.end.number);
    if (first >= end) return;
    const usage::SeriesView view = index_.view(series);
    const std::size_t row = std::size_t{bucket} * static_cast<std::size_t>(window_.months);
    for (const Run& run : runs) {
      const programs::TypeMask types = run.types & plan_.competency_types;
      const std::int32_t from = std::max(first, run.from.number);
      const std::int32_t to = std::min(end, run.to.number);
      if (types == 0 || from >= to) continue;
      cells.touch(bucket);
      if (series.months > 0) {
        add_months(view, from, to, types, row);
      } else {
        add_entries(view, view.lower_bound({from}), view.lower_bound({to}), types, row);
      }
    }
  }

  // A stock fact of a month's snapshot, as one entry on the snapshot day.
  void add_stock(const usage::SeriesView& view, std::uint32_t entry, int month,
                 programs::TypeMask types, std::uint32_t bucket) {
    const std::size_t cell = std::size_t{bucket} * static_cast<std::size_t>(window_.months) +
                             static_cast<std::size_t>(month);
    cells.touch(bucket);
    cells.types[cell] |= types;
    cells.amount[cell] += value(view.amounts, entry, view.series->amount_width) *
                          factor(index_.header().amount_scale - view.series->amount_scale);
    cells.quantity[cell] += value(view.quantities, entry, view.series->quantity_width) *
                            factor(index_.header().quantity_scale - view.series->quantity_scale);
  }

 private:
  static Acc factor(int scale) { return static_cast<Acc>(kPowersOfTen[scale]); }

  template <class T>
  static Acc load(const std::byte* at, std::uint32_t entry) {
    T out;
    std::memcpy(&out, at + std::size_t{entry} * sizeof(T), sizeof(T));
    return static_cast<Acc>(out);
  }
  static Acc value(const std::byte* at, std::uint32_t entry, int width) {
    switch (width) {
      case 2: return load<std::int16_t>(at, entry);
      case 4: return load<std::int32_t>(at, entry);
      case 8: return load<std::int64_t>(at, entry);
      case 16: return load<base::Int128>(at, entry);
      default: return 0;
    }
  }

  int month_at(std::int32_t day) const {
    return window_.month_of[static_cast<std::size_t>(day - window_.first.number)];
  }

  // Days [from, to) of a series that keeps totals: the whole months in the middle by total, what
  // sticks out at either end by day. A month is whole when every fact of it lies in [from, to).
  void add_months(const usage::SeriesView& view, std::int32_t from, std::int32_t to,
                  programs::TypeMask types, std::size_t row) {
    const usage::Series& series = *view.series;
    int begin = month_at(from);
    int last = month_at(to - 1);
    if (from > std::max(series.first_day, window_.month_start[static_cast<std::size_t>(begin)])) {
      const std::int32_t stop =
          std::min(to, window_.month_start[static_cast<std::size_t>(begin) + 1]);
      add_entries(view, view.lower_bound({from}), view.lower_bound({stop}), types, row);
      ++begin;
    }
    if (last >= begin &&
        to < std::min(series.first_day + series.span + 1,
                      window_.month_start[static_cast<std::size_t>(last) + 1])) {
      const std::int32_t start =
          std::max(from, window_.month_start[static_cast<std::size_t>(last)]);
      add_entries(view, view.lower_bound({start}), view.lower_bound({to}), types, row);
      --last;
    }
    if (begin <= last) add_totals(view, begin, last + 1, types, row);
  }

  void add_totals(const usage::SeriesView& view, int begin, int end, programs::TypeMask types,
                  std::size_t row) {
    const usage::Series& series = *view.series;
    // Totals of the series start at its own first month.
    const std::ptrdiff_t shift = window_.from.number - series.first_month;
    const std::uint32_t* first = view.month_first + shift;
    programs::TypeMask* cell_types = cells.types.data() + row;
    if (series.dense()) {
      for (int m = begin; m < end; ++m) cell_types[m] |= types;
    } else {
      for (int m = begin; m < end; ++m) cell_types[m] |= first[m + 1] > first[m] ? types : 0;
    }
    add_total_column(view.amount_totals, shift, begin, end,
                     factor(index_.header().amount_scale - series.amount_scale),
                     cells.amount.data() + row);
    add_total_column(view.quantity_totals, shift, begin, end,
                     factor(index_.header().quantity_scale - series.quantity_scale),
                     cells.quantity.data() + row);
  }

  static void add_total_column(const std::int64_t* totals, std::ptrdiff_t shift, int begin,
                               int end, Acc scale, Acc* __restrict out) {
    if (totals == nullptr) return;
    totals += shift;
    for (int m = begin; m < end; ++m) out[m] += static_cast<Acc>(totals[m]) * scale;
  }

  void add_entries(const usage::SeriesView& view, std::uint32_t from, std::uint32_t to,
                   programs::TypeMask types, std::size_t row) {
    constexpr std::uint32_t kBlock = 64;
    std::uint16_t months[kBlock];
    const std::int32_t shift = view.series->first_day - window_.first.number;
    const std::uint16_t* month_of = window_.month_of.data() + shift;
    programs::TypeMask* cell_types = cells.types.data() + row;
    for (; from < to; from += kBlock) {
      const std::uint32_t count = std::min(kBlock, to - from);
      for (std::uint32_t i = 0; i < count; ++i) {
        months[i] = month_of[view.day_offsets != nullptr ? view.day_offsets[from + i] : from + i];
        cell_types[months[i]] |= types;
      }
      add_column(view.amounts, view.series->amount_width, from, count, months,
                 factor(index_.header().amount_scale - view.series->amount_scale),
                 cells.amount.data() + row);
      add_column(view.quantities, view.series->quantity_width, from, count, months,
                 factor(index_.header().quantity_scale - view.series->quantity_scale),
                 cells.quantity.data() + row);
    }
  }

  static void add_column(const std::byte* values, int width, std::uint32_t from,
                         std::uint32_t count, const std::uint16_t* months, Acc scale, Acc* out) {
    switch (width) {
      case 0: return;
      case 2: return add_values<std::int16_t>(values, from, count, months, scale, out);
      case 4: return add_values<std::int32_t>(values, from, count, months, scale, out);
      case 8: return add_values<std::int64_t>(values, from, count, months, scale, out);
      default:
        if constexpr (sizeof(Acc) == 16) {
          add_values<base::Int128>(values, from, count, months, scale, out);
        } else {
          ASSERT(!"a 128-bit series lies beyond the bound of 64-bit sums");
        }
    }
  }

  template <class T>
  static void add_values(const std::byte* values, std::uint32_t from, std::uint32_t count,
                         const std::uint16_t* months, Acc scale, Acc* out) {
    values += std::size_t{from} * sizeof(T);
    for (std::uint32_t i = 0; i < count; ++i) {
      T value;
      std::memcpy(&value, values + std::size_t{i} * sizeof(T), sizeof(T));
      out[months[i]] += static_cast<Acc>(value) * scale;
    }
  }
};

}  // namespace attribution

// The hot loops of credit: adds one series, over the runs of one holding, into dense cells.
// Private to credit. Acc is int64 when no sum can leave 64 bits (the index knows the bound), else
// 128 bits. docs/decisions/0007-series-index-and-engine.md.
#pragma once

#include <algorithm>
#include <cstring>
#include <type_traits>
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

// The sum of one bucket and month, in units of the index's finest scales.
template <class Acc>
struct CellSum {
  Acc amount = 0;
  Acc quantity = 0;
  programs::TypeMask types = 0;  // none: no fact was credited
};

template <class Acc>
struct Cells {
  Cells(std::size_t buckets, int months)
      : sums(buckets * static_cast<std::size_t>(months)), is_touched(buckets) {}

  void touch(std::uint32_t bucket) {
    if (is_touched[bucket] != 0) return;
    is_touched[bucket] = 1;
    touched.push_back(bucket);
  }

  std::vector<CellSum<Acc>> sums;
  std::vector<std::uint32_t> touched;  // buckets with credit since they were last emptied
  std::vector<std::uint8_t> is_touched;
};

template <class Acc>
class Kernel {
 public:
  Kernel(const CreditPlan& plan, const usage::SeriesIndex& index)
      : cells(plan.buckets.size(), plan.window.months),
        plan_(plan),
        window_(plan.window),
        index_(index) {}

  Cells<Acc> cells;

  // A flow: every day of the series belongs to who holds on it.
  void add_flow(const usage::Series& series, std::span<const Run> runs, std::uint32_t bucket) {
    const std::int32_t first = std::max(series.first_day, window_.first.number);
    const std::int32_t end = std::min(series.first_day + series.span + 1, window_.end.number);
    if (first >= end) return;
    const usage::SeriesView view(series);
    const Target target = target_of(series, bucket);
    for (const Run& run : runs) {
      const programs::TypeMask types = run.types & plan_.competency_types;
      const std::int32_t from = std::max(first, run.from.number);
      const std::int32_t to = std::min(end, run.to.number);
      if (types == 0 || from >= to) continue;
      cells.touch(bucket);
      if (series.months > 0) {
        add_months(view, from, to, types, target);
      } else {
        add_entries(view, view.lower_bound({from}), view.lower_bound({to}), types, target);
      }
    }
  }

  // A stock fact of a month's snapshot, as one entry on the snapshot day.
  void add_stock(const usage::SeriesView& view, std::uint32_t entry, int month,
                 programs::TypeMask types, std::uint32_t bucket) {
    const Target target = target_of(*view.series, bucket);
    cells.touch(bucket);
    CellSum<Acc>& cell = target.cells[month];
    cell.types |= types;
    cell.amount +=
        sum(view.amounts, view.series->amount_width(), entry, entry + 1) * target.amount_factor;
    cell.quantity += sum(view.quantities, view.series->quantity_width(), entry, entry + 1) *
                     target.quantity_factor;
  }

 private:
  // Where a series adds to, and what brings its values to the finest scale of the index.
  struct Target {
    CellSum<Acc>* cells;  // one per month of the window
    Acc amount_factor;
    Acc quantity_factor;
  };

  Target target_of(const usage::Series& series, std::uint32_t bucket) {
    const auto factor = [](int scale) { return static_cast<Acc>(kPowersOfTen[scale]); };
    return {cells.sums.data() + std::size_t{bucket} * static_cast<std::size_t>(window_.months),
            factor(index_.header().amount_scale - series.amount_scale()),
            factor(index_.header().quantity_scale - series.quantity_scale())};
  }

  int month_at(std::int32_t day) const {
    return window_.month_of[static_cast<std::size_t>(day - window_.first.number)];
  }

  // Days [from, to) of a series that keeps totals: the whole months in the middle by total, what
  // sticks out at either end by day. A month is whole when every fact of it lies in [from, to).
  //   from ----)                    (---- to
  //   | part | total | total | total | part |
  void add_months(const usage::SeriesView& view, std::int32_t from, std::int32_t to,
                  programs::TypeMask types, const Target& target) {
    const usage::Series& series = *view.series;
    int begin = month_at(from);
    int last = month_at(to - 1);
    const auto start_of = [&](int month) {
      return window_.month_start[static_cast<std::size_t>(month)];
    };
    if (from > std::max(series.first_day, start_of(begin))) {
      add_part(view, from, std::min(to, start_of(begin + 1)), begin, types, target);
      ++begin;
    }
    if (last >= begin && to < std::min(series.first_day + series.span + 1, start_of(last + 1))) {
      add_part(view, std::max(from, start_of(last)), to, last, types, target);
      --last;
    }
    if (begin <= last) add_totals(view, begin, last + 1, types, target);
  }

  // Days [from, to) inside one month.
  void add_part(const usage::SeriesView& view, std::int32_t from, std::int32_t to, int month,
                programs::TypeMask types, const Target& target) {
    const std::uint32_t begin = view.lower_bound({from});
    const std::uint32_t end = view.lower_bound({to});
    if (begin == end) return;
    CellSum<Acc>& cell = target.cells[month];
    cell.types |= types;
    cell.amount +=
        sum(view.amounts, view.series->amount_width(), begin, end) * target.amount_factor;
    cell.quantity +=
        sum(view.quantities, view.series->quantity_width(), begin, end) * target.quantity_factor;
  }

  void add_totals(const usage::SeriesView& view, int begin, int end, programs::TypeMask types,
                  const Target& target) {
    const usage::Series& series = *view.series;
    // Totals of the series start at its own first month.
    const std::ptrdiff_t shift = window_.from - usage::kFirstTotal - series.first_month;
    if (series.dense()) {
      for (int m = begin; m < end; ++m)
        target.cells[m].types |= types;
    } else {
      const std::uint32_t* first = view.month_first + shift;
      for (int m = begin; m < end; ++m)
        target.cells[m].types |= first[m + 1] > first[m] ? types : 0;
    }
    if (const std::int64_t* totals = view.amount_totals; totals != nullptr) {
      for (int m = begin; m < end; ++m) {
        target.cells[m].amount += static_cast<Acc>(totals[m + shift]) * target.amount_factor;
      }
    }
    if (const std::int64_t* totals = view.quantity_totals; totals != nullptr) {
      for (int m = begin; m < end; ++m) {
        target.cells[m].quantity += static_cast<Acc>(totals[m + shift]) * target.quantity_factor;
      }
    }
  }

  template <class T>
  static T load(const std::byte* values, std::uint32_t entry) {
    T out;
    std::memcpy(&out, values + std::size_t{entry} * sizeof(T), sizeof(T));
    return out;
  }

  template <class T>
  static Acc sum_of(const std::byte* values, std::uint32_t from, std::uint32_t to) {
    Acc out = 0;
    for (std::uint32_t e = from; e < to; ++e)
      out += static_cast<Acc>(load<T>(values, e));
    return out;
  }

  static Acc sum(const std::byte* values, int width, std::uint32_t from, std::uint32_t to) {
    switch (width) {
      case 0: return 0;
      case 2: return sum_of<std::int16_t>(values, from, to);
      case 4: return sum_of<std::int32_t>(values, from, to);
      case 8: return sum_of<std::int64_t>(values, from, to);
      default: return sum_of<Wide>(values, from, to);
    }
  }

  // Entries [from, to) of any months.
  void add_entries(const usage::SeriesView& view, std::uint32_t from, std::uint32_t to,
                   programs::TypeMask types, const Target& target) {
    switch (view.series->amount_width()) {
      case 0: return add_amounts<None>(view, from, to, types, target);
      case 2: return add_amounts<std::int16_t>(view, from, to, types, target);
      case 4: return add_amounts<std::int32_t>(view, from, to, types, target);
      case 8: return add_amounts<std::int64_t>(view, from, to, types, target);
      default: return add_amounts<Wide>(view, from, to, types, target);
    }
  }

  template <class Amount>
  void add_amounts(const usage::SeriesView& view, std::uint32_t from, std::uint32_t to,
                   programs::TypeMask types, const Target& target) {
    switch (view.series->quantity_width()) {
      case 0: return add_both<Amount, None>(view, from, to, types, target);
      case 2: return add_both<Amount, std::int16_t>(view, from, to, types, target);
      case 4: return add_both<Amount, std::int32_t>(view, from, to, types, target);
      case 8: return add_both<Amount, std::int64_t>(view, from, to, types, target);
      default: return add_both<Amount, Wide>(view, from, to, types, target);
    }
  }

  template <class Amount, class Quantity>
  void add_both(const usage::SeriesView& view, std::uint32_t from, std::uint32_t to,
                programs::TypeMask types, const Target& target) {
    const std::uint16_t* month_of =
        window_.month_of.data() + (view.series->first_day - window_.first.number);
    for (std::uint32_t e = from; e < to; ++e) {
      CellSum<Acc>& cell =
          target.cells[month_of[view.day_offsets != nullptr ? view.day_offsets[e] : e]];
      cell.types |= types;
      if constexpr (!std::is_same_v<Amount, None>) {
        cell.amount += static_cast<Acc>(load<Amount>(view.amounts, e)) * target.amount_factor;
      }
      if constexpr (!std::is_same_v<Quantity, None>) {
        cell.quantity +=
            static_cast<Acc>(load<Quantity>(view.quantities, e)) * target.quantity_factor;
      }
    }
  }

  // A column of zeros, and one of 128-bit values. The latter never meets 64-bit sums: one such
  // value alone lies beyond the bound that lets them be used.
  struct None {};
  using Wide = base::Int128;

  const CreditPlan& plan_;
  const Window& window_;
  const usage::SeriesIndex& index_;
};

}  // namespace attribution

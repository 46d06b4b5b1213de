// The hot loops of credit: adds usage, over the runs of one holding, into dense cells. Private to
// credit. Acc is int64 when no sum can leave 64 bits (the index knows a bound), else 128 bits.
// docs/decisions/0007-series-index-and-engine.md.
#pragma once

#include <algorithm>
#include <cstring>
#include <vector>

#include "attribution/credit_plan.h"
#include "base/check.h"
#include "base/prefetch.h"

namespace attribution {

constexpr std::int64_t power_of_ten(int exponent) {
  std::int64_t out = 1;
  for (int i = 0; i < exponent; ++i)
    out *= 10;
  return out;
}

// In units of the index's finest scales.
template <class Acc>
struct CellSum {
  Acc amount = 0;
  Acc quantity = 0;
};

// The sums of each bucket and month: cell = bucket x months + month.
template <class Acc>
struct Cells {
  Cells(std::size_t buckets, int months_each)
      : months(static_cast<std::uint32_t>(months_each)),
        sums(buckets * months),
        types(buckets * months),
        is_touched(buckets) {}

  void touch(std::uint32_t bucket) {
    if (is_touched[bucket] != 0) return;
    is_touched[bucket] = 1;
    touched.push_back(bucket);
  }

  const std::uint32_t months;
  std::vector<CellSum<Acc>> sums;
  std::vector<programs::TypeMask> types;  // none: no fact was credited
  std::vector<std::uint32_t> touched;     // buckets with credit since they were last emptied
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
  void add_flow(const usage::Series& series, std::span<const Run> runs, std::uint32_t cell) {
    const Target target = target_of(cell, series.amount_scale(), series.quantity_scale());
    const usage::SeriesView view = index_.view(series);
    for_each_part(series, runs, [&](std::int32_t from, std::int32_t to, programs::TypeMask types) {
      cells.touch(cell / cells.months);
      if (series.months > 0) {
        add_months(view, from, to, types, target);
      } else {
        add_entries(view, view.lower_bound({from}), view.lower_bound({to}), types, target);
      }
    });
  }

  // The scattered facts of lanes that `accepts(lane)`. `cell_of`: the first cell of each lane.
  template <class Accepts>
  void add_scatter(const usage::Scatter& scatter, std::span<const Run> runs,
                   const std::uint32_t* cell_of, Accepts accepts) {
    const Acc amount_factor = factor(index_.header().amount_scale - scatter.amount_scale);
    const Acc quantity_factor = factor(index_.header().quantity_scale - scatter.quantity_scale);
    // Reaches outside the window for days that are never asked for.
    const std::uint16_t* const month_of =
        window_.month_of.data() + (scatter.first_day.number - window_.first.number);
    CellSum<Acc>* const sums = cells.sums.data();
    programs::TypeMask* const all_types = cells.types.data();
    for (const Run& run : runs) {
      const programs::TypeMask types = run.types & plan_.competency_types;
      const base::Day from = std::max(run.from, window_.first);
      const base::Day to = std::min(run.to, window_.end);
      if (types == 0 || from >= to) continue;
      for (const usage::ScatterEntry& entry : scatter.between(from, to)) {
        if (!accepts(entry.lane)) continue;
        const std::uint32_t first = cell_of[entry.lane];
        const std::size_t cell = std::size_t{first} + month_of[entry.day];
        if (all_types[cell] == 0) cells.touch(first / cells.months);
        all_types[cell] |= types;
        sums[cell].amount += static_cast<Acc>(entry.amount) * amount_factor;
        sums[cell].quantity += static_cast<Acc>(entry.quantity) * quantity_factor;
      }
    }
  }

  // A stock fact of a month's snapshot, as one entry on the snapshot day.
  void add_stock(const usage::SeriesView& view, std::uint32_t entry, int month,
                 programs::TypeMask types, std::uint32_t cell) {
    const usage::Series& series = view.series();
    cells.touch(cell / cells.months);
    add_entry(view, entry, month, types,
              target_of(cell, series.amount_scale(), series.quantity_scale()));
  }

  // Brings nearer what add_flow will read beside the totals: the days before the edges of runs.
  void prefetch_edges(const usage::Series& series, std::span<const Run> runs) const {
    if (series.months == 0 || !series.dense()) return;
    const usage::SeriesView view = index_.view(series);
    for_each_part(series, runs, [&](std::int32_t from, std::int32_t to, programs::TypeMask) {
      if (from > series.first_day) {
        base::prefetch(view.stored(static_cast<std::uint32_t>(from - series.first_day - 1)));
      }
      if (to < series.end_day()) {
        base::prefetch(view.stored(static_cast<std::uint32_t>(to - series.first_day - 1)));
      }
    });
  }

 private:
  // Where a series adds to, and what brings its values to the finest scale of the index.
  struct Target {
    std::uint32_t first_cell;
    Acc amount_factor;
    Acc quantity_factor;
  };

  static Acc factor(int scale) { return static_cast<Acc>(power_of_ten(scale)); }

  Target target_of(std::uint32_t cell, int amount_scale, int quantity_scale) const {
    return {cell, factor(index_.header().amount_scale - amount_scale),
            factor(index_.header().quantity_scale - quantity_scale)};
  }

  // Calls `visit(from, to, types)` for the days of a run inside the window and the series.
  template <class Visit>
  void for_each_part(const usage::Series& series, std::span<const Run> runs, Visit visit) const {
    const std::int32_t first = std::max(series.first_day, window_.first.number);
    const std::int32_t end = std::min(series.end_day(), window_.end.number);
    for (const Run& run : runs) {
      const programs::TypeMask types = run.types & plan_.competency_types;
      const std::int32_t from = std::max(first, run.from.number);
      const std::int32_t to = std::min(end, run.to.number);
      if (types != 0 && from < to) visit(from, to, types);
    }
  }

  int month_at(std::int32_t day) const {
    return window_.month_of[static_cast<std::size_t>(day - window_.first.number)];
  }
  std::int32_t start_of(int month) const {
    return window_.month_start[static_cast<std::size_t>(month)];
  }

  // Days [from, to) of a series that keeps totals: the totals of the months they touch, less what
  // lies before `from` in the first one; of the last one only what lies before `to`.
  //        from ----------------------------) to
  //   | less | total | total | total | running |
  void add_months(const usage::SeriesView& view, std::int32_t from, std::int32_t to,
                  programs::TypeMask types, const Target& target) {
    const usage::Series& series = view.series();
    const int begin = month_at(from);
    const int last = month_at(to - 1);
    const bool opens = from > std::max(series.first_day, start_of(begin));
    const bool closes = to < std::min(series.end_day(), start_of(last + 1));
    const std::uint32_t opening = opens ? view.lower_bound({from}) : 0;
    const std::uint32_t closing = closes ? view.lower_bound({to}) : series.entries;
    mark(view, begin, last, opening, closing, types, target);
    add_totals(view, begin, closes ? last : last + 1, target);
    if (closes) add_running(view, closing, last, target, 1);
    if (opens) add_running(view, opening, begin, target, -1);
  }

  // Notes the types in every month that has a fact among the entries [opening, closing).
  void mark(const usage::SeriesView& view, int begin, int last, std::uint32_t opening,
            std::uint32_t closing, programs::TypeMask types, const Target& target) {
    programs::TypeMask* const of_month = cells.types.data() + target.first_cell;
    const std::uint32_t* first = view.month_first();
    if (first == nullptr) {
      for (int m = begin; m <= last; ++m)
        of_month[m] |= types;
      return;
    }
    first += months_before(view.series());
    for (int m = begin; m <= last; ++m) {
      const bool any = std::max(first[m], opening) < std::min(first[m + 1], closing);
      of_month[m] |= any ? types : 0;
    }
  }

  // Totals of a series start at its own first month.
  std::ptrdiff_t months_before(const usage::Series& series) const {
    return window_.from - usage::kFirstTotal - series.first_month;
  }

  // Totals are 0, 4 or 8 bytes wide.
  void add_totals(const usage::SeriesView& view, int begin, int end, const Target& target) {
    switch (view.series().amount_width()) {
      case 0: return add_amounts<None>(view, begin, end, target);
      case 4: return add_amounts<std::int32_t>(view, begin, end, target);
      default: return add_amounts<std::int64_t>(view, begin, end, target);
    }
  }

  template <class Amount>
  void add_amounts(const usage::SeriesView& view, int begin, int end, const Target& target) {
    switch (view.series().quantity_width()) {
      case 0: return add_both<Amount, None>(view, begin, end, target);
      case 4: return add_both<Amount, std::int32_t>(view, begin, end, target);
      default: return add_both<Amount, std::int64_t>(view, begin, end, target);
    }
  }

  template <class Amount, class Quantity>
  void add_both(const usage::SeriesView& view, int begin, int end, const Target& target) {
    CellSum<Acc>* const to = cells.sums.data() + target.first_cell;
    const std::ptrdiff_t shift = months_before(view.series());
    for (int m = begin; m < end; ++m) {
      to[m].amount += load<Amount>(view.amount_totals(), m + shift) * target.amount_factor;
      to[m].quantity += load<Quantity>(view.quantity_totals(), m + shift) * target.quantity_factor;
    }
  }

  // Adds `sign` times what lies before `entry` in its month.
  void add_running(const usage::SeriesView& view, std::uint32_t entry, int month,
                   const Target& target, int sign) {
    const usage::Series& series = view.series();
    const bool begins = entry == 0 || view.day(entry - 1).number < start_of(month);
    if (begins) return;
    const std::byte* stored = view.stored(entry - 1);
    CellSum<Acc>& cell = cells.sums.data()[target.first_cell + static_cast<std::size_t>(month)];
    cell.amount += value(stored, series.amount_width(), 0) * target.amount_factor * sign;
    cell.quantity += value(stored + series.amount_width(), series.quantity_width(), 0) *
                     target.quantity_factor * sign;
  }

  // Entries [from, to) of any months, of a series without totals.
  void add_entries(const usage::SeriesView& view, std::uint32_t from, std::uint32_t to,
                   programs::TypeMask types, const Target& target) {
    for (std::uint32_t e = from; e < to; ++e)
      add_entry(view, e, month_at(view.day(e).number), types, target);
  }

  void add_entry(const usage::SeriesView& view, std::uint32_t entry, int month,
                 programs::TypeMask types, const Target& target) {
    const usage::Series& series = view.series();
    const std::byte* stored = view.stored(entry);
    const std::size_t at = target.first_cell + static_cast<std::size_t>(month);
    cells.types[at] |= types;
    cells.sums[at].amount += value(stored, series.amount_width(), 0) * target.amount_factor;
    cells.sums[at].quantity +=
        value(stored + series.amount_width(), series.quantity_width(), 0) * target.quantity_factor;
  }

  struct None {};  // a column of zeros

  template <class T>
  static Acc load(const std::byte* values, std::ptrdiff_t at) {
    if constexpr (std::is_same_v<T, None>)
      return 0;
    else
      return load_stored<T>(values, at);
  }

  template <class T>
  static Acc load_stored(const std::byte* values, std::ptrdiff_t at) {
    T out;
    std::memcpy(&out, values + at * static_cast<std::ptrdiff_t>(sizeof(T)), sizeof(T));
    return static_cast<Acc>(out);
  }

  // A value of 128 bits never meets 64-bit sums: it alone lies beyond the bound that lets them be
  // used.
  static Acc value(const std::byte* values, std::size_t width, std::ptrdiff_t at) {
    switch (width) {
      case 0: return 0;
      case 2: return load_stored<std::int16_t>(values, at);
      case 4: return load_stored<std::int32_t>(values, at);
      case 8: return load_stored<std::int64_t>(values, at);
      default: return load_stored<base::Int128>(values, at);
    }
  }

  const CreditPlan& plan_;
  const Window& window_;
  const usage::SeriesIndex& index_;
};

}  // namespace attribution

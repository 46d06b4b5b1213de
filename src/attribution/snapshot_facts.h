// Which facts of a stock are read at a month's snapshot: those of the latest date in the month that
// is not after the snapshot day, over all currencies together. Private to attribution.
// Rules: docs/domain/rules.md#1-facts.
#pragma once

#include <span>

#include "base/day.h"
#include "usage/series_index.h"

namespace attribution {

// Series of one stock stand together (they differ in currency only, or one was cut for its length):
// the end of the group that begins at `from`.
inline std::size_t stock_group_end(const usage::SeriesIndex& index,
                                   std::span<const usage::Series> series, std::size_t from) {
  const usage::Lane& first = index.lane(series[from].lane);
  const auto same = [&](const usage::Lane& lane) {
    return lane.measure == first.measure && lane.counted == first.counted &&
           lane.workload == first.workload;
  };
  std::size_t to = from + 1;
  while (to < series.size() && same(index.lane(series[to].lane)))
    ++to;
  return to;
}

// Calls `visit(view, entry)` for each snapshot fact of the group; false when the month has none.
template <class Visit>
bool for_each_snapshot_fact(const usage::SeriesIndex& index, std::span<const usage::Series> stock,
                            base::Month month, base::Day snapshot, Visit visit) {
  base::Day latest = base::Day::min();
  for (const usage::Series& series : stock) {
    const usage::SeriesView view = index.view(series);
    const std::uint32_t after = view.lower_bound(snapshot + 1);
    if (after > 0) latest = std::max(latest, view.day(after - 1));
  }
  if (latest < month.first()) return false;
  for (const usage::Series& series : stock) {
    const usage::SeriesView view = index.view(series);
    const std::uint32_t entry = view.lower_bound(latest);
    if (entry < series.entries && view.day(entry) == latest) visit(view, entry);
  }
  return true;
}

}  // namespace attribution

#include "programs/competency.h"

#include <algorithm>

namespace programs {

std::size_t Competency::rank(std::string_view level) const {
  const auto found = std::ranges::find(level_codes, level);
  return found == level_codes.end() ? 0 : static_cast<std::size_t>(found - level_codes.begin()) + 1;
}

const Metric* Competency::metric(std::string_view wanted) const {
  const auto found = std::ranges::find(metrics, wanted, &Metric::code);
  return found == metrics.end() ? nullptr : &*found;
}

std::optional<base::Decimal> threshold_of(const Level& level, std::size_t metric,
                                          std::string_view market_class) {
  std::optional<base::Decimal> general;
  for (const Threshold& row : level.thresholds) {
    if (row.metric != metric) continue;
    if (row.market_class == market_class) return row.at_least;
    if (row.market_class.empty()) general = row.at_least;
  }
  return general;
}

}  // namespace programs

// A competency: a status with levels, reached by metrics of credit and by what the vendor's own
// systems measure. Rules: docs/domain/competencies.md; format: docs/formats/programme.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"

namespace programs {

enum class MetricKind : std::uint8_t {
  TtmSum,             // a flow of twelve months
  AnniversarySum,     // a flow since the term began
  Snapshot,           // a stock of the month
  DistinctCustomers,  // customers with credit
  NetCustomerAdds,    // customers that came less those that went, in twelve months
  Growth,             // percent against some months ago
  Manual,             // metric_values.csv
};
inline constexpr std::array<std::string_view, 7> kMetricKinds{
    "ttm_sum",           "anniversary_sum", "snapshot", "distinct_customers",
    "net_customer_adds", "growth",          "manual"};

inline constexpr int kTrailingMonths = 12;

struct Metric {
  std::string code;
  MetricKind kind = MetricKind::TtmSum;
  base::Measure measure = base::Measure::Consumption;  // of what is not Manual
  int baseline_months = kTrailingMonths;               // Growth
  base::Decimal minimum_baseline;                      // Growth: below it nothing has grown
  base::Decimal target;                                // by points: worth all of `points`
  base::Decimal points;
  friend bool operator==(const Metric&, const Metric&) = default;
};

// What a metric must reach; of one market class, or of every class that has no row of its own.
struct Threshold {
  std::size_t metric = 0;  // place in Competency::metrics
  base::Decimal at_least;
  std::string market_class;
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

// One version of a level, in force on some days.
struct Level {
  std::size_t rank = 0;  // 1 is the lowest
  base::DayRange in_force;
  std::vector<Threshold> thresholds;    // classic: all of them
  std::optional<base::Decimal> points;  // or so many points
  bool every_metric_positive = false;   // and none of them zero
  friend bool operator==(const Level&, const Level&) = default;
};

struct Competency {
  std::string code;
  std::string name;
  bool requires_fee = false;
  int grace_days = 30;
  std::vector<Metric> metrics;
  std::vector<std::string> level_codes;  // the lowest first; level_codes[rank - 1]
  std::vector<Level> levels;

  std::size_t rank(std::string_view level) const;  // 0: there is no such level
  const Metric* metric(std::string_view code) const;
  friend bool operator==(const Competency&, const Competency&) = default;
};

// Countries whose partners have thresholds of their own.
struct MarketClass {
  std::string code;
  std::vector<std::string> countries;
  friend bool operator==(const MarketClass&, const MarketClass&) = default;
};

// What the class asks of a metric; nothing when the level does not look at it.
std::optional<base::Decimal> threshold_of(const Level& level, std::size_t metric,
                                          std::string_view market_class);

}  // namespace programs

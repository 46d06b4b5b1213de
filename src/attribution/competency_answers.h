// What is answered about competencies. Plain values, shared by the engine and the naive model.
// Rules: docs/domain/competencies.md.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"

namespace attribution {

struct CompetencyQuery {
  base::Month from;  // both included
  base::Month to;
  std::string account;     // only this one; empty: all
  std::string competency;  // only this one; empty: all
};

enum class CompetencyState : std::uint8_t { Started, Qualified, Active, Renewed, Lapsed };
inline constexpr std::array<std::string_view, 5> kCompetencyStates{"STARTED", "QUALIFIED", "ACTIVE",
                                                                   "RENEWED", "LAPSED"};

struct MetricReading {
  std::string metric;
  base::Decimal value;   // 2 decimals
  base::Decimal points;  // by points only
  friend bool operator==(const MetricReading&, const MetricReading&) = default;
};

// How an account stands at the end of a month.
struct CompetencyStatus {
  std::string account, competency;
  base::Month month;
  CompetencyState state = CompetencyState::Started;
  std::string level;    // held; empty when the account holds none
  std::string reached;  // what the metrics of the month reach; may be above or below `level`
  bool at_risk = false;
  base::Day began = base::Day::forever();        // of the term of a held level
  base::Day anniversary = base::Day::forever();  // of a held level
  base::Decimal points;                          // by points only, 2 decimals
  std::vector<MetricReading> metrics;            // in the order of the programme
  friend bool operator==(const CompetencyStatus&, const CompetencyStatus&) = default;
};

// Which months a sum over months takes, whatever the competency itself is judged by.
enum class SumWindow : std::uint8_t { Trailing, Anniversary };
inline constexpr std::array<std::string_view, 2> kSumWindows{"trailing", "anniversary"};

// What a metric was at the end of a month, where both are its value; or, of a month to come,
// between what it will be. docs/domain/competencies.md#course
struct CourseMonth {
  std::string account, competency, metric;
  base::Month month;
  bool is_forecast = false;
  base::Decimal low, high;  // 2 decimals
  int months_of_data = 0;   // since the account was first credited
  int pace_months = 0;      // of how many months the least and the most are
  friend bool operator==(const CourseMonth&, const CourseMonth&) = default;
};
inline constexpr int kForecastMonthsMin = 4;
inline constexpr int kPaceMonths = 6;
inline constexpr int kForecastMonthsAhead = 12;

}  // namespace attribution

// What a competency lacks, and when it may be reached. Pure. Rules:
// docs/domain/competencies.md#gap-and-forecast.
#pragma once

#include <optional>
#include <vector>

#include "attribution/competency_answers.h"
#include "attribution/competency_credit.h"

namespace attribution {

// A subscription that would help, were the account associated with it.
struct GapCloser {
  std::string subscription, customer;
  base::Decimal adds;  // trailing sum of what was not credited to the account
  base::Decimal then;  // the metric with this one and those above it
};

// What one metric lacks for the lowest level above the one that is reached. The row of a total of
// points has no metric.
struct Gap {
  std::string account, competency, level, metric;
  base::Decimal value, needed, missing;
  std::vector<GapCloser> closers;  // the largest first, no more than it takes
};
inline constexpr std::size_t kGapClosersMax = 5;

// Looking for closers goes through all subscriptions.
enum class Closers { Without, With };

// At the end of the month `query.to`; sorted by account and competency, then as in the programme.
// `figures`: of the same query. `threads` >= 1 changes the time, never the answer.
base::Result<std::vector<Gap>> competency_gaps(const usage::SeriesIndex& index,
                                               const Standing& standing,
                                               const CompetencyFigures& figures,
                                               const CompetencyQuery& query, Closers closers,
                                               int threads);

// What a forecast goes on with: the least and the most that a month of late brought of a measure,
// or added to it; or a metric that stays as it is, where both are its value.
struct ForecastBasis {
  enum class Kind { Brings, Adds, Stays };
  Kind kind = Kind::Brings;
  std::string name;  // of the measure, or of the metric that stays
  base::Decimal least, most;
};

struct Forecast {
  std::string account, competency, level;
  int months_of_data = 0;
  std::optional<base::Month> earliest, latest;  // none: not within twelve months
  int pace_months = 0;                          // of how many months the paces are
  std::vector<ForecastBasis> basis;
};

// "consumption: 1000 to 1300 a month (the least and the most of the last 6); people: stays at 2"
std::string method_in_words(const Forecast& forecast);

// The same for programs: "consumption=1000..1300; people=2".
std::string basis_text(const Forecast& forecast);

// For every level above the one that is reached. `figures`: of the same query. Requires:
// `query.account` is one. Errors: Missing with fewer than kForecastMonthsMin months of credit in
// every competency of the query.
base::Result<std::vector<Forecast>> competency_forecasts(const Standing& standing,
                                                         const CompetencyFigures& figures,
                                                         const CompetencyQuery& query);

// Every metric month by month from `query.from` to `query.to`, and the months to come, which a
// window of the anniversary year has up to the anniversary; none of them with fewer than
// kForecastMonthsMin months of credit. Sorted by account and competency, then metrics as in the
// programme.
std::vector<CourseMonth> competency_courses(const Standing& standing,
                                            const CompetencyFigures& figures,
                                            const CompetencyQuery& query, SumWindow window);

}  // namespace attribution

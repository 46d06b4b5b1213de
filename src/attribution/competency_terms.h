// Terms: how long an account holds a level. Begun by an award or, without a fee, by reaching the
// level; renewed on the anniversary or within its grace; else lapsed. Private to the competency
// files. Rules: docs/domain/competencies.md#states.
//
//      award                        anniversary     grace ends
//   ─────●───────────────────────────────●──────────────●──────
//        │            ACTIVE             │   ACTIVE,    │ LAPSED
//        │  (at risk when below level)   │   at risk    │
//        └─ an award meanwhile renews ───┴─ so does one here
#pragma once

#include <optional>
#include <vector>

#include "attribution/metric_values.h"

namespace attribution {

struct Term {
  std::size_t rank = 0;
  base::Day began;
  base::Day anniversary;
  bool renewed = false;
};

struct MonthStanding {
  base::Month month;
  std::optional<base::Month> began;  // of the term that ran when the month began
  CompetencyState state = CompetencyState::Started;
  std::optional<Term> term;
  std::size_t reached = 0;
  bool at_risk = false;
  std::vector<MetricReading> readings;
};

// The months up to `to` in which the account has partners and something to show.
std::vector<MonthStanding> standings(const CompetencyBooks& books, const MetricValues& values,
                                     base::Month to);

// What the account holds at the end of a day.
std::optional<Term> term_on(const CompetencyBooks& books, const MetricValues& values,
                            base::Day day);

// A year later; of 29 February the 28th.
base::Day anniversary_of(base::Day day);

}  // namespace attribution

// Explanations: the chain from a credit or earning line, or from a zero, down to usage rows,
// associations, gates, rule version and arithmetic. CLI, API and UI render the same tree.
#pragma once

#include <string>
#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"
#include "usage/usage_log.h"

namespace attribution {

// A node: what it is, its value, and what it rests on. `kind` is a stable word for programs
// (credit, earning, association, usage, rule, arithmetic, reason, note).
struct Explanation {
  std::string kind;
  std::string label;
  std::string value;
  std::vector<Explanation> because;
};

struct ExplainQuery {
  std::string partner;  // required
  base::Month month;
  std::string subscription;            // empty: all with an association or credit
  std::string competency;              // empty: all
  bool why_not = false;                // also say what did not count and what would
  std::size_t usage_rows_max = 20;     // rows shown per line, 0: all; all are summed
  std::size_t subscriptions_max = 10;  // 0: all
};

// Errors: NotFound for an unknown partner, subscription or competency (with the nearest id).
base::Result<Explanation> explain(const usage::SeriesIndex& index, usage::UsageLog& log,
                                  const Holdings& holdings, const Standing& standing,
                                  const ExplainQuery& query);

}  // namespace attribution

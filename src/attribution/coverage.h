// Consumption of a month that no partner is recognised for, by customer and reason. Its rows add up
// to the buckets of the reconciliation in which nobody is credited, to the last digit.
// Rules: docs/domain/rules.md#6-coverage.
#pragma once

#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// By customer, currency and reason; zeros are left out.
std::vector<CoverageRow> coverage(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, base::Month month);

}  // namespace attribution

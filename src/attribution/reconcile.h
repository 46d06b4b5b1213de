// Reconciliation: everything ingested for a month is credited once or stands under a named
// residual, to the last digit. Rules: docs/domain/rules.md#5-reconciliation-of-a-month.
#pragma once

#include <span>
#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// `rounding` and `quarantined` come from the log and are set beside what the index says.
std::vector<ReconcileRow> reconcile(const usage::SeriesIndex& index, const Holdings& holdings,
                                    const Standing& standing, base::Month month,
                                    std::span<const usage::UsageLog::RoundingTotal> rounding,
                                    std::span<const usage::QuarantineTotal> quarantined);

}  // namespace attribution

// Earnings: the money of a month, one line per earner, lever, subscription and currency, with a
// reason where nothing is earned. Pure. Rules: docs/domain/incentives.md.
#pragma once

#include <vector>

#include "attribution/answers.h"
#include "attribution/held_levels.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// Errors: Missing when a lever asks for a competency, and a rate is needed for it and absent.
base::Result<std::vector<EarningLine>> earnings(const usage::SeriesIndex& index,
                                                const Holdings& holdings, const Standing& standing,
                                                base::Month month);

// The lines of one subscription, in the same order. Requires: `levels` reaches to the month's end.
std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing, HeldLevels& levels,
                                        base::SubscriptionKey subscription, base::Month month);

}  // namespace attribution

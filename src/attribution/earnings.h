// Earnings: the money of a month, one line per earner, lever, subscription and currency, with a
// reason where nothing is earned. Pure. Rules: docs/domain/incentives.md.
#pragma once

#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

std::vector<EarningLine> earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, base::Month month);

// The lines of one subscription, in the same order.
std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing,
                                        base::SubscriptionKey subscription, base::Month month);

}  // namespace attribution

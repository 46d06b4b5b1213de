// The facts of one subscription in one month, as every rule but the hot loops of credit reads
// them: where a stock fact belongs, and why a fact does not count. Private to attribution.
// Rules: docs/domain/rules.md#1-facts.
#pragma once

#include <string_view>
#include <vector>

#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

struct MonthFact {
  const usage::Lane* lane;  // of the index
  base::Day day;            // the day it belongs to: of a snapshot fact the snapshot day
  base::Day measured_on;    // the day it was measured
  base::Decimal amount;
  base::Decimal quantity;
  std::string_view residual;  // why it does not count; empty when it does
};

// In the order of lanes, then by day measured.
std::vector<MonthFact> month_facts(const usage::SeriesIndex& index, const Standing& standing,
                                   base::SubscriptionKey subscription, base::Month month);

// Replaces `facts` by those that count, those of a flow added up where that is cheap: a fact may
// stand for the days between two of `cuts`, by the first of them. Requires: the cuts are days of
// the month, in order, and the first of them is its first.
void coarse_month_facts(const usage::SeriesIndex& index, const Standing& standing,
                        base::SubscriptionKey subscription, base::Month month,
                        std::span<const base::Day> cuts, std::vector<MonthFact>& facts);

}  // namespace attribution

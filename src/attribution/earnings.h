// Earnings: the money of a month, one line per earner, lever, subscription and currency, with a
// reason where nothing is earned. Pure. Rules: docs/domain/incentives.md.
#pragma once

#include <string>
#include <string_view>
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

// Lines added up, to compare two states of the books by. Views into what they were computed from.
struct EarningSum {
  std::string_view partner, lever;
  std::string_view subscription;  // empty when summed over subscriptions
  std::string_view currency;
  EarningKind kind = EarningKind::Rebate;
  std::string_view reason_code;
  base::Decimal base, amount;
};
enum class SumBy : std::uint8_t { Partner, Subscription };  // and partner

struct EarningSumQuery {
  base::Month month;
  SumBy by = SumBy::Subscription;
  const std::vector<std::string>* levers = nullptr;  // codes, sorted; null: all
};

// The sums of earnings(), in the order of its lines; without most that are zero. Of the levers
// asked for, and maybe of others whose caps they share.
base::Result<std::vector<EarningSum>> earning_sums(const usage::SeriesIndex& index,
                                                   const Holdings& holdings,
                                                   const Standing& standing,
                                                   const EarningSumQuery& query);

// The lines of one subscription, in the same order. Requires: `levels` reaches to the month's end.
std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing, HeldLevels& levels,
                                        base::SubscriptionKey subscription, base::Month month);

}  // namespace attribution

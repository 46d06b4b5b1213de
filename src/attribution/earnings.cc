#include "attribution/earnings.h"

#include "attribution/earning_month.h"

namespace attribution {
namespace {

base::Month first_needed(const programs::Programme& programme, const Wanted& wanted) {
  base::Month first = wanted.month;
  for (const programs::Lever& lever : programme.levers) {
    if (wanted.has(lever))
      first = std::min(first, programs::look_back(programme, lever, wanted.month).usage);
  }
  return first;
}

EarningLines month_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                            const Standing& standing, HeldLevels& levels, const Wanted& wanted) {
  const programs::Programme& programme = standing.programme();
  EarlierMonths earlier;
  for (base::Month at = first_needed(programme, wanted);; at = at + 1) {
    earlier.caps.begin(programme, at);
    EarningMonth month(index, holdings, standing, levels, at, wanted);
    for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s) {
      index.prefetch_block({s + 8});
      month.add({s});
    }
    month.settle_together(earlier);
    if (at == wanted.month) return std::move(month.lines());
  }
}

}  // namespace

base::Result<std::vector<EarningLine>> earnings(const usage::SeriesIndex& index,
                                                const Holdings& holdings, const Standing& standing,
                                                base::Month month) {
  HeldLevels levels = TRY(HeldLevels::gather(index, standing, month));
  return month_earnings(index, holdings, standing, levels, {.month = month}).take();
}

base::Result<std::vector<EarningSum>> earning_sums(const usage::SeriesIndex& index,
                                                   const Holdings& holdings,
                                                   const Standing& standing,
                                                   const EarningSumQuery& query) {
  HeldLevels levels = TRY(HeldLevels::gather(index, standing, query.month));
  const Wanted wanted{query.month, query.by, query.levers};
  return month_earnings(index, holdings, standing, levels, wanted).take_sums();
}

std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing, HeldLevels& levels,
                                        base::SubscriptionKey subscription, base::Month month) {
  const programs::Programme& programme = standing.programme();
  const bool alone = std::ranges::all_of(programme.levers, [&](const programs::Lever& lever) {
    return stands_alone(programme, lever);
  });
  if (!alone) {
    std::vector<EarningLine> lines =
        month_earnings(index, holdings, standing, levels, {.month = month}).take();
    const std::string& id = standing.registry()[subscription].id;
    std::erase_if(lines, [&](const EarningLine& line) { return line.subscription != id; });
    return lines;
  }
  EarningMonth lines(index, holdings, standing, levels, month, {.month = month});
  lines.add(subscription);
  return lines.lines().take();
}

}  // namespace attribution

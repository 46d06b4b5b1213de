#include "attribution/coverage.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "attribution/closed_gate.h"
#include "attribution/month_facts.h"

namespace attribution {
namespace {

using Sums =
    std::map<std::tuple<std::string_view, std::string_view, std::string_view>, base::Product>;

// Somebody stood there before and was not followed by anybody.
bool was_held(const Standing& standing, base::SubscriptionKey subscription,
              std::string_view workload, base::Day day) {
  return std::ranges::any_of(standing.reaching(subscription), [&](const auto* one) {
    const base::DayRange days = standing.days_at(*one, subscription);
    return !days.empty() && days.to <= day && (one->workload.empty() || one->workload == workload);
  });
}

std::string_view reason_of(const Standing& standing, base::SubscriptionKey subscription,
                           std::string_view workload, base::Day day) {
  const std::string_view bucket = uncredited(standing, subscription, workload, day);
  if (bucket == "csp_without_partner") return "CSP_WITHOUT_PARTNER";
  if (bucket != "no_association") return bucket;
  return was_held(standing, subscription, workload, day) ? "ENDED_NOT_REPLACED"
                                                         : "NEVER_DESIGNATED";
}

void add_place(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
               base::SubscriptionKey subscription, base::Month month, programs::TypeMask types,
               Sums& sums) {
  const registry::Snapshot& registry = standing.registry();
  const usage::Lane* at_hand = nullptr;
  std::vector<Holdings::Holder> holders;
  for (const MonthFact& fact : month_facts(index, standing, subscription, month)) {
    if (!fact.residual.empty() || fact.lane->measure != base::Measure::Consumption) continue;
    if (fact.lane != at_hand) {
      at_hand = fact.lane;
      holders = holdings.holders(subscription, at_hand->workload);
    }
    if (is_credited(holders, fact.day, types)) continue;
    const std::string_view customer = registry[registry[subscription].customer].id;
    const auto reason =
        reason_of(standing, subscription, index.workload(at_hand->workload), fact.day);
    sums[{customer, index.currency(at_hand->currency), reason}] += base::Product(fact.amount);
  }
}

}  // namespace

std::vector<CoverageRow> coverage(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, base::Month month) {
  Sums sums;
  const programs::TypeMask types = competency_types(standing.programme());
  for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s)
    add_place(index, holdings, standing, {s}, month, types, sums);
  std::vector<CoverageRow> rows;
  for (const auto& [key, amount] : sums) {
    if (amount.is_zero()) continue;
    rows.push_back({std::string(std::get<0>(key)), std::string(std::get<1>(key)),
                    std::string(std::get<2>(key)), amount});
  }
  return rows;
}

}  // namespace attribution

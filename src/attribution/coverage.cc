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
                           std::string_view workload, base::Day day, std::string_view bucket) {
  if (bucket == "csp_without_partner") return "CSP_WITHOUT_PARTNER";
  if (bucket != "no_association") return bucket;
  return was_held(standing, subscription, workload, day) ? "ENDED_NOT_REPLACED"
                                                         : "NEVER_DESIGNATED";
}

void add_place(const usage::SeriesIndex& index, const Standing& standing, Credited& credited,
               base::SubscriptionKey subscription, base::Month month, Sums& sums) {
  const registry::Snapshot& registry = standing.registry();
  credited.begin(subscription);
  for (const MonthFact& fact : month_facts(index, standing, subscription, month)) {
    if (!fact.residual.empty() || fact.lane->measure != base::Measure::Consumption) continue;
    const base::Decimal part = credited.part(fact);
    if (part == base::Decimal::from_integer(1)) continue;
    const std::string_view customer = registry[registry[subscription].customer].id;
    const std::string_view workload = index.workload(fact.lane->workload);
    const auto reason = reason_of(standing, subscription, workload, fact.day, credited.rest(fact));
    sums[{customer, index.currency(fact.lane->currency), reason}] +=
        base::Product(fact.amount) - base::multiply(fact.amount, part);
  }
}

}  // namespace

std::vector<CoverageRow> coverage(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, base::Month month) {
  Sums sums;
  Credited credited(index, holdings, standing, month);
  for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s)
    add_place(index, standing, credited, {s}, month, sums);
  std::vector<CoverageRow> rows;
  for (const auto& [key, amount] : sums) {
    if (amount.is_zero()) continue;
    rows.push_back({std::string(std::get<0>(key)), std::string(std::get<1>(key)),
                    std::string(std::get<2>(key)), amount});
  }
  return rows;
}

}  // namespace attribution

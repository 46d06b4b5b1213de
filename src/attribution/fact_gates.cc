#include "attribution/fact_gates.h"

#include <algorithm>

namespace attribution {

using base::Decimal;
using programs::Lever;

FactGates::FactGates(const usage::SeriesIndex& index, const Standing& standing)
    : index_(index),
      standing_(standing),
      zone_(base::Zone::find(standing.programme().parameters.time_zone).value()) {}

void FactGates::begin(base::SubscriptionKey subscription, std::span<const MonthFact> facts) {
  subscription_ = subscription;
  facts_ = facts;
  stays_.reset();
}

std::string_view FactGates::closed(const Lever& lever, const MonthFact& fact,
                                   base::PartnerKey holder) {
  const programs::LeverGates& gates = lever.gates;
  if (gates.attach_within_days && !any_stay(lever, fact, holder, [&](const auto& association) {
        return is_in_time(association, *gates.attach_within_days);
      })) {
    return "ATTACH_TOO_LATE";
  }
  if (lever.kind == programs::LeverKind::DailyEarnedCredit &&
      !any_stay(lever, fact, holder,
                [&](const auto& association) { return gives_access_all(fact.day, association); })) {
    return "NOT_FULL_DAY_ACCESS";
  }
  return has_seats(gates, fact) ? std::string_view() : "BELOW_MINIMUM_SEATS";
}

const std::vector<FactGates::Stay>& FactGates::stays() {
  if (stays_) return *stays_;
  stays_.emplace();
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing_.reaching(subscription_)) {
    standing_.cut(*association, subscription_, stretches);
    for (const Stretch& stretch : stretches) {
      if (stretch.holds()) stays_->push_back({association, stretch.days});
    }
  }
  return *stays_;
}

// Whether the holder holds the lever's role there by an association that passes the test.
template <class Test>
bool FactGates::any_stay(const Lever& lever, const MonthFact& fact, base::PartnerKey holder,
                         Test test) {
  const std::string_view workload = index_.workload(fact.lane->workload);
  return std::ranges::any_of(stays(), [&](const Stay& stay) {
    const registry::Association& association = *stay.association;
    return association.partner == holder && stay.days.contains(fact.day) &&
           (lever.roles >> association.type & 1U) != 0 &&
           (association.workload.empty() || association.workload == workload) && test(association);
  });
}

bool FactGates::is_in_time(const registry::Association& association, int days) const {
  const base::Day start = standing_.registry()[subscription_].life.from;
  return start == base::Day::min() || association.days.from - start <= days;
}

bool FactGates::gives_access_all(base::Day day, const registry::Association& association) const {
  const auto& all = standing_.registry().access_periods;
  const auto periods =
      std::ranges::equal_range(all, association.id, {}, &registry::AccessPeriod::association_id);
  if (periods.empty()) return true;
  base::Instant covered = zone_.instant_at({day, 0, std::nullopt});
  const base::Instant end = zone_.instant_at({day + 1, 0, std::nullopt});
  for (const registry::AccessPeriod& period : periods) {
    if (period.from <= covered) covered = std::max(covered, period.to);
  }
  return covered >= end;
}

bool FactGates::has_seats(const programs::LeverGates& gates, const MonthFact& fact) const {
  if (!gates.minimum_seats && !gates.minimum_active_share) return true;
  const Decimal seats = stock(base::Measure::Seats, fact.lane->workload);
  if (gates.minimum_seats && seats < *gates.minimum_seats) return false;
  if (!gates.minimum_active_share) return true;
  const Decimal active = stock(base::Measure::ActiveUsers, fact.lane->workload);
  return seats > Decimal() &&
         base::Product(active) >= base::multiply(seats, *gates.minimum_active_share);
}

Decimal FactGates::stock(base::Measure measure, std::uint32_t workload) const {
  Decimal sum;
  for (const MonthFact& fact : facts_) {
    if (fact.lane->measure == measure && fact.lane->workload == workload && fact.residual.empty())
      sum += fact.quantity;
  }
  return sum;
}

}  // namespace attribution

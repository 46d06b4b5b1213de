#include "insight/sight.h"

#include <algorithm>

#include "attribution/snapshot_facts.h"

namespace insight {

using attribution::Holding;
using attribution::Run;
using base::Day;
using base::Decimal;

std::vector<Place> Sight::places(base::PartnerKey partner) const {
  std::vector<Place> out = places_of(holdings_, partner);
  std::erase_if(out, [&](const Place& place) {
    return !subscription(place).life.contains(today) || types_on(place, today) == 0 ||
           !sees(place.subscription, rights::DataClass::SubscriptionFacts);
  });
  return out;
}

programs::TypeMask Sight::types_on(const Place& place, Day day) const {
  programs::TypeMask out = 0;
  for (const Holding& holding : place.holdings) {
    for (const Run& run : holdings_.runs_of(holding))
      out |= run.from <= day && day < run.to ? run.types : 0;
  }
  return out;
}

std::span<const Run> Sight::measured_at(const Place& place, std::uint32_t workload) const {
  const auto here = std::ranges::equal_range(measured_.of(place.partner), place.subscription, {},
                                             &Holding::subscription);
  return runs_at(measured_, {place.partner, place.subscription, here}, workload);
}

std::optional<programs::TypeMask> Sight::held_by_anyone(base::SubscriptionKey subscription) const {
  if (!sees(subscription, rights::DataClass::OtherPartners)) return std::nullopt;
  programs::TypeMask out = 0;
  const std::uint32_t end = holdings_.subscription_first[subscription.number + 1];
  for (std::uint32_t i = holdings_.subscription_first[subscription.number]; i < end; ++i) {
    const Holding& holding = holdings_.by_partner[holdings_.by_subscription[i]];
    for (const Run& run : holdings_.runs_of(holding))
      out |= run.from <= today && today < run.to ? run.types : 0;
  }
  return out;
}

Day Sight::held_until(const Place& place, programs::TypeIndex type) const {
  const programs::TypeMask bit = programs::TypeMask{1} << type;
  Day out = today;
  for (const Holding& holding : place.holdings) {
    Day until = today;
    for (const Run& run : holdings_.runs_of(holding)) {
      if ((run.types & bit) != 0 && run.from <= until && until < run.to) until = run.to;
    }
    out = std::max(out, until);
  }
  return out;
}

std::optional<Decimal> Sight::stock(const Place& place, base::Measure measure) const {
  const Day snapshot = programs::snapshot_day(programme().parameters, month);
  if (!subscription(place).life.contains(snapshot)) return std::nullopt;
  std::optional<Decimal> most;
  const auto all = index_.series(place.subscription);
  for (std::size_t i = 0, end = 0; i < all.size(); i = end) {
    end = attribution::stock_group_end(index_, all, i);
    const usage::Lane& lane = index_.lane(all[i].lane);
    if (lane.measure != measure || lane.counted != base::CountClass::Counted) continue;
    if (!covers(measured_at(place, lane.workload), {snapshot, snapshot + 1})) continue;
    Decimal sum;
    const bool is_measured = attribution::for_each_snapshot_fact(
        index_, all.subspan(i, end - i), month, snapshot,
        [&](const usage::SeriesView& view, std::uint32_t entry) {
          view.for_each(entry, entry + 1, [&](Day, Decimal, Decimal quantity) { sum += quantity; });
        });
    if (is_measured) most = most ? std::max(*most, sum) : sum;
  }
  return most;
}

std::map<std::string_view, Decimal> Sight::consumed(const Place& place, base::DayRange days,
                                                    base::DayRange held) const {
  std::map<std::string_view, Decimal> out;
  const auto takes = [&](const usage::Lane& lane) {
    return lane.measure == base::Measure::Consumption &&
           lane.counted == base::CountClass::Counted &&
           covers(measured_at(place, lane.workload), held);
  };
  for (const usage::Series& series : index_.series(place.subscription)) {
    const usage::Lane& lane = index_.lane(series.lane);
    if (!takes(lane)) continue;
    const usage::SeriesView view = index_.view(series);
    view.for_each(
        view.lower_bound(days.from), view.lower_bound(days.to),
        [&](Day, Decimal amount, Decimal) { out[index_.currency(lane.currency)] += amount; });
  }
  const usage::Scatter scatter = index_.scatter(place.subscription);
  for (const usage::ScatterEntry& entry : scatter.between(days.from, days.to)) {
    const usage::Lane& lane = index_.lane(entry.lane);
    if (takes(lane)) out[index_.currency(lane.currency)] += scatter.amount(entry);
  }
  return out;
}

Opportunity Sight::begin(Rule rule, const Place& place) const {
  const registry::Subscription& at = subscription(place);
  return {rule, registry()[place.partner].id, registry()[at.customer].id, at.id, product(place).id,
          {}};
}

}  // namespace insight

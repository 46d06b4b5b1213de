// What the rules of opportunities read: one partner's places on the last day of a month, with the
// numbers of what it holds there. Private to opportunities.
#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "base/terms.h"
#include "insight/opportunity.h"
#include "insight/places.h"

namespace insight {

class Sight {
 public:
  Sight(const usage::SeriesIndex& index, const attribution::Holdings& holdings,
        const attribution::Holdings& measured, const attribution::Standing& standing,
        const OpportunityQuery& query, const Onlooker* onlooker)
      : thresholds(query.thresholds),
        month(query.month),
        today(query.month.last()),
        index_(index),
        holdings_(holdings),
        standing_(standing),
        measured_(measured),
        onlooker_(onlooker) {}

  const Thresholds& thresholds;
  const base::Month month;
  const base::Day today;

  const attribution::Standing& standing() const { return standing_; }
  const registry::Snapshot& registry() const { return standing_.registry(); }
  const programs::Programme& programme() const { return standing_.programme(); }
  const registry::Subscription& subscription(const Place& place) const {
    return registry()[place.subscription];
  }
  const registry::Product& product(const Place& place) const {
    return registry()[subscription(place).product];
  }

  // The partner's places that live today, that it holds today and of which it sees the facts.
  std::vector<Place> places(base::PartnerKey partner) const;
  // All roles it holds there on a day, in whatever workload.
  programs::TypeMask types_on(const Place& place, base::Day day) const;
  // The roles that any partner holds there today; none: it is not to know.
  std::optional<programs::TypeMask> held_by_anyone(base::SubscriptionKey subscription) const;
  // The day from which a role that it holds today is not held any more.
  base::Day held_until(const Place& place, programs::TypeIndex type) const;

  // A stock at the snapshot of the month, of the workload that has most: who works in two of them
  // is one user. None when nothing was measured, or the snapshot's day is not held.
  std::optional<base::Decimal> stock(const Place& place, base::Measure measure) const;
  // By currency, what was consumed in `days` by the workloads that are held on every one of `held`.
  std::map<std::string_view, base::Decimal> consumed(const Place& place, base::DayRange days,
                                                     base::DayRange held) const;

  // With the place's ids; for rules to add their evidence.
  Opportunity begin(Rule rule, const Place& place) const;

 private:
  bool sees(base::SubscriptionKey subscription, rights::DataClass one) const {
    return onlooker_ == nullptr || onlooker_->sees(subscription, today, one);
  }
  std::span<const attribution::Run> measured_at(const Place& place, std::uint32_t workload) const;

  const usage::SeriesIndex& index_;
  const attribution::Holdings& holdings_;
  const attribution::Standing& standing_;
  const attribution::Holdings& measured_;  // the days whose numbers are seen
  const Onlooker* onlooker_;               // null: everything is seen
};

}  // namespace insight

// The gates of a lever on single facts: whether the holder came in time and has access all day, and
// whether enough seats are there and in use. Private to attribution.
// Rules: docs/domain/incentives.md#gates.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/month_facts.h"
#include "base/zone.h"

namespace attribution {

class FactGates {
 public:
  FactGates(const usage::SeriesIndex& index, const Standing& standing);

  // Moves on to a subscription; `facts` are all its facts of the month and stay where they are.
  void begin(base::SubscriptionKey subscription, std::span<const MonthFact> facts);
  // The reason of the first gate that is closed; empty when all are open.
  std::string_view closed(const programs::Lever& lever, const MonthFact& fact,
                          base::PartnerKey holder);

 private:
  // Days on which an association holds at the subscription.
  struct Stay {
    const registry::Association* association;
    base::DayRange days;
  };

  const std::vector<Stay>& stays();
  template <class Test>
  bool any_stay(const programs::Lever& lever, const MonthFact& fact, base::PartnerKey holder,
                Test test);
  bool is_in_time(const registry::Association& association, int days) const;
  bool gives_access_all(base::Day day, const registry::Association& association) const;
  bool has_seats(const programs::LeverGates& gates, const MonthFact& fact) const;
  base::Decimal stock(base::Measure measure, std::uint32_t workload) const;

  const usage::SeriesIndex& index_;
  const Standing& standing_;
  const base::Zone zone_;
  base::SubscriptionKey subscription_;
  std::span<const MonthFact> facts_;
  std::optional<std::vector<Stay>> stays_;  // when somebody asked
};

}  // namespace attribution

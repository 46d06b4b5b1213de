// Who may earn in a month: the gates that a lever asks for, and what is held. Private to
// attribution. Rules: docs/domain/eligibility.md.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "attribution/held_levels.h"
#include "attribution/holdings.h"

namespace attribution {

class Gates {
 public:
  // What is referred to outlives the gates. Requires: `levels` reaches to the end of the month.
  Gates(const Standing& standing, HeldLevels& levels, base::Month month);

  // The first closed gate that keeps the partner from earning at the subscription.
  std::optional<programs::Gate> closed(base::PartnerKey partner, std::uint32_t lever,
                                       base::SubscriptionKey subscription);
  bool is_open(programs::Gate gate, const programs::Eligibility& asked, base::PartnerKey partner,
               base::SubscriptionKey subscription);
  // What the partner earns on the day is computed and not payable.
  bool holds(base::PartnerKey partner, std::uint32_t lever, base::Day day) const;
  bool lacks_profile(const programs::Eligibility& asked, base::PartnerKey partner) const;

  // Complete in or before the month, and still in force on its eligibility day.
  bool is_complete(base::DayRange days) const {
    return !days.empty() && days.from < month_.end() && days.to > decides_;
  }
  bool is_enrolled(base::PartnerKey partner, std::string_view agreement) const;
  bool has_profile(base::PartnerKey partner, base::ProfileKind kind) const;

  base::Month month() const { return month_; }
  base::Day decides() const { return decides_; }  // the eligibility day
  // What is asked under a lever; of levers that ask for nothing, nothing.
  const std::vector<const programs::Eligibility*>& asked(std::uint32_t lever) const {
    return asked_[lever];
  }
  HeldLevels& levels() { return levels_; }

 private:
  const Standing& standing_;
  HeldLevels& levels_;
  const base::Month month_;
  const base::Day decides_;
  std::vector<std::vector<const programs::Eligibility*>> asked_;  // by lever
};

// The change by which what is earned on the day is held: a suspension that runs, or a termination
// for cause later in the month. Null: none does, or partners.csv alone says suspended.
const registry::StatusChange* holding_change(const registry::Snapshot& registry,
                                             base::PartnerKey partner, base::Day day);

}  // namespace attribution

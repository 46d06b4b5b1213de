// Credit by the time with access: of what a subscription uses in a month a partner is credited with
// the part of the month in which its associations gave access. Private to attribution.
// Rules: docs/domain/rules.md#credit-by-the-time-with-access.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "attribution/month_facts.h"
#include "base/sentence.h"
#include "base/zone.h"

namespace attribution {

// Where and when an association holds.
struct SpellPlace {
  base::SubscriptionKey subscription;
  std::uint32_t workload;
  base::DayRange days;
};
// Appends the times in these days at which the association gives access.
void add_spells(const Standing& standing, const registry::Association& association,
                const SpellPlace& place, std::vector<Spell>& out);

// The part of a month's flows of one workload that a partner is credited with. Days on which it is
// credited by the day have no part in it.
struct AccessShare {
  base::PartnerKey partner;
  programs::TypeMask types = 0;  // that gave access
  std::int64_t access = 0;       // milliseconds
  std::int64_t length = 0;       // those it is compared with; 0: not a whole number of them
  std::int64_t part = 0;         // 0 < part <= whole
  std::int64_t whole = 0;
  base::Day first;           // of the month
  std::uint32_t by_day = 0;  // a bit for each day of the month

  bool takes(base::Day day) const { return (by_day >> (day - first) & 1U) == 0; }
  // Rounded once, half-even, to 12 decimals.
  base::Decimal of(base::Decimal sum) const;
  // "28800 s of access / 2628000 s"
  std::string text(const base::Speaker& say) const;
};

class AccessTime {
 public:
  AccessTime(const Holdings& holdings, const Standing& standing);

  // Whether there can be any; else the month need not be looked at.
  bool matters(base::SubscriptionKey subscription, base::Month month) const;
  // By partner key.
  std::vector<AccessShare> shares(base::SubscriptionKey subscription, std::uint32_t workload,
                                  base::Month month) const;

 private:
  std::span<const Spell> spells_of(base::SubscriptionKey subscription) const;
  std::optional<AccessShare> share_of(std::span<const Spell> partner,
                                      const Holdings::Holder* holder, std::uint32_t workload,
                                      base::Month month) const;

  const Holdings& holdings_;
  const Standing& standing_;
  const base::Zone zone_;
  const programs::TypeMask by_day_;
  std::optional<std::int64_t> month_length_;  // of the programme, milliseconds; none: the real one
};

// What one partner is credited with in this way of one lane in one month.
struct AccessCredit {
  AccessShare share;
  base::SubscriptionKey subscription;
  base::Month month;
  const usage::Lane* lane;
  base::Decimal amount;
  base::Decimal quantity;
};
// Everything at one subscription in one month, in the order of lanes and partners.
std::vector<AccessCredit> access_credit(const usage::SeriesIndex& index, const AccessTime& time,
                                        const Standing& standing,
                                        base::SubscriptionKey subscription, base::Month month);

}  // namespace attribution

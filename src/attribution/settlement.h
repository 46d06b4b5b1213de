// What is earned from bases where one line depends on others: tiers of an earner's whole base, caps
// over subscriptions and months. Pure. Rules: docs/domain/rules.md#4-incentives. Private to
// attribution.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "attribution/holdings.h"

namespace attribution {

// What one holder has under one lever at one subscription in a month.
struct Earned {
  std::uint32_t lever = 0;
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  std::string_view currency;
  bool held = false;  // of the days on which what the partner earns is held
  base::Decimal base;
  base::Product amount;                      // before rounding
  base::Decimal unrated;                     // base on days without a rate
  std::vector<const programs::Rate*> rates;  // that were in force
  std::vector<base::Decimal> bands;          // of a lever with tiers: the rates that it reached

  base::Decimal payable;  // in the minor unit, what caps leave
  base::Decimal cut;      // what caps take
};

// What has been paid of each cap in the window at hand.
class CapUse {
 public:
  // Moves on to a month; what belongs to windows that ended is forgotten.
  void begin(const programs::Programme& programme, base::Month month);
  base::Decimal& used(std::uint32_t lever, std::size_t cap, std::uint32_t scope) {
    return used_[{lever, cap, scope}];
  }

 private:
  std::map<std::tuple<std::uint32_t, std::size_t, std::uint32_t>, base::Decimal> used_;
};

// Whether a line of the lever can be stated without knowing others.
bool stands_alone(const programs::Programme& programme, const programs::Lever& lever);

// One line alone: rounded, nothing cut.
void settle(Earned& earned, const Standing& standing);
// All lines of one month that do not stand alone. Requires: `use` began this month.
void settle(std::span<Earned> earned, const Standing& standing, CapUse& use);

}  // namespace attribution

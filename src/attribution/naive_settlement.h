// Tiers and caps in the naive model: each line looks at all others. Private to the naive model.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "attribution/naive_world.h"

namespace attribution::naive {

// What a partner has under a lever at a subscription in a month, in one currency.
struct Earned {
  std::size_t lever = 0;
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  base::Month month;
  std::string currency;
  bool held = false;  // of the days on which what the partner earns is held

  base::Decimal base;
  base::Product amount;                          // by the rates of the days
  std::map<base::Day, base::Decimal> rates;      // by the first day of their period
  std::map<std::string, base::Decimal> refused;  // base that earns nothing, by reason
  std::optional<base::Decimal> against;          // as in EarningLine

  std::vector<base::Decimal> bands;    // tiers or fixed amounts that were reached
  base::Decimal rounded;               // before caps
  std::vector<base::Decimal> allowed;  // after each cap of the lever
  base::Decimal payable() const { return allowed.empty() ? rounded : allowed.back(); }
};

base::Rounding rounding(const World& world, const programs::Lever& lever);

// Lines of several months, of which the first begins every window.
void settle(const World& world, std::vector<Earned>& lines);

}  // namespace attribution::naive

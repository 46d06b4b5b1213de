// What is earned from a base by the rates of its days, and where one line depends on others: tiers
// of an earner's whole base, caps over subscriptions and months. Pure. Rules:
// docs/domain/incentives.md. Private to attribution.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>
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
  std::vector<const programs::Rate*> rates;  // that were in force
  std::vector<base::Decimal> bands;          // of tiers and fixed amounts: what was reached
  // Base that earns nothing, by the reason for it.
  std::vector<std::pair<std::string_view, base::Decimal>> refused;
  base::Decimal all;                     // of a lever over a mark: base above and below it
  std::optional<base::Decimal> against;  // as in EarningLine

  base::Decimal payable;  // in the minor unit, what caps leave
  base::Decimal cut;      // what caps take

  void refuse(std::string_view reason, base::Decimal part);
  // Adds the base of a day at the rate in force there; `closed` is the gate that refuses it.
  void add(const programs::Lever& lever, base::Day day, base::Decimal part,
           std::string_view closed);
};

// How amounts of the lever are rounded.
base::Rounding rounding_of(const programs::Programme& programme, const programs::Lever& lever);

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

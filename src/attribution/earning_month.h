// The engine of earnings: what one month pays, one subscription after the other, then what lines
// owe to each other. Pure. Private to attribution. Rules: docs/domain/incentives.md.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attribution/earning_lines.h"
#include "attribution/eligibility.h"
#include "attribution/fact_gates.h"
#include "attribution/month_facts.h"
#include "attribution/settlement.h"
#include "attribution/wide_levers.h"

namespace attribution {

// What has to be known of earlier months.
struct EarlierMonths {
  CapUse caps;
  LeverHistory levers;
};

// What is wanted of a month.
struct Wanted {
  base::Month month;
  std::optional<SumBy> sums;                         // none: lines, with the zeros
  const std::vector<std::string>* levers = nullptr;  // codes, sorted; null: all

  bool has(const programs::Lever& lever) const {
    return levers == nullptr || std::ranges::binary_search(*levers, lever.code);
  }
};

// A partner beside a subscription: on which days of the month its channel gate lets it stand.
struct Bystander {
  base::PartnerKey partner;
  std::string_view workload;  // of its association; empty: every one
  bool incentive = false;
  bool on_csp_days = false;
  bool on_other_days = false;
};

class EarningMonth {
 public:
  // What the month that is wanted does not need of an earlier one is left out.
  EarningMonth(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
               HeldLevels& levels, base::Month month, const Wanted& wanted);

  // States the lines of the subscription that stand alone, and gathers the others.
  void add(base::SubscriptionKey subscription);
  // States the others, when all subscriptions are added.
  void settle_together(EarlierMonths& earlier);
  EarningLines& lines() { return lines_; }

 private:
  // Counted facts of one lever, and whether somebody holds its role for any of them.
  struct Base {
    std::vector<const MonthFact*> facts;
    bool held = false;
  };

  // Whether the lines of a lever are needed of this month; else its usage may be.
  bool pays(const programs::Lever& lever) const;
  void add_cuts(base::DayRange days);
  void look_at_holdings();
  void gather_facts();
  // Whether the lever has to look at the usage of the subscription.
  bool looks_at(std::uint32_t lever) const;
  // Whether somebody holds a role of it on some day of the month.
  bool is_held(std::uint32_t lever) const { return (lever_of(lever).roles & roles_held_) != 0; }
  void gather_bases();
  bool is_base(const programs::Lever& lever, const usage::Lane& lane) const;
  void earn(std::uint32_t lever);
  void look_wide(std::uint32_t lever);
  void add_seats(std::uint32_t lever);
  void add_manual();
  void finish(Earned earned);
  Earned& earned_by(base::PartnerKey partner, std::string_view currency, bool held);
  std::optional<base::PartnerKey> holder(std::uint32_t lever, const MonthFact& fact);
  void pass_over(std::uint32_t lever, base::PartnerKey partner);
  const std::vector<Holdings::Holder>& holders(std::uint32_t workload);
  bool refuse(const Earned& earned);
  void state(Earned& earned);
  void state_paid(const Earned& earned);

  void gather_bystanders();
  void state_zeros();
  bool state_zero(std::uint32_t lever, std::span<const Bystander> partner);
  void add_zero(std::uint32_t lever, base::PartnerKey partner, std::string_view reason);
  void state_passed_over();
  bool measures(const Base& base, std::string_view workload) const;
  bool opens(const programs::Lever& lever, bool csp_day) const;
  std::string_view currency_of(const programs::Lever& lever, const MonthFact& fact) const;
  const programs::Lever& lever_of(std::uint32_t number) const {
    return standing_.programme().levers[number];
  }

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const base::Month month_;
  const base::DayRange days_;
  const base::Month asked_;
  const bool zeros_;          // are stated
  const bool own_use_holds_;  // and is credited, but earns nothing
  Gates eligibility_;
  EarningLines lines_;
  std::vector<std::uint32_t> levers_;                   // that matter in this month
  std::vector<const registry::ManualEarning*> manual_;  // of this month, by subscription
  bool each_day_ = false;                               // has to be looked at
  std::vector<base::Day> rates_change_;                 // in this month; its first day is the first

  // Of the subscription at hand.
  base::SubscriptionKey subscription_;
  std::vector<base::Day> cuts_;
  programs::TypeMask roles_held_ = 0;
  std::vector<MonthFact> facts_;
  std::vector<Base> bases_;                                                       // by lever
  std::vector<std::pair<std::uint32_t, std::vector<Holdings::Holder>>> holders_;  // by workload
  std::vector<Earned> earned_;                               // under the lever at hand
  using Place = std::pair<base::PartnerKey, std::uint32_t>;  // a partner under a lever
  std::vector<Place> earners_;
  std::vector<Place> passed_over_;  // hold a role where another role earns before theirs
  std::vector<Bystander> bystanders_;
  std::vector<Stretch> stretches_;
  std::vector<base::Decimal> rates_;
  FactGates gates_;
  std::vector<Earned> together_;  // of all subscriptions, under levers that do not stand alone
  WideLevers wide_;
};

}  // namespace attribution

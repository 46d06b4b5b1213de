#include "attribution/earning_month.h"

#include "registry/partner_days.h"

namespace attribution {

using base::Decimal;
using programs::Lever;

namespace {

Decimal base_of(const Lever& lever, const MonthFact& fact) {
  return lever.in_units() ? fact.quantity : fact.amount;
}

// Whether lines of the lever are not each known from its own usage alone.
bool is_wide(const Lever& lever) {
  return lever.over_mark() || lever.fixed();
}

// Whether the lever may decide one way on one day and another way on the next, whoever holds.
bool looks_at_each_day(const Lever& lever) {
  return is_wide(lever) || lever.gates.attach_within_days ||
         lever.kind == programs::LeverKind::DailyEarnedCredit;
}

// A line of what was earned, without base and amount.
KeyedLine like_line(const Earned& earned) {
  return {.partner = earned.partner,
          .lever = earned.lever,
          .subscription = earned.subscription,
          .currency = earned.currency,
          .against = earned.against,
          .held = earned.held};
}

}  // namespace

EarningMonth::EarningMonth(const usage::SeriesIndex& index, const Holdings& holdings,
                           const Standing& standing, HeldLevels& levels, base::Month month,
                           const Wanted& wanted)
    : index_(index),
      holdings_(holdings),
      standing_(standing),
      month_(month),
      days_(base::range_of(month)),
      asked_(wanted.month),
      zeros_(month == wanted.month && !wanted.sums),
      own_use_holds_(standing.programme().parameters.credit_own_use),
      eligibility_(standing, levels, month),
      lines_(standing, month),
      bases_(standing.programme().levers.size()),
      gates_(index, standing),
      wide_(standing, month) {
  const programs::Programme& programme = standing.programme();
  for (std::uint32_t i = 0; i < programme.levers.size(); ++i) {
    const Lever& lever = programme.levers[i];
    const bool matters =
        wanted.has(lever) && programs::look_back(programme, lever, asked_).usage <= month;
    if (!matters || !lever.has_begun(month)) continue;
    levers_.push_back(i);
    each_day_ |= looks_at_each_day(lever);
    for (const auto* rates : {&lever.rates, &lever.unit_values}) {
      for (const programs::Rate& rate : *rates)
        add_cuts(rate.in_force);
    }
  }
  rates_change_ = std::move(cuts_);
  if (wanted.sums) lines_.add_up(*wanted.sums);
  for (const registry::ManualEarning& one : standing.registry().manual_earnings) {
    if (one.month == month) manual_.push_back(&one);
  }
  std::ranges::stable_sort(manual_, {}, &registry::ManualEarning::subscription);
}

bool EarningMonth::pays(const Lever& lever) const {
  return programs::look_back(standing_.programme(), lever, asked_).lines <= month_;
}

void EarningMonth::add(base::SubscriptionKey subscription) {
  subscription_ = subscription;
  if (!manual_.empty()) add_manual();
  look_at_holdings();
  if (std::ranges::none_of(levers_, [&](std::uint32_t lever) { return looks_at(lever); })) return;
  gather_facts();
  if (facts_.empty()) return;
  holders_.clear();
  earners_.clear();
  passed_over_.clear();
  gates_.begin(subscription, facts_);
  gather_bases();
  for (const std::uint32_t lever : levers_) {
    if (is_wide(lever_of(lever)))
      look_wide(lever);
    else
      earn(lever);
  }
  if (!zeros_) return;
  state_passed_over();
  gather_bystanders();
  state_zeros();
}

// Cuts the month where the days begin and where they end.
void EarningMonth::add_cuts(base::DayRange days) {
  for (const base::Day day : {days.from, days.to}) {
    if (days_.from < day && day < days_.to) cuts_.push_back(day);
  }
}

// Between two cuts nobody comes or goes, no rate changes, and what is held is held: the usage of
// such days earns as one. docs/decisions/0018-days-that-earn-as-one.md
void EarningMonth::look_at_holdings() {
  cuts_ = rates_change_;
  cuts_.push_back(days_.from);
  roles_held_ = 0;
  const std::uint32_t end = holdings_.subscription_first[subscription_.number + 1];
  for (std::uint32_t i = holdings_.subscription_first[subscription_.number]; i < end; ++i) {
    const Holding& holding = holdings_.by_partner[holdings_.by_subscription[i]];
    for (const Run& run : holdings_.runs_of(holding)) {
      if (!days_.overlaps({run.from, run.to})) continue;
      roles_held_ |= run.types;
      add_cuts({run.from, run.to});
    }
    for (const auto& change : registry::statuses_of(standing_.registry(), holding.partner))
      add_cuts({change.from, change.from});
    if (!own_use_holds_) continue;
    for (const base::DayRange days : standing_.own_use_days(holding.partner, subscription_))
      add_cuts(days);
  }
  std::ranges::sort(cuts_);
  const auto rest = std::ranges::unique(cuts_);
  cuts_.erase(rest.begin(), rest.end());
}

bool EarningMonth::looks_at(std::uint32_t lever) const {
  return zeros_ || is_held(lever) || is_wide(lever_of(lever));
}

void EarningMonth::gather_facts() {
  if (each_day_)
    facts_ = month_facts(index_, standing_, subscription_, month_);
  else
    coarse_month_facts(index_, standing_, subscription_, month_, cuts_, facts_);
}

// The base of a fixed amount on money is the usage in its own currency.
bool EarningMonth::is_base(const Lever& lever, const usage::Lane& lane) const {
  const registry::Snapshot& registry = standing_.registry();
  const registry::Product& product = registry[registry[subscription_].product];
  const bool own =
      !lever.fixed() || lever.in_units() || index_.currency(lane.currency) == lever.currency;
  return lever.reads_usage() && lane.measure == lever.measure() && own &&
         lever.filter.matches(product.id, product.family, product.metering,
                              index_.workload(lane.workload));
}

void EarningMonth::gather_bases() {
  for (Base& base : bases_) {
    base.facts.clear();
    base.held = false;
  }
  for (std::size_t from = 0, to = 0; from < facts_.size(); from = to) {
    const usage::Lane& lane = *facts_[from].lane;
    for (to = from; to < facts_.size() && facts_[to].lane == &lane;)
      ++to;
    for (const std::uint32_t lever : levers_) {
      if (!looks_at(lever) || !is_base(lever_of(lever), lane)) continue;
      for (std::size_t i = from; i < to; ++i) {
        if (facts_[i].residual.empty()) bases_[lever].facts.push_back(&facts_[i]);
      }
    }
  }
}

const std::vector<Holdings::Holder>& EarningMonth::holders(std::uint32_t workload) {
  for (const auto& [known, who] : holders_) {
    if (known == workload) return who;
  }
  return holders_.emplace_back(workload, holdings_.holders(subscription_, workload)).second;
}

// Of several that hold a role the first in the order of the lever earns; should two hold the same
// by scope, the lowest partner id. The others are passed over.
std::optional<base::PartnerKey> EarningMonth::holder(std::uint32_t lever, const MonthFact& fact) {
  const Lever& rule = lever_of(lever);
  const registry::Snapshot& registry = standing_.registry();
  std::optional<base::PartnerKey> best;
  std::size_t best_place = 0;
  for (const Holdings::Holder& candidate : holders(fact.lane->workload)) {
    const programs::TypeMask roles = candidate.types_on(fact.day) & rule.roles;
    if (roles == 0) continue;
    if (own_use_holds_ && standing_.is_own_use(candidate.partner, subscription_, fact.day))
      continue;
    const std::size_t place = rule.place(roles);
    const bool better =
        !best || place < best_place ||
        (place == best_place && registry[candidate.partner].id < registry[*best].id);
    if (best) pass_over(lever, better ? *best : candidate.partner);
    if (!better) continue;
    best = candidate.partner;
    best_place = place;
  }
  if (best && (earners_.empty() || earners_.back() != std::pair(*best, lever)))
    earners_.emplace_back(*best, lever);
  return best;
}

// A few at most: a subscription has few partners.
void EarningMonth::pass_over(std::uint32_t lever, base::PartnerKey partner) {
  const Place one(partner, lever);
  if (std::ranges::find(passed_over_, one) == passed_over_.end()) passed_over_.push_back(one);
}

std::string_view EarningMonth::currency_of(const Lever& lever, const MonthFact& fact) const {
  return lever.currency.empty() ? index_.currency(fact.lane->currency)
                                : std::string_view(lever.currency);
}

Earned& EarningMonth::earned_by(base::PartnerKey partner, std::string_view currency, bool held) {
  for (Earned& one : earned_) {
    if (one.partner == partner && one.currency == currency && one.held == held) return one;
  }
  Earned& one = earned_.emplace_back();
  one.partner = partner;
  one.currency = currency;
  one.held = held;
  return one;
}

void EarningMonth::earn(std::uint32_t lever) {
  if (!is_held(lever)) return;
  const Lever& rule = lever_of(lever);
  earned_.clear();
  for (const MonthFact* fact : bases_[lever].facts) {
    const auto who = holder(lever, *fact);
    if (!who) continue;
    bases_[lever].held = true;
    const bool held = eligibility_.holds(*who, lever, fact->day);
    earned_by(*who, currency_of(rule, *fact), held)
        .add(rule, fact->day, base_of(rule, *fact), gates_.closed(rule, *fact, *who));
  }
  for (Earned& one : earned_) {
    one.lever = lever;
    finish(std::move(one));
  }
}

// Of the subscription at hand. What stands alone is stated at once.
void EarningMonth::finish(Earned earned) {
  earned.subscription = subscription_;
  if (refuse(earned)) return;
  if (!stands_alone(standing_.programme(), lever_of(earned.lever))) {
    together_.push_back(std::move(earned));
    return;
  }
  settle(earned, standing_);
  state(earned);
}

void EarningMonth::look_wide(std::uint32_t lever) {
  const Lever& rule = lever_of(lever);
  const bool wanted = pays(rule);
  for (const MonthFact* fact : bases_[lever].facts) {
    WideFact wide{.lever = lever,
                  .subscription = subscription_,
                  .workload = index_.workload(fact->lane->workload),
                  .currency = currency_of(rule, *fact),
                  .day = fact->day,
                  .base = base_of(rule, *fact),
                  .holder = {},
                  .held = false,
                  .closed = {}};
    if (const auto who = wanted ? holder(lever, *fact) : std::nullopt) {
      bases_[lever].held = true;
      wide.holder = *who;
      wide.held = eligibility_.holds(*who, lever, fact->day);
      wide.closed = gates_.closed(rule, *fact, *who);
    }
    wide_.add(wide);
  }
  if (rule.basis.of_seats) add_seats(lever);
}

// The seats of which milestones are a share: of the products and workloads of the lever.
void EarningMonth::add_seats(std::uint32_t lever) {
  const registry::Snapshot& registry = standing_.registry();
  const registry::Product& product = registry[registry[subscription_].product];
  for (const MonthFact& fact : facts_) {
    if (fact.lane->measure == base::Measure::Seats && fact.residual.empty() &&
        lever_of(lever).filter.matches(product.id, product.family, product.metering,
                                       index_.workload(fact.lane->workload))) {
      wide_.add_seats(lever, subscription_, fact.quantity);
    }
  }
}

// Held as on the eligibility day: an amount for a month has no day of its own.
void EarningMonth::add_manual() {
  const auto given =
      std::ranges::equal_range(manual_, subscription_, {}, &registry::ManualEarning::subscription);
  for (const std::uint32_t lever : levers_) {
    if (lever_of(lever).reads_usage()) continue;
    earned_.clear();
    for (const registry::ManualEarning* one : given) {
      if (one->lever != lever_of(lever).code) continue;
      const bool held = eligibility_.holds(one->partner, lever, eligibility_.decides());
      earned_by(one->partner, one->currency, held).amount += base::Product(one->amount);
    }
    for (Earned& one : earned_) {
      one.lever = lever;
      finish(std::move(one));
    }
  }
}

// Says what keeps the partner from earning under the lever; false: nothing does.
bool EarningMonth::refuse(const Earned& earned) {
  const auto gate = eligibility_.closed(earned.partner, earned.lever, earned.subscription);
  if (!gate) return false;
  Decimal base = earned.base;
  for (const auto& [reason, part] : earned.refused)
    base += part;
  if (base.is_zero()) return true;
  lines_.add({.partner = earned.partner,
              .lever = earned.lever,
              .subscription = earned.subscription,
              .currency = earned.currency,
              .reason = programs::reason(*gate),
              .base = base,
              .held = earned.held},
             {});
  return true;
}

void EarningMonth::settle_together(EarlierMonths& earlier) {
  for (Earned& one : wide_.take(earlier.levers)) {
    if (!refuse(one)) together_.push_back(std::move(one));
  }
  settle(together_, standing_, earlier.caps);
  if (month_ != asked_) return;
  for (Earned& one : together_)
    state(one);
}

void EarningMonth::state(Earned& earned) {
  const KeyedLine like = like_line(earned);
  for (const auto& [reason, base] : earned.refused) {
    if (base.is_zero()) continue;
    const Decimal nothing;
    KeyedLine line = like;
    line.reason = reason;
    line.base = base;
    lines_.add(line, {&nothing, 1});
  }
  std::ranges::sort(earned.rates, {}, [](const programs::Rate* rate) { return rate->in_force; });
  rates_ = earned.bands;
  for (const programs::Rate* rate : earned.rates)
    rates_.push_back(rate->rate);
  const bool all_cut = earned.payable.is_zero() && !earned.cut.is_zero();
  if (!all_cut) state_paid(earned);
  if (earned.cut.is_zero()) return;
  KeyedLine cut = like;
  cut.reason = "CAP_REACHED";
  cut.base = all_cut ? earned.base : Decimal();
  cut.amount = earned.cut;
  lines_.add(cut, rates_);
}

void EarningMonth::state_paid(const Earned& earned) {
  const Lever& rule = lever_of(earned.lever);
  KeyedLine rebate = like_line(earned);
  if (earned.held) rebate.reason = "ON_HOLD";
  rebate.base = earned.base;
  rebate.amount = earned.payable;
  if (rule.coop_share) {
    KeyedLine coop = rebate;
    coop.kind = EarningKind::Coop;
    const Decimal share = Decimal::from_integer(1) - *rule.coop_share;
    rebate.amount = base::round(base::multiply(coop.amount, share), minor_unit(earned.currency),
                                rounding_of(standing_.programme(), rule));
    coop.amount -= rebate.amount;
    if (!coop.base.is_zero() || !coop.amount.is_zero()) lines_.add(coop, rates_);
  }
  if (!rebate.base.is_zero() || !rebate.amount.is_zero()) lines_.add(rebate, rates_);
}

}  // namespace attribution

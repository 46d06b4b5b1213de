#include "attribution/earnings.h"

#include <algorithm>
#include <optional>

#include "attribution/earning_lines.h"
#include "attribution/eligibility.h"
#include "attribution/fact_gates.h"
#include "attribution/month_facts.h"
#include "attribution/settlement.h"
#include "attribution/wide_levers.h"

namespace attribution {
namespace {

using base::Decimal;
using programs::Lever;

Decimal base_of(const Lever& lever, const MonthFact& fact) {
  return lever.in_units() ? fact.quantity : fact.amount;
}

// Whether lines of the lever are not each known from its own usage alone.
bool is_wide(const Lever& lever) {
  return lever.over_mark() || lever.fixed();
}

// What has to be known of earlier months.
struct EarlierMonths {
  CapUse caps;
  LeverHistory levers;
};

// ---- one subscription after the other -----------------------------------------------------------

// A partner beside a subscription: on which days of the month its channel gate lets it stand.
struct Bystander {
  base::PartnerKey partner;
  std::string_view workload;  // of its association; empty: every one
  bool incentive = false;
  bool on_csp_days = false;
  bool on_other_days = false;
};

// A line of what was earned, without base and amount.
KeyedLine like_line(const Earned& earned) {
  return {.partner = earned.partner,
          .lever = earned.lever,
          .subscription = earned.subscription,
          .currency = earned.currency,
          .against = earned.against,
          .held = earned.held};
}

class EarningMonth {
 public:
  // `asked` is the month whose lines are wanted; what they do not need of an earlier one is left
  // out.
  EarningMonth(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
               HeldLevels& levels, base::Month month, base::Month asked);

  // States the lines of the subscription that stand alone, and gathers the others.
  void add(base::SubscriptionKey subscription);
  // States the others, when all subscriptions are added.
  void settle_together(EarlierMonths& earlier);
  std::vector<EarningLine> take() { return lines_.take(); }

 private:
  // Counted facts of one lever, and whether somebody holds its role for any of them.
  struct Base {
    std::vector<const MonthFact*> facts;
    bool held = false;
  };

  // Whether the lines of a lever are needed of this month; else its usage may be.
  bool pays(const Lever& lever) const;
  void gather_bases();
  bool is_base(const Lever& lever, const usage::Lane& lane) const;
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
  bool opens(const Lever& lever, bool csp_day) const;
  std::string_view currency_of(const Lever& lever, const MonthFact& fact) const;
  const Lever& lever_of(std::uint32_t number) const { return standing_.programme().levers[number]; }

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const base::Month month_;
  const base::Month asked_;
  Gates eligibility_;
  EarningLines lines_;
  std::vector<std::uint32_t> levers_;                   // that matter in this month
  std::vector<const registry::ManualEarning*> manual_;  // of this month, by subscription

  // Of the subscription at hand.
  base::SubscriptionKey subscription_;
  std::vector<MonthFact> facts_;
  std::vector<Base> bases_;                                                       // by lever
  std::vector<std::pair<std::uint32_t, std::vector<Holdings::Holder>>> holders_;  // by workload
  std::vector<Earned> earned_;                               // under the lever at hand
  using Place = std::pair<base::PartnerKey, std::uint32_t>;  // a partner under a lever
  std::vector<Place> earners_;
  std::vector<Place> passed_over_;  // hold a role where another role earns before theirs
  std::vector<Bystander> bystanders_;
  std::vector<Stretch> stretches_;
  std::vector<Decimal> rates_;
  FactGates gates_;
  std::vector<Earned> together_;  // of all subscriptions, under levers that do not stand alone
  WideLevers wide_;
};

EarningMonth::EarningMonth(const usage::SeriesIndex& index, const Holdings& holdings,
                           const Standing& standing, HeldLevels& levels, base::Month month,
                           base::Month asked)
    : index_(index),
      holdings_(holdings),
      standing_(standing),
      month_(month),
      asked_(asked),
      eligibility_(standing, levels, month),
      lines_(standing, month),
      bases_(standing.programme().levers.size()),
      gates_(index, standing),
      wide_(standing, month) {
  const programs::Programme& programme = standing.programme();
  for (std::uint32_t i = 0; i < programme.levers.size(); ++i) {
    const Lever& lever = programme.levers[i];
    const bool matters = programs::look_back(programme, lever, asked).usage <= month;
    if (matters && lever.has_begun(month)) levers_.push_back(i);
  }
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
  facts_ = month_facts(index_, standing_, subscription, month_);
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
  if (month_ != asked_) return;
  state_passed_over();
  gather_bystanders();
  state_zeros();
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
      if (!is_base(lever_of(lever), lane)) continue;
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
    if (standing_.is_own_use(candidate.partner, subscription_, fact.day)) continue;
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

// ---- zeros --------------------------------------------------------------------------------------

// Who stands beside the subscription in the month and earns nothing there, by partner.
void EarningMonth::gather_bystanders() {
  bystanders_.clear();
  for (const registry::Association* association : standing_.reaching(subscription_)) {
    const base::PartnerKey partner = association->partner;
    const bool has_lines = std::ranges::count(earners_, partner, &Place::first) > 0 ||
                           std::ranges::count(passed_over_, partner, &Place::first) > 0;
    if (has_lines || !association->days.overlaps(base::range_of(month_))) continue;
    Bystander one{.partner = partner,
                  .workload = association->workload,
                  .incentive = standing_.programme().types[association->type].incentive};
    standing_.cut(*association, subscription_, stretches_);
    for (const Stretch& stretch : stretches_) {
      const base::DayRange days = stretch.days.intersect(base::range_of(month_));
      if (days.empty() || !stretch.channel_open) continue;
      const bool csp = standing_.is_csp_day(subscription_, days.from);
      (csp ? one.on_csp_days : one.on_other_days) = true;
    }
    if (one.on_csp_days || one.on_other_days) bystanders_.push_back(one);
  }
  std::ranges::sort(bystanders_, {}, &Bystander::partner);
}

bool EarningMonth::opens(const Lever& lever, bool csp_day) const {
  const auto& types = standing_.programme().types;
  for (std::size_t t = 0; t < types.size(); ++t) {
    if ((lever.roles >> t & 1U) != 0 && standing_.channel_opens(types[t], csp_day)) return true;
  }
  return false;
}

bool EarningMonth::measures(const Base& base, std::string_view workload) const {
  return std::ranges::any_of(base.facts, [&](const MonthFact* fact) {
    return index_.workload(fact->lane->workload) == workload;
  });
}

// The zero line of a partner under a lever; false when the partner does not stand by there.
bool EarningMonth::state_zero(std::uint32_t lever, std::span<const Bystander> partner) {
  const Lever& rule = lever_of(lever);
  const Base& base = bases_[lever];
  bool shares_a_day = false, incentive = false;
  for (const Bystander& one : partner) {
    if (!one.workload.empty() && !measures(base, one.workload)) continue;
    incentive |= one.incentive;
    shares_a_day |= one.on_csp_days && opens(rule, true);
    shares_a_day |= one.on_other_days && opens(rule, false);
  }
  if (!shares_a_day) return false;
  std::string_view reason = incentive ? "NOT_HOLDER" : "ASSOC_NOT_INCENTIVE_BEARING";
  const auto own_use = standing_.own_use_days(partner.front().partner, subscription_);
  if (std::ranges::any_of(
          own_use, [&](base::DayRange days) { return days.overlaps(base::range_of(month_)); })) {
    reason = "SELF_DEALING";
  }
  add_zero(lever, partner.front().partner, reason);
  return true;
}

void EarningMonth::add_zero(std::uint32_t lever, base::PartnerKey partner,
                            std::string_view reason) {
  const Lever& rule = lever_of(lever);
  const Base& base = bases_[lever];
  KeyedLine zero{
      .partner = partner, .lever = lever, .subscription = subscription_, .reason = reason};
  zero.currency = currency_of(rule, *base.facts.front());
  for (const MonthFact* fact : base.facts)
    zero.currency = std::min(zero.currency, currency_of(rule, *fact));
  lines_.add(zero, {});
}

// Who holds a role and earns nothing by it: another role earns before it.
void EarningMonth::state_passed_over() {
  for (const Place& one : passed_over_) {
    if (std::ranges::count(earners_, one) == 0) add_zero(one.second, one.first, "NOT_HOLDER");
  }
}

// One zero for a partner: at a lever that somebody earns under, else at any.
void EarningMonth::state_zeros() {
  const std::span<const Bystander> all(bystanders_);
  for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
    for (to = from; to < all.size() && all[to].partner == all[from].partner;)
      ++to;
    bool stated = false;
    for (const bool held : {true, false}) {
      for (std::uint32_t lever = 0; lever < bases_.size() && !stated; ++lever) {
        const Base& base = bases_[lever];
        if (base.facts.empty() || base.held != held) continue;
        stated = state_zero(lever, all.subspan(from, to - from));
      }
    }
  }
}

std::vector<EarningLine> month_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing, HeldLevels& levels,
                                        base::Month month) {
  const programs::Programme& programme = standing.programme();
  EarlierMonths earlier;
  for (base::Month at = programs::first_needed(programme, month);; at = at + 1) {
    earlier.caps.begin(programme, at);
    EarningMonth lines(index, holdings, standing, levels, at, month);
    for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s)
      lines.add({s});
    lines.settle_together(earlier);
    if (at == month) return lines.take();
  }
}

}  // namespace

base::Result<std::vector<EarningLine>> earnings(const usage::SeriesIndex& index,
                                                const Holdings& holdings, const Standing& standing,
                                                base::Month month) {
  HeldLevels levels = TRY(HeldLevels::gather(index, standing, month));
  return month_earnings(index, holdings, standing, levels, month);
}

std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing, HeldLevels& levels,
                                        base::SubscriptionKey subscription, base::Month month) {
  const programs::Programme& programme = standing.programme();
  const bool alone = std::ranges::all_of(
      programme.levers, [&](const Lever& lever) { return stands_alone(programme, lever); });
  if (!alone) {
    std::vector<EarningLine> lines = month_earnings(index, holdings, standing, levels, month);
    const std::string& id = standing.registry()[subscription].id;
    std::erase_if(lines, [&](const EarningLine& line) { return line.subscription != id; });
    return lines;
  }
  EarningMonth lines(index, holdings, standing, levels, month, month);
  lines.add(subscription);
  return lines.take();
}

}  // namespace attribution

#include "attribution/earnings.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "attribution/eligibility.h"
#include "attribution/month_facts.h"
#include "attribution/settlement.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using programs::Lever;

bool per_unit(const Lever& lever) {
  return lever.kind == programs::LeverKind::PerActiveUnit;
}

// What one unit of the base is worth on a day: the rate, for units times the rate card's value.
// Tiers say so later, by the whole base.
std::optional<Decimal> worth_on(const Lever& lever, base::Day day) {
  if (!lever.tiers.empty()) return Decimal();
  const programs::Rate* rate = lever.rate_on(day);
  if (rate == nullptr) return std::nullopt;
  if (!per_unit(lever)) return rate->rate;
  const programs::Rate* unit = lever.unit_value_on(day);
  if (unit == nullptr) return std::nullopt;
  return base::round(base::multiply(unit->rate, rate->rate), base::kDecimals,
                     base::Rounding::HalfEven);
}

// ---- lines --------------------------------------------------------------------------------------

// An earning line with keys in place of texts.
struct Line {
  base::PartnerKey partner;
  std::uint32_t lever = 0;
  base::SubscriptionKey subscription;
  std::string_view currency;
  EarningKind kind = EarningKind::Rebate;
  std::string_view reason;
  Decimal base;
  Decimal amount;
  bool held = false;
  std::uint32_t first_rate = 0;
  std::uint32_t rates = 0;
};

// The place of each used key in the order of ids; other places are zero.
template <class Nouns>
std::vector<std::uint32_t> ranks(const Nouns& nouns, std::vector<std::uint32_t> used) {
  std::ranges::sort(used);
  used.erase(std::unique(used.begin(), used.end()), used.end());
  std::ranges::sort(used, {}, [&](std::uint32_t key) -> std::string_view { return nouns[key].id; });
  std::vector<std::uint32_t> out(nouns.size(), 0);
  for (std::uint32_t place = 0; place < used.size(); ++place)
    out[used[place]] = place;
  return out;
}

class Lines {
 public:
  Lines(const Standing& standing, base::Month month) : standing_(standing), month_(month) {}

  void add(Line line, std::span<const Decimal> rates) {
    line.first_rate = static_cast<std::uint32_t>(rates_.size());
    line.rates = static_cast<std::uint32_t>(rates.size());
    rates_.insert(rates_.end(), rates.begin(), rates.end());
    lines_.push_back(line);
  }

  std::vector<EarningLine> take() {
    sort();
    std::vector<EarningLine> out;
    out.reserve(lines_.size());
    for (const Line& line : lines_) {
      const bool again = &line != lines_.data() && same(line, *(&line - 1));
      again ? join(line, out.back()) : out.push_back(in_texts(line));
    }
    return out;
  }

 private:
  void sort() {
    const registry::Snapshot& registry = standing_.registry();
    std::vector<std::uint32_t> partners, subscriptions;
    for (const Line& line : lines_) {
      partners.push_back(line.partner.number);
      subscriptions.push_back(line.subscription.number);
    }
    const auto partner = ranks(registry.partners, std::move(partners));
    const auto subscription = ranks(registry.subscriptions, std::move(subscriptions));
    const auto& levers = standing_.programme().levers;
    std::ranges::sort(lines_, [&](const Line& a, const Line& b) {
      const auto order = [&](const Line& line) {
        const std::string_view kind = line.kind == EarningKind::Coop ? "coop" : "rebate";
        return std::tuple(partner[line.partner.number], std::string_view(levers[line.lever].code),
                          subscription[line.subscription.number], line.currency, kind, line.reason,
                          line.held);
      };
      return order(a) < order(b);
    });
  }

  static bool same(const Line& a, const Line& b) {
    const auto key = [](const Line& line) {
      return std::tuple(line.partner, line.lever, line.subscription, line.currency, line.kind,
                        line.reason);
    };
    return key(a) == key(b);
  }

  // Held days and others may give the same line twice.
  void join(const Line& line, EarningLine& into) const {
    into.base += line.base;
    into.amount += line.amount;
    for (std::uint32_t i = line.first_rate; i < line.first_rate + line.rates; ++i) {
      if (std::ranges::find(into.rates, rates_[i]) == into.rates.end())
        into.rates.push_back(rates_[i]);
    }
  }

  EarningLine in_texts(const Line& line) const {
    EarningLine out;
    out.partner = standing_.registry()[line.partner].id;
    out.lever = standing_.programme().levers[line.lever].code;
    out.subscription = standing_.registry()[line.subscription].id;
    out.earning_month = month_;
    out.base = line.base;
    const auto first = rates_.begin() + line.first_rate;
    out.rates.assign(first, first + line.rates);
    out.amount = line.amount;
    out.currency = line.currency;
    out.kind = line.kind;
    out.reason_code = line.reason;
    return out;
  }

  const Standing& standing_;
  const base::Month month_;
  std::vector<Line> lines_;
  std::vector<Decimal> rates_;
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

class EarningMonth {
 public:
  EarningMonth(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
               HeldLevels& levels, base::Month month)
      : index_(index),
        holdings_(holdings),
        standing_(standing),
        month_(month),
        eligibility_(standing, levels, month),
        lines_(standing, month),
        bases_(standing.programme().levers.size()) {}

  // States the lines of the subscription that stand alone, and gathers the others.
  void add(base::SubscriptionKey subscription);
  // States the others, when all subscriptions are added.
  void settle_together(CapUse& use);
  std::vector<EarningLine> take() { return lines_.take(); }

 private:
  // Counted facts of one lever, and whether somebody holds its role for any of them.
  struct Base {
    std::vector<const MonthFact*> facts;
    bool held = false;
  };

  void gather_bases();
  void earn(std::uint32_t lever);
  Earned& earned_by(base::PartnerKey partner, std::string_view currency, bool held);
  std::optional<base::PartnerKey> holder(const Lever& lever, const MonthFact& fact);
  const std::vector<Holdings::Holder>& holders(std::uint32_t workload);
  bool refuse(const Earned& earned);
  void state(Earned& earned);
  void state_paid(const Earned& earned);

  void gather_bystanders();
  void state_zeros();
  bool state_zero(std::uint32_t lever, std::span<const Bystander> partner);
  bool measures(const Base& base, std::string_view workload) const;
  bool opens(const Lever& lever, bool csp_day) const;
  std::string_view currency_of(const Lever& lever, const MonthFact& fact) const;
  const Lever& lever_of(std::uint32_t number) const { return standing_.programme().levers[number]; }

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const base::Month month_;
  Gates eligibility_;
  Lines lines_;

  // Of the subscription at hand.
  base::SubscriptionKey subscription_;
  std::vector<MonthFact> facts_;
  std::vector<Base> bases_;                                                       // by lever
  std::vector<std::pair<std::uint32_t, std::vector<Holdings::Holder>>> holders_;  // by workload
  std::vector<Earned> earned_;             // under the lever at hand
  std::vector<base::PartnerKey> earners_;  // under any lever
  std::vector<Bystander> bystanders_;
  std::vector<Stretch> stretches_;
  std::vector<Decimal> rates_;
  std::vector<Earned> together_;  // of all subscriptions, under levers that do not stand alone
};

void EarningMonth::add(base::SubscriptionKey subscription) {
  subscription_ = subscription;
  facts_ = month_facts(index_, standing_, subscription, month_);
  if (facts_.empty()) return;
  holders_.clear();
  earners_.clear();
  gather_bases();
  for (std::uint32_t lever = 0; lever < bases_.size(); ++lever)
    earn(lever);
  gather_bystanders();
  state_zeros();
}

void EarningMonth::gather_bases() {
  for (Base& base : bases_) {
    base.facts.clear();
    base.held = false;
  }
  const registry::Snapshot& registry = standing_.registry();
  const registry::Product& product = registry[registry[subscription_].product];
  for (std::size_t from = 0, to = 0; from < facts_.size(); from = to) {
    const usage::Lane& lane = *facts_[from].lane;
    for (to = from; to < facts_.size() && facts_[to].lane == &lane;)
      ++to;
    for (std::uint32_t lever = 0; lever < bases_.size(); ++lever) {
      const Lever& rule = lever_of(lever);
      if (lane.measure != rule.measure() ||
          !rule.filter.matches(product.id, product.family, product.metering,
                               index_.workload(lane.workload))) {
        continue;
      }
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

// Exclusivity leaves one holder; should two hold by scope, the first type of the programme, then
// the lowest partner id.
std::optional<base::PartnerKey> EarningMonth::holder(const Lever& lever, const MonthFact& fact) {
  const registry::Snapshot& registry = standing_.registry();
  std::optional<base::PartnerKey> best;
  programs::TypeMask best_type = 0;
  for (const Holdings::Holder& candidate : holders(fact.lane->workload)) {
    const programs::TypeMask roles = candidate.types_on(fact.day) & lever.roles;
    if (roles == 0) continue;
    if (standing_.is_own_use(candidate.partner, subscription_, fact.day)) continue;
    const programs::TypeMask first = roles & (~roles + 1);  // lowest bit
    const bool better = !best || first < best_type ||
                        (first == best_type && registry[candidate.partner].id < registry[*best].id);
    if (!better) continue;
    best = candidate.partner;
    best_type = first;
  }
  return best;
}

std::string_view EarningMonth::currency_of(const Lever& lever, const MonthFact& fact) const {
  return per_unit(lever) ? std::string_view(lever.currency) : index_.currency(fact.lane->currency);
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
    const auto who = holder(rule, *fact);
    if (!who) continue;
    bases_[lever].held = true;
    const Decimal base = per_unit(rule) ? fact->quantity : fact->amount;
    const auto worth = worth_on(rule, fact->day);
    const bool held = worth && eligibility_.holds(*who, lever, fact->day);
    Earned& sums = earned_by(*who, currency_of(rule, *fact), held);
    if (!worth) {
      sums.unrated += base;
      continue;
    }
    const programs::Rate* rate = rule.rate_on(fact->day);
    if (rate != nullptr && std::ranges::find(sums.rates, rate) == sums.rates.end())
      sums.rates.push_back(rate);
    sums.base += base;
    sums.amount += base::multiply(base, *worth);
  }
  for (Earned& one : earned_) {
    earners_.push_back(one.partner);
    one.lever = lever;
    one.subscription = subscription_;
    if (refuse(one)) continue;
    if (!stands_alone(standing_.programme(), rule)) {
      together_.push_back(std::move(one));
      continue;
    }
    settle(one, standing_);
    state(one);
  }
}

// Says what keeps the partner from earning under the lever; false: nothing does.
bool EarningMonth::refuse(const Earned& earned) {
  const auto gate = eligibility_.closed(earned.partner, earned.lever, earned.subscription);
  if (!gate) return false;
  const Decimal base = earned.base + earned.unrated;
  if (base.is_zero()) return true;
  lines_.add({.partner = earned.partner,
              .lever = earned.lever,
              .subscription = earned.subscription,
              .currency = earned.currency,
              .reason = programs::reason(*gate),
              .base = base},
             {});
  return true;
}

void EarningMonth::settle_together(CapUse& use) {
  settle(together_, standing_, use);
  for (Earned& one : together_)
    state(one);
}

void EarningMonth::state(Earned& earned) {
  if (!earned.unrated.is_zero()) {
    const Decimal nothing;
    lines_.add({.partner = earned.partner,
                .lever = earned.lever,
                .subscription = earned.subscription,
                .currency = earned.currency,
                .reason = "PRODUCT_NOT_ON_RATE_CARD",
                .base = earned.unrated},
               {&nothing, 1});
  }
  std::ranges::sort(earned.rates, {}, [](const programs::Rate* rate) { return rate->in_force; });
  rates_ = earned.bands;
  for (const programs::Rate* rate : earned.rates)
    rates_.push_back(rate->rate);
  const bool all_cut = earned.payable.is_zero() && !earned.cut.is_zero();
  if (!all_cut) state_paid(earned);
  if (earned.cut.is_zero()) return;
  lines_.add({.partner = earned.partner,
              .lever = earned.lever,
              .subscription = earned.subscription,
              .currency = earned.currency,
              .reason = "CAP_REACHED",
              .base = all_cut ? earned.base : Decimal(),
              .amount = earned.cut,
              .held = earned.held},
             rates_);
}

void EarningMonth::state_paid(const Earned& earned) {
  const Lever& rule = lever_of(earned.lever);
  Line rebate{.partner = earned.partner,
              .lever = earned.lever,
              .subscription = earned.subscription,
              .currency = earned.currency,
              .reason = earned.held ? std::string_view("ON_HOLD") : std::string_view(),
              .base = earned.base,
              .amount = earned.payable};
  if (rule.coop_share) {
    Line coop = rebate;
    coop.kind = EarningKind::Coop;
    const Decimal share = Decimal::from_integer(1) - *rule.coop_share;
    rebate.amount = base::round(base::multiply(coop.amount, share), minor_unit(earned.currency),
                                standing_.programme().parameters.rounding);
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
    const bool of_month = association->days.overlaps(base::range_of(month_));
    if (!of_month || std::ranges::find(earners_, association->partner) != earners_.end()) continue;
    Bystander one{.partner = association->partner,
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
  Line zero{.partner = partner.front().partner, .lever = lever, .subscription = subscription_};
  zero.currency = currency_of(rule, *base.facts.front());
  for (const MonthFact* fact : base.facts)
    zero.currency = std::min(zero.currency, currency_of(rule, *fact));
  zero.reason = incentive ? "NOT_HOLDER" : "ASSOC_NOT_INCENTIVE_BEARING";
  const auto own_use = standing_.own_use_days(zero.partner, subscription_);
  if (std::ranges::any_of(
          own_use, [&](base::DayRange days) { return days.overlaps(base::range_of(month_)); })) {
    zero.reason = "SELF_DEALING";
  }
  lines_.add(zero, {});
  return true;
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
  CapUse use;
  base::Month at = programs::first_of_windows(standing.programme(), month);
  for (;; at = at + 1) {
    use.begin(standing.programme(), at);
    EarningMonth lines(index, holdings, standing, levels, at);
    for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s)
      lines.add({s});
    lines.settle_together(use);
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
  EarningMonth lines(index, holdings, standing, levels, month);
  lines.add(subscription);
  return lines.take();
}

}  // namespace attribution

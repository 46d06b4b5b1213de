#include "attribution/earnings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "attribution/month_facts.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using programs::Lever;

// What one holder earns from one base, before rounding.
struct Earned {
  Decimal base;
  base::Product amount;
  std::map<base::Day, Decimal> rates;  // by the first day each is in force
  Decimal unrated;                     // base on days without a rate
};

// One subscription in one month, lever by lever.
class Place {
 public:
  Place(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
        base::SubscriptionKey subscription, base::Month month)
      : index_(index),
        holdings_(holdings),
        standing_(standing),
        subscription_(subscription),
        month_(month),
        facts_(month_facts(index, standing, subscription, month)) {}

  void state(std::vector<EarningLine>& out) {
    if (facts_.empty()) return;
    const auto& levers = standing_.programme().levers;
    std::vector<std::vector<const MonthFact*>> bases;
    for (const Lever& lever : levers)
      bases.push_back(base_facts(lever));
    for (std::size_t l = 0; l < levers.size(); ++l)
      earn(levers[l], bases[l], out);
    for (std::size_t l = 0; l < levers.size(); ++l) {
      if (!bases[l].empty()) state_zeros(levers[l], bases[l], out);
    }
  }

 private:
  std::vector<const MonthFact*> base_facts(const Lever& lever) const;
  std::optional<base::PartnerKey> holder(const Lever& lever, const MonthFact& fact);
  void earn(const Lever& lever, const std::vector<const MonthFact*>& bases,
            std::vector<EarningLine>& out);
  void state_earned(const Lever& lever, const Earned& earned, base::PartnerKey partner,
                    std::string_view currency, std::vector<EarningLine>& out) const;
  void state_zeros(const Lever& lever, const std::vector<const MonthFact*>& bases,
                   std::vector<EarningLine>& out) const;
  EarningLine line(const Lever& lever, base::PartnerKey partner, std::string_view currency) const;
  std::string_view currency_of(const Lever& lever, const MonthFact& fact) const;
  const std::vector<Holdings::Holder>& holders(std::uint32_t workload);

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const base::SubscriptionKey subscription_;
  const base::Month month_;
  const std::vector<MonthFact> facts_;
  std::map<std::uint32_t, std::vector<Holdings::Holder>> holders_;  // by workload
  std::set<base::PartnerKey> earners_;                              // under any lever
};

std::vector<const MonthFact*> Place::base_facts(const Lever& lever) const {
  std::vector<const MonthFact*> out;
  const registry::Snapshot& registry = standing_.registry();
  const registry::Product& product = registry[registry[subscription_].product];
  for (const MonthFact& fact : facts_) {
    if (fact.residual.empty() && fact.lane->measure == lever.measure() &&
        lever.filter.matches(product.id, product.family, product.metering,
                             index_.workload(fact.lane->workload))) {
      out.push_back(&fact);
    }
  }
  return out;
}

const std::vector<Holdings::Holder>& Place::holders(std::uint32_t workload) {
  const auto [at, added] = holders_.try_emplace(workload);
  if (added) at->second = holdings_.holders(subscription_, workload);
  return at->second;
}

// Exclusivity leaves one holder; should two hold by scope, the first type of the programme, then
// the lowest partner id.
std::optional<base::PartnerKey> Place::holder(const Lever& lever, const MonthFact& fact) {
  const registry::Snapshot& registry = standing_.registry();
  std::optional<base::PartnerKey> best;
  programs::TypeMask best_type = 0;
  for (const Holdings::Holder& candidate : holders(fact.lane->workload)) {
    const programs::TypeMask roles = candidate.types_on(fact.day) & lever.roles;
    if (roles == 0 || standing_.is_own_use(candidate.partner, subscription_)) continue;
    const programs::TypeMask first = roles & (~roles + 1);  // lowest bit
    const bool better = !best || first < best_type ||
                        (first == best_type && registry[candidate.partner].id < registry[*best].id);
    if (!better) continue;
    best = candidate.partner;
    best_type = first;
  }
  return best;
}

bool per_unit(const Lever& lever) {
  return lever.kind == programs::LeverKind::PerActiveUnit;
}

std::string_view Place::currency_of(const Lever& lever, const MonthFact& fact) const {
  return per_unit(lever) ? std::string_view(lever.currency) : index_.currency(fact.lane->currency);
}

// What one unit of the base is worth on a day: the rate, for units times the rate card's value.
std::optional<Decimal> worth_on(const Lever& lever, base::Day day) {
  const programs::Rate* rate = lever.rate_on(day);
  if (rate == nullptr) return std::nullopt;
  if (!per_unit(lever)) return rate->rate;
  const programs::Rate* unit = lever.unit_value_on(day);
  if (unit == nullptr) return std::nullopt;
  return base::round(base::multiply(unit->rate, rate->rate), base::kDecimals,
                     base::Rounding::HalfEven);
}

void Place::earn(const Lever& lever, const std::vector<const MonthFact*>& bases,
                 std::vector<EarningLine>& out) {
  std::map<std::pair<base::PartnerKey, std::string_view>, Earned> earned;
  for (const MonthFact* fact : bases) {
    const auto who = holder(lever, *fact);
    if (!who) continue;
    earners_.insert(*who);
    Earned& sums = earned[{*who, currency_of(lever, *fact)}];
    const Decimal base = per_unit(lever) ? fact->quantity : fact->amount;
    const auto worth = worth_on(lever, fact->day);
    if (!worth) {
      sums.unrated += base;
      continue;
    }
    const programs::Rate& rate = *lever.rate_on(fact->day);
    sums.rates[rate.in_force.from] = rate.rate;
    sums.base += base;
    sums.amount += base::multiply(base, *worth);
  }
  for (const auto& [key, sums] : earned)
    state_earned(lever, sums, key.first, key.second, out);
}

EarningLine Place::line(const Lever& lever, base::PartnerKey partner,
                        std::string_view currency) const {
  EarningLine out;
  out.partner = standing_.registry()[partner].id;
  out.lever = lever.code;
  out.subscription = standing_.registry()[subscription_].id;
  out.earning_month = month_;
  out.currency = currency;
  return out;
}

void Place::state_earned(const Lever& lever, const Earned& earned, base::PartnerKey partner,
                         std::string_view currency, std::vector<EarningLine>& out) const {
  const base::Rounding rounding = standing_.programme().parameters.rounding;
  const int decimals = minor_unit(currency);
  EarningLine rebate = line(lever, partner, currency);
  if (!earned.unrated.is_zero()) {
    EarningLine unrated = rebate;
    unrated.base = earned.unrated;
    unrated.rates = {Decimal()};
    unrated.reason_code = "PRODUCT_NOT_ON_RATE_CARD";
    out.push_back(std::move(unrated));
  }
  rebate.base = earned.base;
  for (const auto& [from, rate] : earned.rates)
    rebate.rates.push_back(rate);
  rebate.amount = base::round(earned.amount, decimals, rounding);
  if (standing_.registry()[partner].status == base::PartnerStatus::Suspended) {
    rebate.reason_code = "ON_HOLD";
  }
  if (lever.coop_share) {
    EarningLine coop = rebate;
    coop.kind = EarningKind::Coop;
    const Decimal share = Decimal::from_integer(1) - *lever.coop_share;
    rebate.amount = base::round(base::multiply(coop.amount, share), decimals, rounding);
    coop.amount -= rebate.amount;
    if (!coop.base.is_zero() || !coop.amount.is_zero()) out.push_back(std::move(coop));
  }
  if (!rebate.base.is_zero() || !rebate.amount.is_zero()) out.push_back(std::move(rebate));
}

// Partners that stand beside a base without earning, each with its reason.
void Place::state_zeros(const Lever& lever, const std::vector<const MonthFact*>& bases,
                        std::vector<EarningLine>& out) const {
  const programs::Programme& programme = standing_.programme();
  const auto lever_opens = [&](bool csp) {
    for (std::size_t t = 0; t < programme.types.size(); ++t) {
      const bool role = (lever.roles >> t & 1U) != 0;
      if (role && standing_.channel_opens(programme.types[t], csp)) return true;
    }
    return false;
  };
  struct Bystander {
    bool shares_a_day = false;
    bool incentive = false;
  };
  std::map<base::PartnerKey, Bystander> bystanders;
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing_.reaching(subscription_)) {
    const bool reaches =
        association->workload.empty() || std::ranges::any_of(bases, [&](const MonthFact* fact) {
          return index_.workload(fact->lane->workload) == association->workload;
        });
    if (!reaches || earners_.contains(association->partner)) continue;
    standing_.cut(*association, subscription_, stretches);
    for (const Stretch& stretch : stretches) {
      const base::DayRange days = stretch.days.intersect(base::range_of(month_));
      if (days.empty() || !stretch.channel_open) continue;
      Bystander& bystander = bystanders[association->partner];
      bystander.incentive |= programme.types[association->type].incentive;
      bystander.shares_a_day |= lever_opens(standing_.is_csp_day(subscription_, days.from));
    }
  }
  std::string_view currency = currency_of(lever, *bases.front());
  for (const MonthFact* fact : bases)
    currency = std::min(currency, currency_of(lever, *fact));
  for (const auto& [partner, bystander] : bystanders) {
    if (!bystander.shares_a_day) continue;
    EarningLine zero = line(lever, partner, currency);
    zero.reason_code = bystander.incentive ? "NOT_HOLDER" : "ASSOC_NOT_INCENTIVE_BEARING";
    if (standing_.is_own_use(partner, subscription_)) zero.reason_code = "SELF_DEALING";
    out.push_back(std::move(zero));
  }
}

auto order_of(const EarningLine& line) {
  const std::string_view kind = line.kind == EarningKind::Coop ? "coop" : "rebate";
  return std::tuple(std::string_view(line.partner), std::string_view(line.lever),
                    std::string_view(line.subscription), line.earning_month,
                    std::string_view(line.currency), kind, std::string_view(line.reason_code));
}

}  // namespace

std::vector<EarningLine> earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, base::Month month) {
  std::vector<EarningLine> out;
  for (std::uint32_t s = 0; s < standing.registry().subscriptions.size(); ++s) {
    Place(index, holdings, standing, {s}, month).state(out);
  }
  std::ranges::sort(out, {}, order_of);
  return out;
}

std::vector<EarningLine> place_earnings(const usage::SeriesIndex& index, const Holdings& holdings,
                                        const Standing& standing,
                                        base::SubscriptionKey subscription, base::Month month) {
  std::vector<EarningLine> out;
  Place(index, holdings, standing, subscription, month).state(out);
  std::ranges::sort(out, {}, order_of);
  return out;
}

}  // namespace attribution

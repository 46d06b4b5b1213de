// Zero lines: why who stands beside a subscription earns nothing there.
#include "attribution/earning_month.h"

namespace attribution {

using programs::Lever;

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

}  // namespace attribution

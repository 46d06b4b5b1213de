#include "attribution/closed_gate.h"

#include <algorithm>

#include "registry/credit_shares.h"

namespace attribution {

std::string_view closed_gate(const Standing& standing, base::SubscriptionKey subscription,
                             std::string_view workload, base::Day day, base::PartnerKey partner) {
  bool own_use = false, family = false, channel = false, not_counted = false;
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing.reaching(subscription)) {
    if (partner.exists() && association->partner != partner) continue;
    if (!association->days.contains(day)) continue;
    if (!association->workload.empty() && association->workload != workload) continue;
    standing.cut(*association, subscription, stretches);
    for (const Stretch& stretch : stretches) {
      if (!stretch.days.contains(day)) continue;
      own_use |= stretch.own_use;
      family |= !stretch.family_fits;
      channel |= !stretch.channel_open;
      not_counted |= !standing.programme().types[association->type].competency;
    }
  }
  if (own_use) return "SELF_DEALING";
  if (family) return "ASSOC_NOT_ALLOWED_FOR_FAMILY";
  if (channel) return "ASSOC_NOT_ALLOWED_ON_CHANNEL";
  return not_counted ? "ASSOC_NOT_COUNTED" : "";
}

Credited::Credited(const usage::SeriesIndex& index, const Holdings& holdings,
                   const Standing& standing, base::Month month)
    : index_(index),
      holdings_(holdings),
      standing_(standing),
      month_(month),
      by_day_(standing.programme().credited_by_day()),
      time_(holdings, standing) {}

void Credited::begin(base::SubscriptionKey subscription) {
  subscription_ = subscription;
  workload_.reset();
}

void Credited::move_to(std::uint32_t workload) {
  if (workload_ == workload) return;
  workload_ = workload;
  holders_ = holdings_.holders(subscription_, workload);
  by_time_ = !time_.shares(subscription_, workload, month_).empty();
}

bool Credited::is_held(base::Day day) const {
  return std::ranges::any_of(holders_, [&](const Holdings::Holder& holder) {
    return (holder.types_on(day) & by_day_) != 0;
  });
}

base::Decimal Credited::part(const MonthFact& fact) {
  move_to(fact.lane->workload);
  if (standing_.programme().parameters.credit_mode == programs::CreditMode::Full) {
    const bool by_time = by_time_ && !base::is_stock(fact.lane->measure);
    return base::Decimal::from_integer(by_time || is_held(fact.day) ? 1 : 0);
  }
  const auto shares = registry::shares_of(standing_.registry(), subscription_);
  base::Decimal part;
  for (const Holdings::Holder& holder : holders_) {
    if ((holder.types_on(fact.day) & by_day_) != 0)
      part += registry::share_on(shares, holder.partner, fact.day);
  }
  return part;
}

std::string_view Credited::rest(const MonthFact& fact) const {
  if (is_held(fact.day)) return "NOT_SHARED";
  if (standing_.is_csp_day(subscription_, fact.day)) return "csp_without_partner";
  const std::string_view reason =
      closed_gate(standing_, subscription_, index_.workload(fact.lane->workload), fact.day);
  return reason.empty() ? "no_association" : reason;
}

}  // namespace attribution

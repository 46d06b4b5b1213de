#include "attribution/closed_gate.h"

#include <algorithm>

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

Credited::Credited(const Holdings& holdings, const Standing& standing, base::Month month)
    : holdings_(holdings),
      month_(month),
      by_day_(standing.programme().credited_by_day()),
      time_(holdings, standing) {}

void Credited::begin(base::SubscriptionKey subscription) {
  subscription_ = subscription;
  workload_.reset();
}

bool Credited::anybody(const MonthFact& fact) {
  if (workload_ != fact.lane->workload) {
    workload_ = fact.lane->workload;
    holders_ = holdings_.holders(subscription_, *workload_);
    by_time_ = !time_.shares(subscription_, *workload_, month_).empty();
  }
  if (by_time_ && !base::is_stock(fact.lane->measure)) return true;
  return std::ranges::any_of(holders_, [&](const Holdings::Holder& holder) {
    return (holder.types_on(fact.day) & by_day_) != 0;
  });
}

std::string_view uncredited(const Standing& standing, base::SubscriptionKey subscription,
                            std::string_view workload, base::Day day) {
  if (standing.is_csp_day(subscription, day)) return "csp_without_partner";
  const std::string_view reason = closed_gate(standing, subscription, workload, day);
  return reason.empty() ? "no_association" : reason;
}

}  // namespace attribution

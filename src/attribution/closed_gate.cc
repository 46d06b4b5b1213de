#include "attribution/closed_gate.h"

#include <algorithm>

#include "registry/credit_shares.h"

namespace attribution {

programs::TypeMask competency_types(const programs::Programme& programme) {
  programs::TypeMask out = 0;
  for (std::size_t t = 0; t < programme.types.size(); ++t) {
    if (programme.types[t].competency) out |= programs::TypeMask{1} << t;
  }
  return out;
}

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

namespace {

bool is_held(std::span<const Holdings::Holder> holders, base::Day day, programs::TypeMask types) {
  return std::ranges::any_of(
      holders, [&](const Holdings::Holder& holder) { return (holder.types_on(day) & types) != 0; });
}

}  // namespace

base::Decimal credited_part(const Standing& standing, base::SubscriptionKey subscription,
                            std::span<const Holdings::Holder> holders, base::Day day,
                            programs::TypeMask types) {
  if (standing.programme().parameters.credit_mode == programs::CreditMode::Full) {
    return base::Decimal::from_integer(is_held(holders, day, types) ? 1 : 0);
  }
  const auto shares = registry::shares_of(standing.registry(), subscription);
  base::Decimal part;
  for (const Holdings::Holder& holder : holders) {
    if ((holder.types_on(day) & types) != 0)
      part += registry::share_on(shares, holder.partner, day);
  }
  return part;
}

std::string_view uncredited(const Standing& standing, base::SubscriptionKey subscription,
                            std::span<const Holdings::Holder> holders, std::string_view workload,
                            base::Day day, programs::TypeMask types) {
  if (is_held(holders, day, types)) return "NOT_SHARED";
  if (standing.is_csp_day(subscription, day)) return "csp_without_partner";
  const std::string_view reason = closed_gate(standing, subscription, workload, day);
  return reason.empty() ? "no_association" : reason;
}

}  // namespace attribution

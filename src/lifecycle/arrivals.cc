#include "lifecycle/arrivals.h"

#include <algorithm>
#include <cstdlib>

#include "registry/exclusivity.h"
#include "registry/kinship.h"

namespace lifecycle {
namespace {

using registry::Snapshot;

constexpr int kRenewalGapDays = 30;

struct Comer {
  base::Day day;
  std::string_view cause;
};

bool is_listed(const Request& standing, const registry::Product& product) {
  const auto& families = standing.rules.families;
  return families.empty() || std::ranges::find(families, product.family) != families.end();
}

std::string_view rule_of(const Request& standing, std::string_view cause) {
  const StandingRules& rules = standing.rules;
  if (cause == "renewal") return rules.renewals;
  if (cause == "transfer") return rules.transfers;
  if (cause == "existing" || rules.products == "listed") return "all";
  return rules.products;
}

// Every day on which the subscription comes, from the standing designation's first day on.
std::vector<Comer> comers(const Snapshot& s, base::SubscriptionKey key, base::Day since) {
  const registry::Subscription& one = s[key];
  std::vector<Comer> found;
  if (one.life.from < since) {
    found.push_back({since, "existing"});
  } else {
    const auto renewed = [&](const registry::Subscription& other) { return renews(one, other); };
    const bool renewal = std::ranges::any_of(s.subscriptions, renewed);
    found.push_back({one.life.from, renewal ? "renewal" : "product"});
  }
  base::Day csp_until = base::Day::min();
  for (const registry::ChannelPeriod& period : channels_of(s, key)) {
    const bool csp = base::is_csp(period.channel);
    if (!csp && period.days.from == csp_until && period.days.from > since) {
      found.push_back({period.days.from, "transfer"});
    }
    csp_until = csp ? period.days.to : base::Day::min();
  }
  return found;
}

// The first day from `day` on that somebody else holds there; forever when nobody does.
base::Day held_from(const Moment& m, const registry::Kinship& kinship, const Request& standing,
                    base::SubscriptionKey key, base::Day day) {
  base::Day first = base::Day::forever();
  const auto type = m.programme.type(standing.type);
  const std::string& exclusive = m.programme.types[*type].exclusive;
  for (const registry::Association& one : m.registry.associations) {
    const bool same = exclusive.empty() ? one.type == *type
                                        : registry::exclude_each_other(m.programme, *type,
                                                                       standing.workload, one);
    if (!same || one.days.empty()) continue;
    base::Day here = one.subscription == key ? base::Day::min() : base::Day::forever();
    if (!one.subscription.exists())
      here = kinship.one_since(one.customer, m.registry[key].customer);
    const base::Day from = std::max({day, one.days.from, here});
    if (from < one.days.to) first = std::min(first, from);
  }
  return first;
}

bool opens(const Moment& m, const Request& standing, base::SubscriptionKey key, base::Day day) {
  const auto& type = m.programme.types[*m.programme.type(standing.type)];
  const registry::Subscription& one = m.registry[key];
  const registry::ChannelPeriod* period = channel_on(m.registry, key, day);
  const bool channel = period == nullptr ? type.allows_no_channel() : type.allows(period->channel);
  return channel && one.life.contains(day) && type.allows(m.registry[one.product].metering);
}

bool is_met(const Request& standing, std::string_view subscription, base::Day day) {
  return std::ranges::any_of(standing.marks, [&](const Mark& mark) {
    return mark.subject == subscription && mark.day == day;
  });
}

}  // namespace

bool renews(const registry::Subscription& renewed, const registry::Subscription& ended) {
  return renewed.customer == ended.customer && renewed.product == ended.product &&
         ended.life.to != base::Day::forever() && ended.life.from < renewed.life.from &&
         std::abs(renewed.life.from - ended.life.to) <= kRenewalGapDays;
}

std::vector<Arrival> arrivals(const Moment& m, const Request& standing, base::Day upto) {
  std::vector<Arrival> found;
  const auto customer = registry::Directory(m.registry).customer(standing.customer);
  const registry::Kinship kinship(m.registry);
  for (std::uint32_t i = 0; i < m.registry.subscriptions.size(); ++i) {
    const registry::Subscription& one = m.registry.subscriptions[i];
    if (one.customer != customer || !is_listed(standing, m.registry[one.product])) continue;
    for (const Comer& comer : comers(m.registry, {i}, standing.on)) {
      const std::string_view rule = rule_of(standing, comer.cause);
      if (rule == "none" || comer.day > upto || is_met(standing, one.id, comer.day)) continue;
      if (!opens(m, standing, {i}, comer.day)) continue;
      const base::Day until = held_from(m, kinship, standing, {i}, comer.day);
      if (until > comer.day) found.push_back({one.id, comer.day, comer.cause, rule, until});
    }
  }
  return found;
}

base::Result<Arrival> arrival_at(const Moment& m, const Request& standing,
                                 std::string_view subscription) {
  for (Arrival& one : arrivals(m, standing, m.today)) {
    if (one.subscription == subscription && one.day == m.today) return std::move(one);
  }
  return base::refuse("ALREADY_HELD",
                      "subscription '" + std::string(subscription) + "' does not arrive that day");
}

}  // namespace lifecycle

#include "attribution/affected.h"

#include <algorithm>

namespace attribution {
namespace {

// An association that holds on some day of the month at a subscription.
struct Stand {
  const registry::Association* association;
  base::SubscriptionKey subscription;
  bool earns;  // on such a day that is not own use, which credit may allow and levers never do
};

// Requires: `own` disjoint and sorted.
bool reaches_beyond(base::DayRange days, const std::vector<base::DayRange>& own) {
  for (const base::DayRange& one : own) {
    if (one.from <= days.from) days.from = std::max(days.from, one.to);
  }
  return !days.empty();
}

std::vector<Stand> stands_in(const Standing& standing, base::Month month) {
  std::vector<Stand> out;
  std::vector<Stretch> stretches;
  const base::DayRange days{month.first(), month.end()};
  const registry::Snapshot& registry = standing.registry();
  for (std::uint32_t i = 0; i < registry.subscriptions.size(); ++i) {
    const base::SubscriptionKey subscription{i};
    const base::DayRange life = registry[subscription].life;
    for (const registry::Association* one : standing.reaching(subscription)) {
      stretches.clear();
      standing.cut(*one, subscription, stretches);
      const auto own = standing.own_use_days(one->partner, subscription);
      bool holds = false, earns = false;
      for (const Stretch& stretch : stretches) {
        const base::DayRange on = stretch.days.intersect(days).intersect(life);
        if (!stretch.holds() || on.empty()) continue;
        holds = true;
        earns |= reaches_beyond(on, own);
      }
      if (holds) out.push_back({one, subscription, earns});
    }
  }
  return out;
}

// An association of one workload is about that one only.
bool means(const programs::ProductFilter& filter, const registry::Product& product,
           const std::string& workload) {
  if (!workload.empty() || filter.workloads.empty())
    return filter.matches(product.id, product.family, product.metering, workload);
  programs::ProductFilter any = filter;
  any.workloads.clear();
  return any.matches(product.id, product.family, product.metering, {});
}

template <class Test>
Affected count(std::string_view kind, const std::string& code, const std::vector<Stand>& stands,
               Test is_meant) {
  std::vector<std::uint32_t> partners, subscriptions;
  for (const Stand& one : stands) {
    if (!is_meant(one)) continue;
    partners.push_back(one.association->partner.number);
    subscriptions.push_back(one.subscription.number);
  }
  const auto distinct = [](std::vector<std::uint32_t>& keys) {
    std::ranges::sort(keys);
    return static_cast<std::int64_t>(std::ranges::unique(keys).begin() - keys.begin());
  };
  return {kind, code, distinct(partners), distinct(subscriptions)};
}

}  // namespace

std::vector<Affected> affected(const Standing& standing, base::Month month) {
  const programs::Programme& programme = standing.programme();
  const registry::Snapshot& registry = standing.registry();
  const std::vector<Stand> stands = stands_in(standing, month);
  const auto product = [&](const Stand& one) -> const registry::Product& {
    return registry[registry[one.subscription].product];
  };
  std::vector<Affected> out;
  for (std::size_t type = 0; type < programme.types.size(); ++type) {
    out.push_back(count("type", programme.types[type].code, stands,
                        [&](const Stand& one) { return one.association->type == type; }));
  }
  for (const programs::Competency& competency : programme.competencies) {
    out.push_back(count("competency", competency.code, stands, [&](const Stand& one) {
      if (!programme.types[one.association->type].competency) return false;
      return std::ranges::any_of(programme.competency_maps, [&](const auto& map) {
        return map.competency == competency.code &&
               means(map.filter, product(one), one.association->workload);
      });
    }));
  }
  for (const programs::Lever& lever : programme.levers) {
    out.push_back(count("lever", lever.code, stands, [&](const Stand& one) {
      return one.earns && (lever.roles >> one.association->type & 1) != 0 &&
             means(lever.filter, product(one), one.association->workload);
    }));
  }
  return out;
}

}  // namespace attribution

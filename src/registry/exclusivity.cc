#include "registry/exclusivity.h"

#include <algorithm>
#include <span>
#include <tuple>

namespace registry {
namespace {

// A standing with the number of its exclusivity key: the first type that has the same key.
struct Claim {
  std::size_t key;
  std::string_view workload;  // in which it excludes; empty: in all
  const Standing* standing;

  auto group() const { return std::tuple(key, standing->customer); }
  auto order() const {
    return std::tuple(key, standing->customer, standing->subscription, standing->days.from,
                      standing->id);
  }
};

bool workloads_meet(std::string_view a, std::string_view b) {
  return a.empty() || b.empty() || a == b;
}

std::vector<Claim> claims_of(const View& view, const std::vector<Standing>& standing) {
  const auto& types = view.programme.types;
  std::vector<std::size_t> keys(types.size());
  for (std::size_t i = 0; i < types.size(); ++i) {
    const auto first =
        std::ranges::find(types, types[i].exclusive, &programs::AssociationType::exclusive);
    keys[i] = static_cast<std::size_t>(first - types.begin());
  }
  std::vector<Claim> claims;
  for (const Standing& one : standing) {
    if (types[one.type].exclusive.empty() || one.days.empty()) continue;
    claims.push_back({keys[one.type], types[one.type].excludes_in(one.workload), &one});
  }
  std::ranges::sort(claims, {}, &Claim::order);
  return claims;
}

base::Status violation(const View& view, const Standing& first, const Standing& second) {
  const Snapshot& snapshot = view.snapshot;
  const auto subscription = second.subscription.exists() ? second.subscription : first.subscription;
  const std::string where = subscription.exists()
                                ? "subscription '" + snapshot[subscription].id + "'"
                                : "customer '" + snapshot[second.customer].id + "'";
  return base::refuse("ALREADY_HELD", describe(second, snapshot) + " overlaps " +
                                          describe(first, snapshot) + " from " +
                                          second.days.from.text() +
                                          " on: only one partner a day holds '" +
                                          view.programme.types[second.type].exclusive + "' of " +
                                          where + "; end one of them before the other starts");
}

// Claims on one subscription, by start: each is held against those that have not ended yet.
base::Status sweep(const View& view, std::span<const Claim> claims) {
  std::vector<const Claim*> running;
  for (const Claim& claim : claims) {
    const Standing& next = *claim.standing;
    std::erase_if(running,
                  [&](const Claim* one) { return one->standing->days.to <= next.days.from; });
    for (const Claim* one : running) {
      if (workloads_meet(one->workload, claim.workload) && !may_share(*one->standing, next))
        return violation(view, *one->standing, next);
    }
    running.push_back(&claim);
  }
  return {};
}

// One key of one customer. Claims without a subscription sort last and stand on every one.
base::Status check_group(const View& view, std::span<const Claim> group) {
  const auto first_wide = std::ranges::find_if(
      group, [](const Claim& claim) { return !claim.standing->subscription.exists(); });
  const std::span<const Claim> wide(first_wide, group.end());
  const std::span<const Claim> named(group.begin(), first_wide);
  if (named.empty()) return sweep(view, wide);
  for (std::size_t i = 0; i < named.size();) {
    std::size_t end = i + 1;
    const auto subscription = named[i].standing->subscription;
    while (end < named.size() && named[end].standing->subscription == subscription)
      ++end;
    std::vector<Claim> together(named.begin() + static_cast<std::ptrdiff_t>(i),
                                named.begin() + static_cast<std::ptrdiff_t>(end));
    together.insert(together.end(), wide.begin(), wide.end());
    std::ranges::sort(together, {}, [](const Claim& claim) {
      return std::tuple(claim.standing->days.from, claim.standing->id);
    });
    TRY_STATUS(sweep(view, together));
    i = end;
  }
  return {};
}

}  // namespace

bool exclude_each_other(const programs::Programme& programme, programs::TypeIndex type,
                        std::string_view workload, const Association& other) {
  const programs::AssociationType& rules = programme.types[type];
  return !rules.exclusive.empty() && programme.types[other.type].exclusive == rules.exclusive &&
         workloads_meet(rules.excludes_in(workload), rules.excludes_in(other.workload));
}

bool may_share(const Standing& a, const Standing& b) {
  return a.partner == b.partner && a.type == b.type && a.recognised != b.recognised;
}

base::Status check_exclusive(const View& view, const std::vector<Standing>& standing) {
  const std::vector<Claim> claims = claims_of(view, standing);
  const std::span<const Claim> all(claims);
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i + 1;
    while (end < all.size() && all[end].group() == all[i].group())
      ++end;
    TRY_STATUS(check_group(view, all.subspan(i, end - i)));
    i = end;
  }
  return {};
}

}  // namespace registry

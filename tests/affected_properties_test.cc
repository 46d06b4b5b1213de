// How many partners and subscriptions a rule is about, held against a count day by day, association
// by association: docs/domain/rules.md#what-a-rule-is-about.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "attribution/affected.h"
#include "attribution/naive_world.h"
#include "tests/comparison.h"

namespace tests {
namespace {

using attribution::Affected;
namespace naive = attribution::naive;

using Association = registry::Association;
struct Pair {
  const Association* association;
  std::uint32_t subscription;
  bool earns;  // on a day that is not own use
};
using IsMeant = std::function<bool(const Pair&, const registry::Product&)>;

bool equal_words(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::ranges::equal(a, b, {}, small, small);
}

bool names(const std::vector<std::string>& listed, std::string_view one) {
  if (listed.empty()) return true;
  return std::ranges::any_of(listed, [&](const auto& other) { return equal_words(other, one); });
}

bool means(const programs::ProductFilter& filter, const registry::Product& product,
           const std::string& workload) {
  const auto& meterings = filter.meterings;
  return names(filter.products, product.id) && names(filter.families, product.family) &&
         (workload.empty() || names(filter.workloads, workload)) &&
         (meterings.empty() || std::ranges::find(meterings, product.metering) != meterings.end());
}

bool holds(const naive::World& world, const Association& one, base::SubscriptionKey subscription,
           base::Day day) {
  const programs::AssociationType& type = world.programme.types[one.type];
  return one.days.contains(day) && world.registry[subscription].life.contains(day) &&
         naive::reaches(world, one, subscription, day) && !naive::is_ended(world, one, day) &&
         naive::channel_admits(world, type, naive::is_csp_day(world, subscription, day)) &&
         naive::metering_admits(world, type, subscription);
}

std::vector<Pair> pairs_in(const naive::World& world, base::Month month) {
  std::vector<Pair> out;
  for (std::uint32_t i = 0; i < world.registry.subscriptions.size(); ++i) {
    for (const Association& one : world.registry.associations) {
      bool is_credited = false, earns = false;
      for (base::Day day = month.first(); day < month.end(); day = day + 1) {
        if (!holds(world, one, {i}, day)) continue;
        const bool is_own = naive::is_own_use(world, one.partner, {i}, day);
        is_credited |= !is_own || world.programme.parameters.credit_own_use;
        earns |= !is_own;
      }
      if (is_credited) out.push_back({&one, i, earns});
    }
  }
  return out;
}

std::string text(std::string_view kind, std::string_view code, std::size_t partners,
                 std::size_t subscriptions) {
  return std::string(kind) + ' ' + std::string(code) + ": " + std::to_string(partners) + ", " +
         std::to_string(subscriptions) + '\n';
}

std::string counted(const naive::World& world, const std::vector<Pair>& pairs,
                    std::string_view kind, std::string_view code, const IsMeant& is_meant) {
  std::set<std::uint32_t> partners, subscriptions;
  for (const Pair& one : pairs) {
    const auto product = world.registry[base::SubscriptionKey{one.subscription}].product;
    if (!is_meant(one, world.registry[product])) continue;
    partners.insert(one.association->partner.number);
    subscriptions.insert(one.subscription);
  }
  return text(kind, code, partners.size(), subscriptions.size());
}

std::string naive_affected(const naive::World& world, base::Month month) {
  const programs::Programme& programme = world.programme;
  const std::vector<Pair> pairs = pairs_in(world, month);
  std::string out;
  for (std::size_t type = 0; type < programme.types.size(); ++type) {
    out += counted(world, pairs, "type", programme.types[type].code,
                   [&](const Pair& one, const auto&) { return one.association->type == type; });
  }
  for (const programs::Competency& competency : programme.competencies) {
    out += counted(world, pairs, "competency", competency.code,
                   [&](const Pair& one, const registry::Product& product) {
                     if (!programme.types[one.association->type].competency) return false;
                     for (const programs::CompetencyMap& map : programme.competency_maps) {
                       const bool is_its = map.competency == competency.code;
                       if (is_its && means(map.filter, product, one.association->workload))
                         return true;
                     }
                     return false;
                   });
  }
  for (const programs::Lever& lever : programme.levers) {
    out += counted(world, pairs, "lever", lever.code,
                   [&](const Pair& one, const registry::Product& product) {
                     return one.earns && (lever.roles >> one.association->type & 1) != 0 &&
                            means(lever.filter, product, one.association->workload);
                   });
  }
  return out;
}

TEST_CASE("a rule is about those whom a count day by day finds") {
  check_worlds(300, [](const World& world, std::uint64_t) -> std::optional<std::string> {
    const naive::World plain{{}, world.registry, world.programme};
    const attribution::Standing standing(world.registry, world.programme);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      std::string engine;
      for (const Affected& one : attribution::affected(standing, month)) {
        engine += text(one.kind, one.code, static_cast<std::size_t>(one.partners),
                       static_cast<std::size_t>(one.subscriptions));
      }
      const std::string expected = naive_affected(plain, month);
      if (engine != expected)
        return month.text() + "\nexpected:\n" + expected + "but there is:\n" + engine;
    }
    return std::nullopt;
  });
}

}  // namespace
}  // namespace tests

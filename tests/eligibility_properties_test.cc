// Gates and holds decide what is paid, and nothing else: credit never asks, and no base is lost.
#include <doctest/doctest.h>

#include <map>
#include <tuple>

#include "tests/comparison.h"

namespace tests {
namespace {

using attribution::CreditKey;
using attribution::EarningKind;
using attribution::EarningLine;
using base::Decimal;
using Fault = std::optional<std::string>;

// The world without papers, suspensions and questions; terminations stay.
World without_questions(World world) {
  for (programs::Lever& lever : world.programme.levers)
    lever.eligibility = {};
  world.registry.enrolments.clear();
  world.registry.profiles.clear();
  for (registry::StatusChange& one : world.registry.statuses) {
    one.for_cause = false;
    if (one.status == base::PartnerStatus::Suspended) one.status = base::PartnerStatus::Active;
  }
  for (registry::Partner& one : world.registry.partners)
    one.status = base::PartnerStatus::Active;
  return world;
}

// Lines that depend on no other: what they add up to can be compared.
void disentangle(World& world) {
  for (programs::Lever& lever : world.programme.levers) {
    lever.tiers.clear();
    lever.caps.clear();
    lever.coop_share.reset();
  }
}

using BaseKey = std::tuple<std::string, std::string, std::string, std::string>;
struct Sum {
  Decimal base;
};

std::map<BaseKey, Sum> bases_of(const std::vector<EarningLine>& lines) {
  std::map<BaseKey, Sum> out;
  for (const EarningLine& line : lines) {
    if (line.base.is_zero()) continue;
    out[{line.partner, line.lever, line.subscription, line.currency}].base += line.base;
  }
  return out;
}

TEST_CASE("credit does not ask who may earn") {
  check_worlds(600, [](const World& world, std::uint64_t) -> Fault {
    const World freely = without_questions(world);
    attribution::CreditQuery query;
    query.from = world.first;
    query.to = world.last;
    query.keys = {CreditKey::Partner, CreditKey::Subscription, CreditKey::Currency};
    const auto asked = naive_answers(world).credit(query);
    const auto free = naive_answers(freely).credit(query);
    if (asked.has_value() != free.has_value()) return "credit is refused for one of them";
    if (asked && *asked != *free) return "credit differs";
    return std::nullopt;
  });
}

TEST_CASE("every base that a gate keeps out, or a hold, stands in a line of its own") {
  check_worlds(600, [](const World& given, std::uint64_t) -> Fault {
    World world = given;
    disentangle(world);
    const World freely = without_questions(world);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      const auto asked = bases_of(naive_answers(world).earnings(month));
      const auto free = bases_of(naive_answers(freely).earnings(month));
      for (const auto& [key, sum] : free) {
        const auto found = asked.find(key);
        const Decimal there = found == asked.end() ? Decimal() : found->second.base;
        if (there != sum.base) {
          return "the base of " + std::get<0>(key) + " under " + std::get<1>(key) + " at " +
                 std::get<2>(key) + " is " + sum.base.text() + ", in its lines " + there.text();
        }
      }
    }
    return std::nullopt;
  });
}

TEST_CASE("a closed gate leaves no money and no rate, and says of how much") {
  check_worlds(600, [](const World& world, std::uint64_t) -> Fault {
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      for (const EarningLine& line : naive_answers(world).earnings(month)) {
        const bool gate = std::ranges::count(programs::kGateReasons, line.reason_code) > 0;
        if (!gate) continue;
        if (!line.amount.is_zero() || !line.rates.empty()) return "paid: " + text(line);
        if (line.base.is_zero()) return "says nothing: " + text(line);
      }
    }
    return std::nullopt;
  });
}

}  // namespace
}  // namespace tests

// What differs between two states of random books is what comparing all their rows one by one
// finds, and the shares of its causes add up to it. Invariant 9.
#include <doctest/doctest.h>

#include <map>

#include "tests/comparison.h"
#include "tests/compiled.h"

namespace tests {
namespace {

using attribution::CreditKey;
using attribution::Difference;
using attribution::DifferenceGrain;
using attribution::Figures;

using Rows = std::map<std::string, Figures>;

std::string key_of(std::initializer_list<std::string> words) {
  std::string out;
  for (const std::string& word : words)
    out += word + '|';
  return out;
}

// Every line of a month, found without the engine of differences.
Rows rows_of(const Compiled& books, base::Month month, DifferenceGrain grain) {
  const bool lines = grain == DifferenceGrain::Line;
  Rows out;
  const attribution::CreditQuery query{month,
                                       month,
                                       {CreditKey::Partner, CreditKey::Measure, CreditKey::Currency,
                                        CreditKey::Subscription, CreditKey::Workload},
                                       "",
                                       ""};
  const auto credited = books.credit(query, 1).value();
  for (const attribution::CreditRow& row : credited) {
    Figures& figures = out[key_of({"credit", row.keys[0], row.keys[1], row.keys[2],
                                   lines ? row.keys[3] : "", lines ? row.keys[4] : "", ""})];
    figures.amount += row.amount;
    figures.second += row.quantity;
  }
  for (const auto& line : books.earnings(month)) {
    const bool coop = line.kind == attribution::EarningKind::Coop;
    Figures& figures =
        out[key_of({coop ? "coop" : "rebate", line.partner, line.lever, line.currency,
                    lines ? line.subscription : "", "", line.reason_code})];
    figures.amount += base::Product(line.amount);
    figures.second += line.base;
  }
  std::erase_if(out, [](const auto& row) { return row.second.is_zero(); });
  return out;
}

Rows minus(Rows after, const Rows& before) {
  for (const auto& [key, figures] : before) {
    Figures& left = after[key];
    left = left - figures;
  }
  std::erase_if(after, [](const auto& row) { return row.second.is_zero(); });
  return after;
}

std::optional<std::string> found_by_engine(const std::vector<Difference>& all, Rows& out) {
  for (const Difference& one : all) {
    Figures& figures = out[key_of(
        {std::string(attribution::kBookLines[static_cast<std::size_t>(one.line)]), one.partner,
         one.item, one.currency, one.subscription, one.workload, one.reason_code})];
    figures = one.after - one.before;
    Figures shares;
    for (const auto& share : one.shares) {
      shares.amount += share.figures.amount;
      shares.second += share.figures.second;
    }
    if (!(shares == figures)) return "the shares of " + one.partner + " do not add up";
  }
  return std::nullopt;
}

// Rates that rise, an association that moves on, usage that never came.
World changed(World world, Chance& chance) {
  for (programs::Lever& lever : world.programme.levers) {
    for (programs::Rate& rate : lever.rates) {
      if (chance.in_hundred(30)) rate.rate = rate.rate + rate.rate;
    }
  }
  return world;
}

World moved(World world, Chance& chance) {
  for (registry::Association& association : world.registry.associations) {
    if (chance.in_hundred(30)) association.days.from = association.days.from + 3;
  }
  return world;
}

World without_some(World world, Chance& chance) {
  std::erase_if(world.delivered, [&](const auto&) { return chance.in_hundred(20); });
  return world;
}

using Steps = std::span<const attribution::DifferenceStep>;

// The differences of all months against those that comparing every row finds.
std::optional<std::string> compare(const World& world, const Compiled& before, Steps steps,
                                   const Compiled& after) {
  for (base::Month month = world.first; month <= world.last; month = month + 1) {
    for (const DifferenceGrain grain : {DifferenceGrain::Line, DifferenceGrain::Partner}) {
      const auto all = attribution::differences(before.state(), steps, {month, "", "", grain}, 2);
      if (!all) return all.error().message;
      Rows found;
      if (auto wrong = found_by_engine(*all, found)) return wrong;
      const Rows wanted = minus(rows_of(after, month, grain), rows_of(before, month, grain));
      if (found != wanted) {
        return "month " + month.text() + ": " + std::to_string(found.size()) + " lines differ, " +
               std::to_string(wanted.size()) + " expected";
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> check(const World& world, std::uint64_t seed) {
  Chance chance(seed);
  const World poorer = without_some(world, chance);
  const World paid = changed(world, chance);
  const World last = moved(paid, chance);
  const Compiled before(poorer), with_usage(world), with_rates(paid), after(last);
  const attribution::DifferenceStep steps[] = {{"USAGE", with_usage.state()},
                                               {"RATES", with_rates.state()},
                                               {"ASSOCIATIONS", after.state()}};
  return compare(world, before, steps, after);
}

TEST_CASE("differences are what comparing every row finds, in lines and by partner") {
  check_worlds(300, check);
}

// Other levers on the same facts: what they cannot reach is not computed.
std::optional<std::string> check_levers(const World& world, std::uint64_t seed) {
  Chance chance(seed);
  const World paid = changed(world, chance);
  const Compiled before(world), after(paid);
  const attribution::Standing draft(world.registry, paid.programme);
  const attribution::BooksState facts = before.state();
  const attribution::DifferenceStep step{"RATES", {facts.index, facts.holdings, &draft}};
  return compare(world, before, {&step, 1}, after);
}

TEST_CASE("differences of a draft of levers are those of all the books") {
  check_worlds(300, check_levers);
}

// Another rule of a type on the same registry: credit, and the levers that it reaches.
std::optional<std::string> check_type(const World& world, std::uint64_t seed) {
  Chance chance(seed);
  World ruled = world;
  auto& types = ruled.programme.types;
  types[static_cast<std::size_t>(chance.below(static_cast<int>(types.size())))].channels =
      chance.of({programs::ChannelGate::Any, programs::ChannelGate::CspOnly,
                 programs::ChannelGate::NotCsp});
  const Compiled before(world), after(ruled);
  const attribution::Standing draft(world.registry, ruled.programme);
  const attribution::DifferenceStep step{"RULES",
                                         {before.state().index, after.state().holdings, &draft}};
  return compare(world, before, {&step, 1}, after);
}

TEST_CASE("differences of a draft of a type are those of all the books") {
  check_worlds(300, check_type);
}

}  // namespace
}  // namespace tests

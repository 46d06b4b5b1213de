// What a partner sees against the naive model: every partner, subscription, workload, day and data
// class of small random worlds in which customers say this and that about consent.
#include <doctest/doctest.h>

#include "access/naive_reach.h"
#include "access/reach.h"
#include "tests/comparison.h"
#include "tests/random_consent.h"

namespace tests {
namespace {

using base::Day;
using rights::DataClass;

constexpr std::array<std::string_view, 4> kWorkloads{"mail", "chat", "storage", "nowhere"};
constexpr std::uint32_t kNumbered = 3;  // the last one was never measured

std::uint32_t number_of(std::string_view workload) {
  for (std::uint32_t i = 0; i < kNumbered; ++i)
    if (kWorkloads[i] == workload) return i;
  return rights::kEveryWorkload;
}

struct Cell {
  base::SubscriptionKey subscription;
  std::string_view workload;
  Day day;
  DataClass data_class;
};

std::string text(const World& world, rights::Looker looker, const Cell& cell) {
  return world.registry[looker.partner].id + (looker.sees_money ? " (money) " : " ") +
         world.registry[cell.subscription].id + " '" + std::string(cell.workload) + "' " +
         cell.day.text() + ' ' + std::string(word(cell.data_class));
}

// Calls `ask` with each cell; the first text it gives is what is wrong.
template <class Ask>
std::optional<std::string> each_cell(const World& world, Ask ask) {
  for (std::uint32_t s = 0; s < world.registry.subscriptions.size(); ++s) {
    for (Day day = world.first.first() + -3; day < world.last.end() + 3; day = day + 1) {
      for (std::size_t c = 0; c < rights::kDataClasses.size(); ++c) {
        for (const std::string_view workload : {std::string_view(), kWorkloads[0], kWorkloads[3]}) {
          const Cell cell{{s}, workload, day, static_cast<DataClass>(c)};
          if (const auto wrong = ask(cell)) return wrong;
        }
      }
    }
  }
  return std::nullopt;
}

std::int64_t seen_cells = 0, cells = 0;

std::optional<std::string> compare(const World& raw, std::uint64_t seed) {
  Chance chance(seed);
  const World world = with_profiles(chance, raw);
  const rights::ConsentBook book = random_book(chance, world);
  const Day today = world.first.first() + chance.below(world.last.end() - world.first.first());
  const attribution::Standing standing(world.registry, world.programme);
  const rights::Consents consents(book, world.registry, today);
  const rights::ReachCompiler compiler(standing, consents, number_of, today);
  const rights::naive::World naive{world.registry, world.programme, book, today};
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    const rights::Looker looker{{p}, chance.in_hundred(50)};
    const rights::Reach reach = compiler.of(looker);
    const auto wrong = each_cell(world, [&](const Cell& cell) -> std::optional<std::string> {
      const bool real =
          reach.sees(cell.subscription, number_of(cell.workload), cell.day, cell.data_class);
      // Of a workload that nobody measured there is nothing to see but the whole.
      const std::string_view asked =
          number_of(cell.workload) == rights::kEveryWorkload ? "" : cell.workload;
      const bool model =
          rights::naive::sees(naive, looker, cell.subscription, asked, cell.day, cell.data_class);
      ++cells;
      seen_cells += model ? 1 : 0;
      if (real == model) return std::nullopt;
      return text(world, looker, cell) + (real ? ": only the reach sees it" : ": only the model");
    });
    if (wrong) return wrong;
  }
  return std::nullopt;
}

std::optional<std::string> compare_verdicts(const World& raw, std::uint64_t seed) {
  Chance chance(seed);
  const World world = with_profiles(chance, raw);
  const rights::ConsentBook book = random_book(chance, world);
  const Day today = world.last.first();
  const attribution::Standing standing(world.registry, world.programme);
  const rights::Consents consents(book, world.registry, today);
  const rights::ReachCompiler compiler(standing, consents, number_of, today);
  const rights::Looker looker{{0}, chance.in_hundred(50)};
  const rights::Reach reach = compiler.of(looker);
  return each_cell(world, [&](const Cell& cell) -> std::optional<std::string> {
    if (!cell.workload.empty() || cell.data_class != DataClass::SubscriptionFacts) return {};
    const auto verdicts = compiler.verdicts(looker, cell.subscription, cell.day);
    for (const rights::Verdict& one : verdicts) {
      const bool real =
          reach.sees(cell.subscription, rights::kEveryWorkload, cell.day, one.data_class);
      if (one.sees == real && one.sees == one.code.empty()) continue;
      return text(world, looker, {cell.subscription, "", cell.day, one.data_class}) + ": " +
             (real ? "seen" : "not seen") + ", and the reason is '" + one.code + "'";
    }
    return std::nullopt;
  });
}

std::int64_t closed_days = 0;

// The gate of one day against the stretch that has the day.
std::optional<std::string> compare_gates(const World& world, std::uint64_t) {
  const attribution::Standing standing(world.registry, world.programme);
  std::vector<attribution::Stretch> stretches;
  for (std::uint32_t s = 0; s < world.registry.subscriptions.size(); ++s) {
    for (const registry::Association* association : standing.reaching({s})) {
      standing.cut(*association, {s}, stretches);
      for (Day day = world.first.first() + -3; day < world.last.end() + 3; day = day + 1) {
        std::string_view wanted;
        for (const attribution::Stretch& one : stretches)
          if (one.days.contains(day)) wanted = one.closed_gate();
        const std::string_view found = standing.closed_gate(*association, {s}, day);
        closed_days += found.empty() ? 0 : 1;
        if (found == wanted) continue;
        return association->id + " on " + day.text() + ": '" + std::string(found) +
               "' in place of '" + std::string(wanted) + "'";
      }
    }
  }
  return std::nullopt;
}

TEST_CASE("which gate is closed on a day is what the stretches of the association say") {
  check_worlds(1000, compare_gates);
  CHECK(closed_days > 1000);
}

TEST_CASE("what a partner sees is what the naive model lets it see, in every cell") {
  check_worlds(2000, compare);
  MESSAGE(seen_cells, " of ", cells, " cells are seen");
  CHECK(seen_cells > cells / 100);
}

TEST_CASE("the reason that is given fits what is seen") {
  check_worlds(1000, compare_verdicts);
}

}  // namespace
}  // namespace tests

// The engine against the naive model: the same worlds, the same questions, the same rows to the
// last digit; and what is kept current against what is computed anew. Invariants 5 and 16.
#include <doctest/doctest.h>

#include <memory>

#include "tests/comparison.h"
#include "tests/compiled.h"

namespace tests {
namespace {

Answers engine_answers(const World& world, int threads) {
  const auto compiled = std::make_shared<Compiled>(world);
  return {[=](const attribution::CreditQuery& query) { return compiled->credit(query, threads); },
          [=](base::Month month) { return compiled->earnings(month); },
          [=](base::Month month) { return compiled->reconcile(month); },
          [=](base::Month month) { return compiled->coverage(month); }};
}

const Engine kOneThread = [](const World& world) { return engine_answers(world, 1); };
const Engine kThreeThreads = [](const World& world) { return engine_answers(world, 3); };

TEST_CASE(
    "credit, earnings, reconciliation and coverage are those of the naive model, row by row") {
  check_worlds(3000, [](const World& world, std::uint64_t seed) {
    return difference(world, naive_answers, kOneThread, seed);
  });
}

TEST_CASE("the number of threads never changes an answer") {
  check_worlds(300, [](const World& world, std::uint64_t seed) {
    return difference(world, kOneThread, kThreeThreads, seed);
  });
}

// One association more, one less, or one with another partner, place or days.
void change_association(Chance& chance, World& world, attribution::CurrentCredit& current) {
  std::vector<registry::Association>& all = world.registry.associations;
  if (all.empty()) return;
  const auto at = static_cast<std::size_t>(chance.below(static_cast<int>(all.size())));
  if (chance.in_hundred(25)) {
    CHECK(current.remove(all[at].id));
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(at));
    return;
  }
  registry::Association changed = all[at];
  if (chance.in_hundred(33)) changed.partner = chance.of(all).partner;
  if (chance.in_hundred(33)) changed.subscription = {};
  changed.days.from = changed.days.from + chance.between(-20, 20);
  if (chance.in_hundred(25)) {
    while (std::ranges::count(all, changed.id, &registry::Association::id) > 0)
      changed.id += "+";
    const auto place = std::ranges::lower_bound(all, changed.id, {}, &registry::Association::id);
    all.insert(place, changed);
  } else {
    all[at] = changed;
  }
  CHECK(current.put(changed));
}

TEST_CASE("credit kept current while associations change is credit computed anew") {
  check_worlds(300, [](const World& before, std::uint64_t seed) -> std::optional<std::string> {
    using attribution::CreditKey;
    Chance chance(seed);
    const Compiled compiled(before);
    const attribution::CreditQuery query{
        before.first,
        before.last,
        {CreditKey::Partner, CreditKey::Workload, CreditKey::Month, CreditKey::Currency},
        "",
        ""};
    auto current = compiled.current(query);
    if (!current) return current.error().message;
    World after = before;
    for (int change = 0; change < 5; ++change)
      change_association(chance, after, *current);
    const auto anew = Compiled(after).credit(query, 1);
    if (!anew) return anew.error().message;
    if (current->rows() == *anew) return std::nullopt;
    return "after the changes " + std::to_string(current->rows().size()) + " rows differ from " +
           std::to_string(anew->size());
  });
}

}  // namespace
}  // namespace tests

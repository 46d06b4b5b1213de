// Random histories with closes in between: usage that comes late, corrected and refunded,
// associations that move, currencies without rates, payouts. After every step the close and the
// naive close have posted the same, the books balance, nothing that was posted has changed, and the
// sum of what was posted is what the lines are computed to be. Invariants 5, 6, 7, 10, 13, 16.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "attribution/naive.h"
#include "ledger/balance.h"
#include "ledger/posted.h"
#include "scenarios/example.h"
#include "scenarios/memory_books.h"
#include "tests/comparison.h"

namespace tests {
namespace {

using ledger::Account;
using ledger::Entry;
using scenarios::BookAct;
using scenarios::ClosedBy;
using scenarios::MemoryBooks;
using Wrong = std::optional<std::string>;

std::vector<std::string> texts_of(const std::vector<Entry>& entries, std::size_t from) {
  std::vector<std::string> out;
  for (std::size_t i = from; i < entries.size(); ++i)
    out.push_back(text(entries[i]));
  std::ranges::sort(out);
  return out;
}

Wrong same(const std::vector<std::string>& engine, const std::vector<std::string>& naive) {
  if (engine == naive) return std::nullopt;
  std::string out = "the close and the naive close differ:";
  for (const std::string& one : engine) {
    if (std::ranges::count(naive, one) != std::ranges::count(engine, one)) out += "\n  + " + one;
  }
  for (const std::string& one : naive) {
    if (std::ranges::count(naive, one) != std::ranges::count(engine, one)) out += "\n  - " + one;
  }
  return out;
}

using LineKey = std::tuple<std::string, std::string, std::string, std::string, bool, bool>;
using Lines = std::map<LineKey, base::Decimal>;

Lines without_zeros(Lines lines) {
  std::erase_if(lines, [](const auto& line) { return line.second.is_zero(); });
  return lines;
}

// Invariant 6, of every month that was closed; currencies that wait for a rate are not posted yet.
Wrong posted_is_computed(const scenarios::Books& books, const std::vector<Entry>& entries,
                         base::Month first, base::Month last) {
  for (base::Month month = first; month <= last; month = month + 1) {
    Lines posted, computed;
    for (const Entry& one : entries) {
      if (!posts_line(one.kind) || one.earning_month != month) continue;
      posted[{one.earner, one.lever, one.subscription, one.currency,
              one.payout == attribution::EarningKind::Coop, one.held}] += one.amount;
    }
    const auto lines =
        attribution::naive_earnings(books.current, books.registry, books.programme, month);
    if (!lines) return std::nullopt;
    for (const auto& line : *lines) {
      if (!ledger::is_money(line.reason_code)) continue;
      computed[{line.partner, line.lever, line.subscription, line.currency,
                line.kind == attribution::EarningKind::Coop, !line.reason_code.empty()}] +=
          line.amount;
    }
    const Lines there = without_zeros(posted);
    for (const auto& [key, amount] : without_zeros(computed)) {
      const auto found = there.find(key);
      const std::string& currency = std::get<3>(key);
      const bool waits = currency != books.programme.parameters.currency;
      if (found != there.end() ? found->second == amount : waits) continue;
      if (waits) continue;
      return "earning month " + month.text() + ": a line of " + std::get<0>(key) + " is worth " +
             amount.text() + ", posted " +
             (found == there.end() ? "nothing" : found->second.text());
    }
  }
  return std::nullopt;
}

World moved(World world, Chance& chance) {
  for (registry::Association& association : world.registry.associations) {
    if (chance.in_hundred(20)) association.days.from = association.days.from + 4;
    if (chance.in_hundred(10))
      association.days.to = std::min(association.days.to, world.last.first());
  }
  if (chance.in_hundred(30) && !world.registry.fx_rates.empty()) world.registry.fx_rates.pop_back();
  return world;
}

// One step of both books, and all that must hold after it.
Wrong step(MemoryBooks& engine, MemoryBooks& naive, const scenarios::Books& books,
           const BookAct& act) {
  const std::vector<Entry> before = engine.entries();
  const auto one = engine.act(books, act);
  const auto other = naive.act(books, act);
  if (one.has_value() != other.has_value())
    return "only one of two closes failed: " + (one ? other : one).error().message;
  if (!std::equal(before.begin(), before.end(), engine.entries().begin()))
    return "an entry that was posted has changed";
  if (auto wrong =
          same(texts_of(engine.entries(), before.size()), texts_of(naive.entries(), before.size())))
    return wrong;
  ledger::Balances balances;
  balances.add(engine.entries());
  const auto balanced = check_balanced(balances);
  return balanced ? std::nullopt : Wrong(balanced.error().message);
}

// Most levers pay, and what takes months of a programme happens within those of a small world.
World paying(World world, Chance& chance) {
  const bool is_generous = std::ranges::any_of(
      world.programme.levers, [](const auto& lever) { return lever.code.starts_with('g'); });
  if (!is_generous) make_generous(chance, world.programme, world.first, world.last);
  programs::Parameters& parameters = world.programme.parameters;
  parameters.payment_threshold = base::Decimal::from_integer(chance.of({0, 5, 50, 200}));
  parameters.coop_threshold = base::Decimal::from_integer(chance.of({0, 10, 10'000}));
  parameters.coop_usage_months = chance.between(0, 2);
  parameters.coop_claim_months = chance.between(0, 1);
  parameters.recoup_months = chance.between(0, 2);
  parameters.late_usage_earning_months = chance.between(0, 3);
  return world;
}

Wrong check(const World& found, std::uint64_t seed) {
  Chance chance(seed);
  const World world = paying(found, chance);
  const World later = moved(world, chance);
  MemoryBooks engine(ClosedBy::Engine), naive(ClosedBy::Naive);
  const base::Month last = world.last + chance.between(1, 3);
  const int steps = last - world.first + 1;
  for (base::Month month = world.first; month <= last; month = month + 1) {
    // By each close some more of the deliveries have come; the last close knows all.
    const auto come = world.delivered.size() *
                      static_cast<std::size_t>(std::min(steps, month - world.first + 2)) /
                      static_cast<std::size_t>(steps);
    const auto current = scenarios::current_records(std::span(world.delivered).first(come));
    const bool has_moved = month - world.first > steps / 2;
    const scenarios::Books books{has_moved ? later.registry : world.registry, current,
                                 world.programme};
    BookAct act;
    act.month = month;
    if (auto wrong = step(engine, naive, books, act)) return month.text() + ": " + *wrong;
    if (auto wrong = posted_is_computed(books, engine.entries(), world.first, month))
      return month.text() + ": " + *wrong;
    if (!chance.in_hundred(50)) continue;
    act.kind = BookAct::Kind::Pay;
    if (auto wrong = step(engine, naive, books, act)) return month.text() + ", paid: " + *wrong;
  }
  return std::nullopt;
}

TEST_CASE("closes post what the naive close posts, and nothing that was posted changes") {
  check_worlds(120, check);
}

}  // namespace
}  // namespace tests

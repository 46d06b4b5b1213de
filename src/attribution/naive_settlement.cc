#include "attribution/naive_settlement.h"

#include <algorithm>
#include <tuple>

#include "attribution/answers.h"

namespace attribution::naive {
namespace {

using programs::Lever;

std::string_view id_of(const World& world, base::SubscriptionKey key) {
  return world.registry[key].id;
}

// How much of a stretch from `from` to `to` lies in band number `band`; with a sign when it runs
// downwards. The first band also takes what is below zero.
base::Decimal part_in(const Lever& lever, std::size_t band, base::Decimal from, base::Decimal to) {
  const auto clamped = [&](base::Decimal position) {
    if (lever.tiers[band].until) position = std::min(position, *lever.tiers[band].until);
    if (band > 0) position = std::max(position, *lever.tiers[band - 1].until);
    return position;
  };
  return clamped(to) - clamped(from);
}

bool same_base(const Earned& a, const Earned& b) {
  return a.lever == b.lever && a.partner == b.partner && a.currency == b.currency &&
         a.month == b.month;
}

void price_marginal(const World& world, const std::vector<Earned>& lines, Earned& line) {
  const Lever& lever = world.programme.levers[line.lever];
  base::Decimal before;
  for (const Earned& other : lines) {
    const auto place = [&](const Earned& one) {
      return std::tuple(id_of(world, one.subscription), one.held);
    };
    if (same_base(other, line) && place(other) < place(line)) before += other.base;
  }
  line.amount = {};
  for (std::size_t band = 0; band < lever.tiers.size(); ++band) {
    const base::Decimal part = part_in(lever, band, before, before + line.base);
    line.amount += base::multiply(part, lever.tiers[band].rate);
    if (!part.is_zero()) line.bands.push_back(lever.tiers[band].rate);
  }
}

void price_whole(const World& world, const std::vector<Earned>& lines, Earned& line) {
  const Lever& lever = world.programme.levers[line.lever];
  base::Decimal total;
  for (const Earned& other : lines) {
    if (same_base(other, line)) total += other.base;
  }
  for (const programs::Tier& tier : lever.tiers) {
    if (tier.until && total > *tier.until) continue;
    line.bands = {tier.rate};
    line.amount = base::multiply(line.base, tier.rate);
    return;
  }
}

std::size_t root_of(const World& world, const Earned& line) {
  const Lever& lever = world.programme.levers[line.lever];
  return lever.accelerates ? *lever.accelerates : line.lever;
}

// The order in which lines use up a cap.
auto turn(const World& world, const Earned& line) {
  return std::tuple(line.month, id_of(world, line.subscription), line.lever,
                    std::string_view(world.registry[line.partner].id),
                    std::string_view(line.currency), line.held);
}

bool shares_cap(const World& world, const programs::Cap& cap, const Earned& a, const Earned& b) {
  if (root_of(world, a) != root_of(world, b) || a.currency != b.currency) return false;
  const auto window = [&](const Earned& line) {
    return programs::window_start(world.programme.parameters, cap.window, line.month);
  };
  if (window(a) != window(b)) return false;
  switch (cap.scope) {
    case programs::CapScope::Subscription: return a.subscription == b.subscription;
    case programs::CapScope::Customer:
      return world.registry[a.subscription].customer == world.registry[b.subscription].customer;
    case programs::CapScope::Earner: return a.partner == b.partner;
  }
  return false;
}

void cap_line(const World& world, const std::vector<Earned>& lines, std::size_t number,
              Earned& line) {
  const programs::Cap& cap = world.programme.caps_of(world.programme.levers[line.lever])[number];
  const base::Decimal wanted = line.payable();
  if (cap.currency != line.currency) {
    line.allowed.push_back(wanted);
    return;
  }
  base::Decimal used;
  for (const Earned& other : lines) {
    if (shares_cap(world, cap, other, line) && turn(world, other) < turn(world, line))
      used += other.allowed[number];
  }
  const base::Decimal left = used < cap.amount ? cap.amount - used : base::Decimal();
  line.allowed.push_back(wanted < left ? wanted : left);
}

}  // namespace

base::Rounding rounding(const World& world, const Lever& lever) {
  return lever.rounding ? *lever.rounding : world.programme.parameters.rounding;
}

void settle(const World& world, std::vector<Earned>& lines) {
  const auto& levers = world.programme.levers;
  for (Earned& line : lines) {
    const Lever& lever = levers[line.lever];
    if (lever.tiers.empty()) continue;
    if (lever.tier_mode == programs::TierMode::Marginal)
      price_marginal(world, lines, line);
    else
      price_whole(world, lines, line);
  }
  for (Earned& line : lines) {
    line.rounded =
        base::round(line.amount, minor_unit(line.currency), rounding(world, levers[line.lever]));
  }
  std::ranges::sort(
      lines, [&](const Earned& a, const Earned& b) { return turn(world, a) < turn(world, b); });
  for (Earned& line : lines) {
    for (std::size_t number = 0; number < world.programme.caps_of(levers[line.lever]).size();
         ++number) {
      cap_line(world, lines, number, line);
    }
  }
}

}  // namespace attribution::naive

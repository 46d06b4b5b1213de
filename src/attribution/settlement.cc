#include "attribution/settlement.h"

#include <algorithm>
#include <optional>

#include "attribution/answers.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using programs::Cap;
using programs::Lever;
using programs::Tier;

// What one unit of the base is worth on a day: the rate, of a priced lever times the value of a
// unit. Tiers say so later, by the whole base.
std::optional<Decimal> worth_on(const Lever& lever, base::Day day) {
  if (!lever.tiers.empty()) return Decimal();
  const programs::Rate* rate = lever.rate_on(day);
  if (rate == nullptr) return std::nullopt;
  if (!lever.priced()) return rate->rate;
  const programs::Rate* unit = lever.unit_value_on(day);
  if (unit == nullptr) return std::nullopt;
  return base::round(base::multiply(unit->rate, rate->rate), base::kDecimals,
                     base::Rounding::HalfEven);
}

// ---- tiers --------------------------------------------------------------------------------------

// What a base from 0 to `position` earns when each band pays its own rate. Below 0 the first does.
base::Product marginal(const std::vector<Tier>& tiers, Decimal position) {
  base::Product sum;
  Decimal below;
  for (const Tier& tier : tiers) {
    const bool inside = !tier.until || position <= *tier.until;
    sum += base::multiply((inside ? position : *tier.until) - below, tier.rate);
    if (inside) return sum;
    below = *tier.until;
  }
  ASSERT(false);
  return sum;
}

// The rates of the bands between two positions.
void add_bands(const std::vector<Tier>& tiers, Decimal from, Decimal to,
               std::vector<Decimal>& bands) {
  if (to < from) std::swap(from, to);
  Decimal below;
  for (const Tier& tier : tiers) {
    const bool first = &tier == &tiers.front();
    const bool reached = (first || to > below) && (!tier.until || from < *tier.until);
    if (reached && from != to) bands.push_back(tier.rate);
    if (tier.until) below = *tier.until;
  }
}

// The bounds belong to the band below them.
const Tier& band_of(const std::vector<Tier>& tiers, Decimal position) {
  return *std::ranges::find_if(
      tiers, [&](const Tier& tier) { return !tier.until || position <= *tier.until; });
}

// The bases of one earner under one lever and currency, in the order of their subscriptions.
void apply_tiers(const Lever& lever, std::span<Earned* const> lines) {
  if (lever.tier_mode == programs::TierMode::Whole) {
    Decimal total;
    for (const Earned* line : lines)
      total += line->base;
    const Tier& band = band_of(lever.tiers, total);
    for (Earned* line : lines) {
      line->amount = base::multiply(line->base, band.rate);
      line->bands = {band.rate};
    }
    return;
  }
  Decimal before;
  for (Earned* line : lines) {
    const Decimal after = before + line->base;
    line->amount = marginal(lever.tiers, after) - marginal(lever.tiers, before);
    add_bands(lever.tiers, before, after, line->bands);
    before = after;
  }
}

// ---- caps ---------------------------------------------------------------------------------------

std::uint32_t scope_of(const Cap& cap, const Earned& line, const registry::Snapshot& registry) {
  switch (cap.scope) {
    case programs::CapScope::Subscription: return line.subscription.number;
    case programs::CapScope::Customer: return registry[line.subscription].customer.number;
    case programs::CapScope::Earner: return line.partner.number;
  }
  ASSERT(false);
  return 0;
}

// A negative line frees what it gives back.
void apply_cap(const Cap& cap, Earned& line, Decimal& used) {
  const Decimal left = std::max(Decimal(), cap.amount - used);
  const Decimal allowed = std::min(line.payable, left);
  line.cut += line.payable - allowed;
  line.payable = allowed;
  used += allowed;
}

// In the order of the caps, which is by scope: what an inner one cuts does not use up an outer one.
void apply_caps(std::uint32_t root, const std::vector<Cap>& caps, std::span<Earned* const> lines,
                const registry::Snapshot& registry, CapUse& use) {
  for (std::size_t number = 0; number < caps.size(); ++number) {
    const Cap& cap = caps[number];
    for (Earned* line : lines) {
      if (line->currency == cap.currency)
        apply_cap(cap, *line, use.used(root, number, scope_of(cap, *line, registry)));
    }
  }
}

// Calls `visit` for each run of lines that `same` says belong together.
template <class Same, class Visit>
void for_each_run(std::span<Earned* const> lines, Same same, Visit visit) {
  for (std::size_t from = 0, to = 0; from < lines.size(); from = to) {
    for (to = from; to < lines.size() && same(*lines[from], *lines[to]);)
      ++to;
    visit(lines.subspan(from, to - from));
  }
}

}  // namespace

void CapUse::begin(const programs::Programme& programme, base::Month month) {
  std::erase_if(used_, [&](const auto& entry) {
    const auto& [lever, cap, scope] = entry.first;
    const programs::CapWindow window = programme.levers[lever].caps[cap].window;
    return programs::window_start(programme.parameters, window, month) == month;
  });
}

void Earned::refuse(std::string_view reason, Decimal part) {
  const auto found = std::ranges::find(refused, reason, &decltype(refused)::value_type::first);
  if (found != refused.end())
    found->second += part;
  else
    refused.emplace_back(reason, part);
}

void Earned::add(const Lever& rule, base::Day day, Decimal part, std::string_view closed) {
  const auto worth = worth_on(rule, day);
  if (closed.empty() && !worth) closed = "PRODUCT_NOT_ON_RATE_CARD";
  if (!closed.empty()) {
    refuse(closed, part);
    return;
  }
  const programs::Rate* rate = rule.rate_on(day);
  if (rate != nullptr && std::ranges::find(rates, rate) == rates.end()) rates.push_back(rate);
  base += part;
  amount += base::multiply(part, *worth);
}

base::Rounding rounding_of(const programs::Programme& programme, const Lever& lever) {
  return lever.rounding.value_or(programme.parameters.rounding);
}

bool stands_alone(const programs::Programme& programme, const Lever& lever) {
  return lever.tiers.empty() && programme.caps_of(lever).empty() && !lever.over_mark() &&
         !lever.fixed();
}

void settle(Earned& earned, const Standing& standing) {
  const programs::Programme& programme = standing.programme();
  earned.payable = base::round(earned.amount, minor_unit(earned.currency),
                               rounding_of(programme, programme.levers[earned.lever]));
}

void settle(std::span<Earned> earned, const Standing& standing, CapUse& use) {
  const registry::Snapshot& registry = standing.registry();
  const std::vector<Lever>& levers = standing.programme().levers;
  std::vector<Earned*> lines;
  for (Earned& line : earned)
    lines.push_back(&line);
  std::ranges::sort(lines, {}, [&](const Earned* line) {
    return std::tuple(line->lever, std::string_view(registry[line->partner].id), line->currency,
                      std::string_view(registry[line->subscription].id), line->held);
  });
  const auto one_base = [](const Earned& a, const Earned& b) {
    return a.lever == b.lever && a.partner == b.partner && a.currency == b.currency;
  };
  for_each_run(lines, one_base, [&](std::span<Earned* const> base) {
    const Lever& lever = levers[base.front()->lever];
    if (!lever.tiers.empty()) apply_tiers(lever, base);
  });
  for (Earned& line : earned)
    settle(line, standing);

  const auto root_of = [&](const Earned& line) {
    return levers[line.lever].accelerates.value_or(line.lever);
  };
  std::ranges::sort(lines, {}, [&](const Earned* line) {
    return std::tuple(root_of(*line), std::string_view(registry[line->subscription].id),
                      line->lever, std::string_view(registry[line->partner].id), line->currency,
                      line->held);
  });
  const auto one_root = [&](const Earned& a, const Earned& b) { return root_of(a) == root_of(b); };
  for_each_run(lines, one_root, [&](std::span<Earned* const> capped) {
    const std::uint32_t root = root_of(*capped.front());
    apply_caps(root, levers[root].caps, capped, registry, use);
  });
}

}  // namespace attribution

#include "attribution/naive_levers.h"

#include <algorithm>

#include "attribution/naive_eligibility.h"
#include "base/zone.h"

namespace attribution::naive {
namespace {

using programs::Lever;
using programs::LeverKind;

bool multiplies_unit_value(const Lever& lever) {
  return lever.kind == LeverKind::PerActiveUnit || lever.kind == LeverKind::PerSeat ||
         (lever.kind == LeverKind::DailyEarnedCredit && !lever.currency.empty());
}

bool pays_quantities(const Lever& lever) {
  if (lever.kind == LeverKind::DailyEarnedCredit) return !lever.currency.empty();
  return base::is_stock(lever.measure());
}

bool holds(const World& world, base::PartnerKey partner, std::size_t type, const Fact& fact) {
  if (is_own_use(world, partner, fact.subscription, fact.day)) return false;
  return std::ranges::any_of(
      world.registry.associations, [&](const registry::Association& association) {
        return association.partner == partner && association.type == type &&
               stands(world, association, fact) && is_admitted(world, association, fact);
      });
}

// What one base earns: the rate of the day, for some units times the value of one.
std::optional<base::Decimal> value_on(const Lever& lever, base::Day day) {
  const programs::Rate* rate = lever.rate_on(day);
  if (rate == nullptr) return std::nullopt;
  if (!multiplies_unit_value(lever)) return rate->rate;
  const programs::Rate* unit = lever.unit_value_on(day);
  if (unit == nullptr) return std::nullopt;
  return base::round(base::multiply(unit->rate, rate->rate), base::kDecimals,
                     base::Rounding::HalfEven);
}

// ---- gates --------------------------------------------------------------------------------------

// The associations by which the holder holds the role on the day of the fact.
std::vector<const registry::Association*> reasons_to_hold(const World& world, const Lever& lever,
                                                          const Fact& fact,
                                                          base::PartnerKey holder) {
  std::vector<const registry::Association*> out;
  for (const registry::Association& association : world.registry.associations) {
    if (association.partner == holder && is_role(lever, association.type) &&
        stands(world, association, fact) && is_admitted(world, association, fact)) {
      out.push_back(&association);
    }
  }
  return out;
}

bool came_in_time(const World& world, const registry::Association& association, const Fact& fact,
                  int days) {
  const base::Day start = world.registry[fact.subscription].life.from;
  return start == base::Day::min() || association.days.from <= start + days;
}

// A day is covered when nothing is open at its first moment nor where some period ends in it.
bool has_access_all_day(const World& world, const registry::Association& association,
                        base::Day day) {
  const auto zone = base::Zone::find(world.programme.parameters.time_zone).value();
  const base::Instant begin = zone.instant_at({day, 0, std::nullopt});
  const base::Instant end = zone.instant_at({day + 1, 0, std::nullopt});
  std::vector<base::Instant> moments{begin};
  bool known = false;
  for (const registry::AccessPeriod& period : world.registry.access_periods) {
    if (period.association_id != association.id) continue;
    known = true;
    if (begin <= period.to && period.to < end) moments.push_back(period.to);
  }
  return !known || std::ranges::all_of(moments, [&](base::Instant moment) {
    return std::ranges::any_of(world.registry.access_periods,
                               [&](const registry::AccessPeriod& period) {
                                 return period.association_id == association.id &&
                                        period.from <= moment && moment < period.to;
                               });
  });
}

base::Decimal units_beside(const std::vector<Fact>& month, const Fact& fact,
                           base::Measure measure) {
  base::Decimal sum;
  for (const Fact& other : month) {
    if (other.residual.empty() && other.subscription == fact.subscription &&
        other.record->workload == fact.record->workload && other.record->measure == measure) {
      sum += other.record->quantity;
    }
  }
  return sum;
}

}  // namespace

const std::vector<Fact>& Past::facts(base::Month month) {
  const auto [place, is_new] = known.try_emplace(month);
  if (is_new) place->second = facts_of(world, month);
  return place->second;
}

bool is_role(const Lever& lever, std::size_t type) {
  return (lever.roles >> type & 1U) != 0;
}

// A fixed amount on money reads the usage in its own currency only.
bool pays_for(const World& world, const Lever& lever, const Fact& fact) {
  if (lever.kind == LeverKind::Manual) return false;
  const registry::Product& product = world.registry[world.registry[fact.subscription].product];
  const bool begun = !lever.basis.starts || *lever.basis.starts <= fact.day.month();
  const bool amount = lever.kind == LeverKind::Flat || lever.kind == LeverKind::Pool;
  const bool other_money =
      amount && !pays_quantities(lever) && fact.record->currency != lever.currency;
  return begun && !other_money && fact.residual.empty() &&
         fact.record->measure == lever.measure() &&
         lever.filter.matches(product.id, product.family, product.metering, fact.record->workload);
}

base::Decimal base_of(const Lever& lever, const Fact& fact) {
  return pays_quantities(lever) ? fact.record->quantity : fact.record->amount;
}

// A rate card for units is in one currency, whatever the units were billed in.
std::string currency_of(const Lever& lever, const Fact& fact) {
  return lever.currency.empty() ? fact.record->currency : lever.currency;
}

bool holds_role(const World& world, const Lever& lever, const Fact& fact,
                base::PartnerKey partner) {
  for (std::size_t type = 0; type < world.programme.types.size(); ++type) {
    if (is_role(lever, type) && holds(world, partner, type, fact)) return true;
  }
  return false;
}

// The role that comes first among those of the lever decides, then the lowest partner id.
std::optional<base::PartnerKey> holder_of(const World& world, const Lever& lever,
                                          const Fact& fact) {
  std::vector<std::size_t> types(lever.precedence.begin(), lever.precedence.end());
  for (std::size_t type = 0; types.size() < world.programme.types.size(); ++type) {
    if (std::ranges::count(lever.precedence, type) == 0) types.push_back(type);
  }
  for (const std::size_t type : types) {
    std::optional<base::PartnerKey> lowest;
    for (std::uint32_t i = 0; i < world.registry.partners.size(); ++i) {
      const base::PartnerKey partner{i};
      if (!is_role(lever, type) || !holds(world, partner, type, fact)) continue;
      if (!lowest || world.registry[partner].id < world.registry[*lowest].id) lowest = partner;
    }
    if (lowest) return lowest;
  }
  return std::nullopt;
}

std::string closed_to_fact(const World& world, const Lever& lever, const std::vector<Fact>& month,
                           const Fact& fact, base::PartnerKey holder) {
  const auto held_by = reasons_to_hold(world, lever, fact, holder);
  const programs::LeverGates& gates = lever.gates;
  if (gates.attach_within_days &&
      std::ranges::none_of(held_by, [&](const registry::Association* association) {
        return came_in_time(world, *association, fact, *gates.attach_within_days);
      })) {
    return "ATTACH_TOO_LATE";
  }
  if (lever.kind == LeverKind::DailyEarnedCredit &&
      std::ranges::none_of(held_by, [&](const registry::Association* association) {
        return has_access_all_day(world, *association, fact.day);
      })) {
    return "NOT_FULL_DAY_ACCESS";
  }
  const base::Decimal seats = units_beside(month, fact, base::Measure::Seats);
  const base::Decimal active = units_beside(month, fact, base::Measure::ActiveUsers);
  const bool few = gates.minimum_seats && seats < *gates.minimum_seats;
  const bool idle = gates.minimum_active_share &&
                    (seats <= base::Decimal() ||
                     base::Product(active) < base::multiply(*gates.minimum_active_share, seats));
  return few || idle ? "BELOW_MINIMUM_SEATS" : "";
}

Earned& place(ByPlace& out, std::size_t lever, base::Month month, const Fact& fact,
              base::PartnerKey holder, const std::string& currency, bool held) {
  Earned& one = out[{fact.subscription, holder, currency, held}];
  one.held = held;
  one.lever = lever;
  one.partner = holder;
  one.subscription = fact.subscription;
  one.month = month;
  one.currency = currency;
  return one;
}

void price(Earned& earned, const Lever& lever, base::Day day, base::Decimal base) {
  if (!lever.tiers.empty()) {
    earned.base += base;
    return;
  }
  const std::optional<base::Decimal> value = value_on(lever, day);
  if (!value) {
    earned.refused["PRODUCT_NOT_ON_RATE_CARD"] += base;
    return;
  }
  const programs::Rate& rate = *lever.rate_on(day);
  earned.rates[rate.in_force.from] = rate.rate;
  earned.base += base;
  earned.amount += base::multiply(base, *value);
}

namespace {

// An amount for a month has no day of its own: the eligibility day says whether it is held.
void add_given(const World& world, std::size_t lever, base::Month month, ByPlace& out) {
  for (const registry::ManualEarning& given : world.registry.manual_earnings) {
    if (given.month != month || given.lever != world.programme.levers[lever].code) continue;
    const Fact fact{
        .record = nullptr, .subscription = given.subscription, .day = {}, .residual = {}};
    const base::Day decides = programs::eligibility_day(world.programme.parameters, month);
    const bool held = is_held(world, world.programme.levers[lever], given.partner, decides);
    place(out, lever, month, fact, given.partner, given.currency, held).amount +=
        base::Product(given.amount);
  }
}

void add_by_fact(Past& past, std::size_t lever, base::Month month, ByPlace& out) {
  const Lever& rule = past.world.programme.levers[lever];
  const std::vector<Fact>& facts = past.facts(month);
  for (const Fact& fact : facts) {
    if (!pays_for(past.world, rule, fact)) continue;
    const auto holder = holder_of(past.world, rule, fact);
    if (!holder) continue;
    const bool held = is_held(past.world, rule, *holder, fact.day);
    Earned& one = place(out, lever, month, fact, *holder, currency_of(rule, fact), held);
    const std::string closed = closed_to_fact(past.world, rule, facts, fact, *holder);
    if (closed.empty())
      price(one, rule, fact.day, base_of(rule, fact));
    else
      one.refused[closed] += base_of(rule, fact);
  }
}

}  // namespace

std::vector<Earned> earned(Past& past, std::size_t lever, base::Month month) {
  ByPlace all;
  switch (past.world.programme.levers[lever].kind) {
    case LeverKind::Manual: add_given(past.world, lever, month, all); break;
    case LeverKind::HighWaterMark:
    case LeverKind::Growth: add_above_mark(past, lever, month, all); break;
    case LeverKind::Milestone:
    case LeverKind::Flat:
    case LeverKind::Pool: add_fixed(past, lever, month, all); break;
    default: add_by_fact(past, lever, month, all); break;
  }
  std::vector<Earned> out;
  for (auto& [key, one] : all)
    out.push_back(std::move(one));
  return out;
}

}  // namespace attribution::naive

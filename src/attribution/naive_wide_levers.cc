// Levers over a mark and fixed amounts in the naive model.
#include <algorithm>
#include <tuple>

#include "attribution/answers.h"
#include "attribution/naive_eligibility.h"
#include "attribution/naive_levers.h"

namespace attribution::naive {
namespace {

using base::Decimal;
using programs::Lever;
using programs::LeverKind;

// The scope of a fact as a text; empty: the fact is in none.
std::string scope_of(const World& world, const Lever& lever, const Fact& fact) {
  switch (lever.basis.scope) {
    case programs::LeverScope::Subscription: return "s " + world.registry[fact.subscription].id;
    case programs::LeverScope::Customer:
      return "c " + world.registry[world.registry[fact.subscription].customer].id;
    case programs::LeverScope::Earner: {
      const auto holder = holder_of(world, lever, fact);
      return holder ? "e " + world.registry[*holder].id : std::string();
    }
    case programs::LeverScope::Programme: break;
  }
  return "all";
}

// The base facts of a month in one scope and currency.
std::vector<const Fact*> facts_in(Past& past, const Lever& lever, const std::string& scope,
                                  const std::string& currency, base::Month month) {
  std::vector<const Fact*> out;
  for (const Fact& fact : past.facts(month)) {
    if (pays_for(past.world, lever, fact) && currency_of(lever, fact) == currency &&
        scope_of(past.world, lever, fact) == scope) {
      out.push_back(&fact);
    }
  }
  return out;
}

Decimal sum(const Lever& lever, const std::vector<const Fact*>& facts) {
  Decimal out;
  for (const Fact* fact : facts)
    out += base_of(lever, *fact);
  return out;
}

// ---- above a mark -------------------------------------------------------------------------------

// What the month is measured against.
Decimal mark_of(Past& past, const Lever& lever, const std::string& scope,
                const std::string& currency, base::Month month) {
  const auto total = [&](base::Month of) {
    return sum(lever, facts_in(past, lever, scope, currency, of));
  };
  if (lever.kind == LeverKind::Growth) return total(month + -lever.basis.baseline_months);
  Decimal mark = lever.basis.start_mark;
  for (base::Month before = *lever.basis.starts; before < month; before = before + 1)
    mark = std::max(mark, total(before));
  return mark;
}

// How much of what comes behind `before` lies above the mark.
Decimal part_above(Decimal mark, Decimal before, Decimal base) {
  const Decimal ground = std::max(mark, Decimal());
  return std::max(before + base, ground) - std::max(before, ground);
}

// Whether `a` comes before `b` when usage fills up what lies below a mark.
bool comes_before(const World& world, const Fact& a, const Fact& b) {
  const auto place = [&](const Fact& fact) {
    return std::tuple(fact.day, std::string_view(world.registry[fact.subscription].id),
                      std::string_view(fact.record->workload), &fact);
  };
  return place(a) < place(b);
}

void add_scope_above(Past& past, std::size_t number, base::Month month, const std::string& scope,
                     const std::string& currency, ByPlace& out) {
  const World& world = past.world;
  const Lever& lever = world.programme.levers[number];
  const Decimal mark = mark_of(past, lever, scope, currency, month);
  const bool enough = lever.kind != LeverKind::Growth || mark >= lever.basis.minimum_baseline;
  const auto facts = facts_in(past, lever, scope, currency, month);
  std::map<Earned*, Decimal> units;
  for (const Fact* fact : facts) {
    const auto holder = holder_of(world, lever, *fact);
    if (!holder) continue;
    Decimal before;
    for (const Fact* other : facts) {
      if (comes_before(world, *other, *fact)) before += base_of(lever, *other);
    }
    const bool held = is_held(world, lever, *holder, fact->day);
    Earned& one = place(out, number, month, *fact, *holder, currency, held);
    one.against = mark;
    units[&one] += base_of(lever, *fact);
    if (!enough) continue;
    const Decimal part = part_above(mark, before, base_of(lever, *fact));
    const std::string closed = closed_to_fact(world, lever, past.facts(month), *fact, *holder);
    if (closed.empty())
      price(one, lever, fact->day, part);
    else
      one.refused[closed] += part;
  }
  for (const auto& [one, all] : units) {
    const bool nothing =
        one->base.is_zero() && one->amount.is_zero() &&
        std::ranges::all_of(one->refused, [](const auto& r) { return r.second.is_zero(); });
    if (!enough)
      one->refused["BELOW_MINIMUM"] += all;
    else if (nothing)
      one->refused["BELOW_HIGH_WATER_MARK"] += all;
  }
}

// ---- fixed amounts ------------------------------------------------------------------------------

Decimal seats_of(Past& past, const Lever& lever, const std::string& scope, base::Month month) {
  Decimal seats;
  for (const Fact& fact : past.facts(month)) {
    const registry::Subscription& subscription = past.world.registry[fact.subscription];
    const registry::Product& product = past.world.registry[subscription.product];
    if (fact.residual.empty() && fact.record->measure == base::Measure::Seats &&
        lever.filter.matches(product.id, product.family, product.metering, fact.record->workload) &&
        scope_of(past.world, lever, fact) == scope) {
      seats += fact.record->quantity;
    }
  }
  return seats;
}

bool is_reached(Past& past, const Lever& lever, const programs::Milestone& milestone,
                const std::string& scope, base::Month month) {
  const Decimal units = sum(lever, facts_in(past, lever, scope, lever.currency, month));
  if (!lever.basis.of_seats) return units >= milestone.at_least;
  const Decimal seats = seats_of(past, lever, scope, month);
  return seats > Decimal() && base::Product(units) >= base::multiply(milestone.at_least, seats);
}

// Facts of a scope that somebody holds and no gate closes, with the holder.
std::vector<std::pair<const Fact*, base::PartnerKey>> open_facts(Past& past, const Lever& lever,
                                                                 const std::string& scope,
                                                                 base::Month month) {
  std::vector<std::pair<const Fact*, base::PartnerKey>> out;
  for (const Fact* fact : facts_in(past, lever, scope, lever.currency, month)) {
    const auto holder = holder_of(past.world, lever, *fact);
    if (holder && closed_to_fact(past.world, lever, past.facts(month), *fact, *holder).empty())
      out.emplace_back(fact, *holder);
  }
  return out;
}

// What weighs when an amount is divided: partner, then subscription, by id, held days last.
using Place = std::pair<std::string, bool>;
using Weights = std::map<std::string, std::map<Place, Decimal>>;

Weights weights_of(Past& past, const Lever& lever, const std::string& scope, base::Month month) {
  Weights out;
  for (const auto& [fact, holder] : open_facts(past, lever, scope, month)) {
    const Place place{past.world.registry[fact->subscription].id,
                      is_held(past.world, lever, holder, fact->day)};
    out[past.world.registry[holder].id][place] += base_of(lever, *fact);
  }
  for (auto& [partner, places] : out) {
    for (auto& [place, weight] : places)
      weight = std::max(weight, Decimal());
  }
  return out;
}

template <class Id>
Decimal total_of(const std::map<Id, Decimal>& weights) {
  Decimal out;
  for (const auto& [id, weight] : weights)
    out += weight;
  return out;
}

std::map<std::string, Decimal> by_partner(const Weights& weights) {
  std::map<std::string, Decimal> out;
  for (const auto& [partner, places] : weights)
    out[partner] = total_of(places);
  return out;
}

bool was_paid(Past& past, const Lever& lever, const programs::Milestone& milestone,
              const std::string& scope, base::Month month) {
  for (base::Month before = *lever.basis.starts; before < month; before = before + 1) {
    if (is_reached(past, lever, milestone, scope, before) &&
        total_of(by_partner(weights_of(past, lever, scope, before))) > Decimal()) {
      return true;
    }
  }
  return false;
}

// The parts of an amount by weight, in long division, digit by digit.
template <class Id>
std::map<Id, Decimal> divided(Decimal amount, int decimals, const std::map<Id, Decimal>& weights) {
  const base::Int128 total = total_of(weights).units();
  std::map<Id, Decimal> out;
  std::map<Id, base::Int128> rest;
  Decimal coin = Decimal::from_integer(1);
  for (int i = 0; i < decimals; ++i)
    coin = Decimal::from_units(coin.units() / 10);
  const std::string coins =
      Decimal::from_integer(static_cast<std::int64_t>(amount.units() / coin.units())).text();
  Decimal left = amount;
  for (const auto& [id, weight] : weights) {
    base::Int128 whole = 0;
    for (const char digit : coins) {
      rest[id] = rest[id] * 10 + weight.units() * (digit - '0');
      whole = whole * 10 + rest[id] / total;
      rest[id] %= total;
    }
    out[id] = Decimal::from_units(whole * coin.units());
    left -= out[id];
  }
  for (; left > Decimal(); left -= coin) {
    auto most = rest.begin();
    for (auto at = rest.begin(); at != rest.end(); ++at) {
      if (at->second > most->second) most = at;
    }
    out[most->first] += coin;
    most->second = -1;
  }
  return out;
}

struct Fixed {
  Decimal amount;
  std::vector<Decimal> bands;
  std::string refusal;
};

Fixed milestones_of(Past& past, const Lever& lever, const std::string& scope, base::Month month) {
  Fixed out;
  bool any = false;
  for (const programs::Milestone& milestone : lever.basis.milestones) {
    if (!is_reached(past, lever, milestone, scope, month)) continue;
    any = true;
    if (was_paid(past, lever, milestone, scope, month)) continue;
    out.amount += milestone.amount;
    out.bands.push_back(milestone.at_least);
  }
  if (out.bands.empty()) out.refusal = any ? "MILESTONE_ALREADY_PAID" : "BELOW_MINIMUM";
  return out;
}

Fixed amount_of(Past& past, const Lever& lever, const std::string& scope, base::Month month) {
  if (lever.kind == LeverKind::Milestone) return milestones_of(past, lever, scope, month);
  const Decimal total = sum(lever, facts_in(past, lever, scope, lever.currency, month));
  if (lever.basis.at_least && total < *lever.basis.at_least) return {{}, {}, "BELOW_MINIMUM"};
  const programs::Rate* rate = lever.rate_on(month.last());
  if (rate == nullptr) return {{}, {}, "PRODUCT_NOT_ON_RATE_CARD"};
  return {rate->rate, {rate->rate}, ""};
}

void add_scope_fixed(Past& past, std::size_t number, base::Month month, const std::string& scope,
                     ByPlace& out) {
  const World& world = past.world;
  const Lever& lever = world.programme.levers[number];
  const Fixed fixed = amount_of(past, lever, scope, month);
  std::map<std::pair<std::string, Place>, Earned*> places;
  for (const Fact* fact : facts_in(past, lever, scope, lever.currency, month)) {
    const auto holder = holder_of(world, lever, *fact);
    if (!holder) continue;
    const bool held = is_held(world, lever, *holder, fact->day);
    Earned& one = place(out, number, month, *fact, *holder, lever.currency, held);
    one.bands = fixed.bands;
    if (lever.basis.of_seats) one.against = seats_of(past, lever, scope, month);
    places[{world.registry[*holder].id, {world.registry[fact->subscription].id, held}}] = &one;
    std::string refusal = closed_to_fact(world, lever, past.facts(month), *fact, *holder);
    if (refusal.empty()) refusal = fixed.refusal;
    if (refusal.empty())
      one.base += base_of(lever, *fact);
    else
      one.refused[refusal] += base_of(lever, *fact);
  }
  const Weights weights = weights_of(past, lever, scope, month);
  const Decimal whole = total_of(by_partner(weights));
  if (!fixed.refusal.empty() || whole.is_zero()) return;
  const int decimals = minor_unit(lever.currency);
  const Decimal amount = base::round(fixed.amount, decimals, rounding(world, lever));
  const auto partners = divided(amount, decimals, by_partner(weights));
  for (const auto& [partner, of_partner] : weights) {
    if (total_of(of_partner).is_zero()) continue;
    for (const auto& [place, part] : divided(partners.at(partner), decimals, of_partner))
      places.at({partner, place})->amount = base::Product(part);
  }
  for (const auto& [ids, one] : places) {
    if (!one->against) one->against = whole;
  }
}

}  // namespace

void add_above_mark(Past& past, std::size_t lever, base::Month month, ByPlace& out) {
  const Lever& rule = past.world.programme.levers[lever];
  std::set<std::pair<std::string, std::string>> scopes;
  for (const Fact& fact : past.facts(month)) {
    if (pays_for(past.world, rule, fact))
      scopes.emplace(scope_of(past.world, rule, fact), currency_of(rule, fact));
  }
  for (const auto& [scope, currency] : scopes)
    add_scope_above(past, lever, month, scope, currency, out);
}

void add_fixed(Past& past, std::size_t lever, base::Month month, ByPlace& out) {
  const Lever& rule = past.world.programme.levers[lever];
  std::set<std::string> scopes;
  for (const Fact& fact : past.facts(month)) {
    if (pays_for(past.world, rule, fact)) scopes.insert(scope_of(past.world, rule, fact));
  }
  scopes.erase("");
  for (const std::string& scope : scopes)
    add_scope_fixed(past, lever, month, scope, out);
}

}  // namespace attribution::naive

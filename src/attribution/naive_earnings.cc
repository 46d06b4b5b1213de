// The money half of the naive model. Rules: docs/domain/incentives.md.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "attribution/naive_eligibility.h"
#include "attribution/naive_levers.h"

namespace attribution {
namespace {

using naive::Earned;
using naive::Fact;
using naive::World;
using programs::Lever;

// The lines of what was earned and settled.
void state(const World& world, const Earned& earned, std::vector<EarningLine>& out) {
  const Lever& lever = world.programme.levers[earned.lever];
  EarningLine line;
  line.partner = world.registry[earned.partner].id;
  line.lever = lever.code;
  line.subscription = world.registry[earned.subscription].id;
  line.earning_month = earned.month;
  line.currency = earned.currency;
  line.against = earned.against;
  for (const auto& [reason, base] : earned.refused) {
    if (base.is_zero()) continue;
    EarningLine refused = line;
    refused.base = base;
    refused.rates = {base::Decimal()};
    refused.reason_code = reason;
    out.push_back(refused);
  }
  line.base = earned.base;
  line.rates = earned.bands;
  for (const auto& [from, rate] : earned.rates)
    line.rates.push_back(rate);
  const base::Decimal total = earned.payable();
  if (const base::Decimal cut = earned.rounded - total; !cut.is_zero()) {
    EarningLine capped = line;
    capped.amount = cut;
    capped.reason_code = "CAP_REACHED";
    if (!total.is_zero()) capped.base = base::Decimal();
    out.push_back(capped);
    if (total.is_zero()) return;
  }
  if (earned.held) line.reason_code = "ON_HOLD";
  line.amount = total;
  if (lever.coop_share) {
    const base::Decimal rebate_share = base::Decimal::from_integer(1) - *lever.coop_share;
    line.amount = base::round(base::multiply(total, rebate_share), minor_unit(line.currency),
                              naive::rounding(world, lever));
    EarningLine coop = line;
    coop.kind = EarningKind::Coop;
    coop.amount = total - line.amount;
    if (!coop.base.is_zero() || !coop.amount.is_zero()) out.push_back(coop);
  }
  if (!line.base.is_zero() || !line.amount.is_zero()) out.push_back(line);
}

// What every partner has under every lever at every subscription in a month, held days apart.
void gather(naive::Past& past, base::Month month, std::vector<Earned>& out) {
  for (std::size_t lever = 0; lever < past.world.programme.levers.size(); ++lever) {
    for (Earned& one : naive::earned(past, lever, month))
      out.push_back(std::move(one));
  }
}

base::Month first_of_windows(const World& world, base::Month month) {
  base::Month first = month;
  for (const Lever& lever : world.programme.levers) {
    for (const programs::Cap& cap : lever.caps)
      first =
          std::min(first, programs::window_start(world.programme.parameters, cap.window, month));
  }
  return first;
}

// Earns: holds the role of some lever for some of its base facts, whatever they come to.
bool earns(const World& world, const std::vector<Fact>& facts, base::PartnerKey partner,
           base::SubscriptionKey subscription) {
  for (const Lever& lever : world.programme.levers) {
    for (const Fact& fact : facts) {
      if (fact.subscription == subscription && naive::pays_for(world, lever, fact) &&
          naive::holder_of(world, lever, fact) == partner) {
        return true;
      }
    }
  }
  return false;
}

// Holds a role of the lever for some of its base facts, and somebody else earns on each of them.
bool is_passed_over(const World& world, const std::vector<Fact>& bases, const Lever& lever,
                    base::PartnerKey partner) {
  bool holds = false;
  for (const Fact& fact : bases) {
    if (naive::holder_of(world, lever, fact) == partner) return false;
    holds |= naive::holds_role(world, lever, fact, partner);
  }
  return holds;
}

bool admits(const World& world, const Lever& lever, bool csp_day) {
  for (std::size_t type = 0; type < world.programme.types.size(); ++type) {
    if (naive::is_role(lever, type) &&
        naive::channel_admits(world, world.programme.types[type], csp_day)) {
      return true;
    }
  }
  return false;
}

// What is known of a partner that stands beside a lever's base without earning from it.
struct Bystander {
  bool shares_a_day = false;
  bool incentive_bearing = false;
};

Bystander look(const World& world, const std::vector<Fact>& bases, const Lever& lever,
               base::PartnerKey partner, base::Month month) {
  Bystander out;
  for (const registry::Association& association : world.registry.associations) {
    if (association.partner != partner) continue;
    const programs::AssociationType& type = world.programme.types[association.type];
    for (Fact fact : bases) {
      for (fact.day = month.first(); fact.day < month.end(); fact.day = fact.day + 1) {
        if (!naive::stands(world, association, fact)) continue;
        const bool csp = naive::is_csp_day(world, fact.subscription, fact.day);
        if (!naive::channel_admits(world, type, csp)) continue;
        out.incentive_bearing |= type.incentive;
        out.shares_a_day |= admits(world, lever, csp);
      }
    }
  }
  return out;
}

bool is_held(const World& world, const std::vector<Fact>& bases, const Lever& lever) {
  return std::ranges::any_of(
      bases, [&](const Fact& fact) { return naive::holder_of(world, lever, fact).has_value(); });
}

std::vector<Fact> bases_of(const World& world, const std::vector<Fact>& facts, const Lever& lever,
                           base::SubscriptionKey subscription) {
  std::vector<Fact> bases;
  for (const Fact& fact : facts) {
    if (fact.subscription == subscription && naive::pays_for(world, lever, fact))
      bases.push_back(fact);
  }
  return bases;
}

// A line for each base whose holder a gate keeps out; the others stay in `earned`.
base::Status refuse(const World& world, base::Month month, std::vector<Earned>& earned,
                    std::vector<EarningLine>& out) {
  std::vector<Earned> open;
  for (Earned& one : earned) {
    const Lever& lever = world.programme.levers[one.lever];
    const std::string gate =
        TRY(naive::closed_gate(world, lever, one.partner, one.subscription, one.month));
    if (gate.empty()) {
      open.push_back(std::move(one));
      continue;
    }
    base::Decimal base = one.base;
    for (const auto& [reason, part] : one.refused)
      base += part;
    if (one.month != month || base.is_zero()) continue;
    EarningLine line;
    line.partner = world.registry[one.partner].id;
    line.lever = lever.code;
    line.subscription = world.registry[one.subscription].id;
    line.earning_month = month;
    line.base = base;
    line.currency = one.currency;
    line.reason_code = gate;
    out.push_back(line);
  }
  earned = std::move(open);
  return {};
}

auto identity(const EarningLine& line) {
  return std::tuple(line.partner, line.lever, line.subscription, line.earning_month, line.currency,
                    line.kind == EarningKind::Coop ? 0 : 1, line.reason_code);
}

// Held days and others may give the same line twice.
std::vector<EarningLine> merged(std::vector<EarningLine> lines) {
  std::ranges::stable_sort(
      lines, [](const EarningLine& a, const EarningLine& b) { return identity(a) < identity(b); });
  std::vector<EarningLine> out;
  const auto is_nothing = [&] { return out.back().base.is_zero() && out.back().amount.is_zero(); };
  bool joined = false;
  for (EarningLine& line : lines) {
    if (out.empty() || identity(out.back()) != identity(line)) {
      if (joined && is_nothing()) out.pop_back();
      joined = false;
      out.push_back(std::move(line));
      continue;
    }
    joined = true;
    out.back().base += line.base;
    out.back().amount += line.amount;
    for (const base::Decimal rate : line.rates) {
      if (std::ranges::count(out.back().rates, rate) == 0) out.back().rates.push_back(rate);
    }
  }
  if (joined && is_nothing()) out.pop_back();
  return out;
}

bool is_own_use_in(const World& world, base::PartnerKey partner, base::SubscriptionKey subscription,
                   base::Month month) {
  for (base::Day day = month.first(); day < month.end(); day = day + 1) {
    if (naive::is_own_use(world, partner, subscription, day)) return true;
  }
  return false;
}

EarningLine empty_line(const World& world, const std::vector<Fact>& bases, const Lever& lever,
                       base::PartnerKey partner, base::SubscriptionKey subscription,
                       base::Month month) {
  EarningLine line;
  line.partner = world.registry[partner].id;
  line.lever = lever.code;
  line.subscription = world.registry[subscription].id;
  line.earning_month = month;
  line.currency = naive::currency_of(lever, bases.front());
  for (const Fact& fact : bases)
    line.currency = std::min(line.currency, naive::currency_of(lever, fact));
  return line;
}

// The zero line of a partner under a lever; nothing when it does not stand by there.
std::optional<EarningLine> zero_line(const World& world, const std::vector<Fact>& bases,
                                     const Lever& lever, base::PartnerKey partner,
                                     base::SubscriptionKey subscription, base::Month month) {
  const Bystander bystander = look(world, bases, lever, partner, month);
  if (!bystander.shares_a_day) return std::nullopt;
  EarningLine line = empty_line(world, bases, lever, partner, subscription, month);
  line.reason_code = bystander.incentive_bearing ? "NOT_HOLDER" : "ASSOC_NOT_INCENTIVE_BEARING";
  if (is_own_use_in(world, partner, subscription, month)) line.reason_code = "SELF_DEALING";
  return line;
}

// One under each lever of which a partner holds a role in vain.
std::vector<EarningLine> passed_over(const World& world, const std::vector<Fact>& facts,
                                     base::PartnerKey partner, base::SubscriptionKey subscription,
                                     base::Month month) {
  std::vector<EarningLine> out;
  for (const Lever& lever : world.programme.levers) {
    const std::vector<Fact> bases = bases_of(world, facts, lever, subscription);
    if (!is_passed_over(world, bases, lever, partner)) continue;
    out.push_back(empty_line(world, bases, lever, partner, subscription, month));
    out.back().reason_code = "NOT_HOLDER";
  }
  return out;
}

// One for a partner that earns nothing at the subscription: the first lever that somebody earns
// under and at which the partner stands by, else the first at which it does.
std::optional<EarningLine> explain_zero(const World& world, const std::vector<Fact>& facts,
                                        base::PartnerKey partner,
                                        base::SubscriptionKey subscription, base::Month month) {
  for (const bool held : {true, false}) {
    for (const Lever& lever : world.programme.levers) {
      const std::vector<Fact> bases = bases_of(world, facts, lever, subscription);
      if (bases.empty() || is_held(world, bases, lever) != held) continue;
      const auto line = zero_line(world, bases, lever, partner, subscription, month);
      if (line && !earns(world, facts, partner, subscription)) return line;
    }
  }
  return std::nullopt;
}

}  // namespace

base::Result<std::vector<EarningLine>> naive_earnings(std::span<const usage::Record> records,
                                                      const registry::Snapshot& registry,
                                                      const programs::Programme& programme,
                                                      base::Month month) {
  const World world{records, registry, programme};
  for (const Lever& lever : programme.levers) {
    const auto& asked = lever.eligibility.competency;
    if (asked && !registry.partners.empty()) {
      TRY(naive::held_rank(world, asked->competency, {0}, month.last()));
    }
  }
  naive::Past past{world, {}};
  std::vector<Earned> earned;
  for (base::Month at = first_of_windows(world, month); at <= month; at = at + 1)
    gather(past, at, earned);
  std::vector<EarningLine> out;
  TRY_STATUS(refuse(world, month, earned, out));
  naive::settle(world, earned);
  for (const Earned& one : earned) {
    if (one.month == month) state(world, one, out);
  }
  const std::vector<Fact> facts = naive::facts_of(world, month);
  for (std::uint32_t s = 0; s < registry.subscriptions.size(); ++s) {
    for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
      std::vector<EarningLine> vain = passed_over(world, facts, {p}, {s}, month);
      if (vain.empty()) {
        if (auto zero = explain_zero(world, facts, {p}, {s}, month)) vain.push_back(*zero);
      }
      std::ranges::move(vain, std::back_inserter(out));
    }
  }
  return merged(std::move(out));
}

}  // namespace attribution

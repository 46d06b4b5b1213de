#include "tests/random_world.h"

namespace tests {
namespace {

using base::Decimal;
using base::Metering;
using programs::ChannelGate;

Decimal random_rate(Chance& chance) {
  switch (chance.below(4)) {
    case 0: return Decimal::from_units(base::Int128{chance.between(1, 20)} * base::kUnit / 100);
    case 1: return Decimal::from_units(chance.between(1, 1'000'000));
    case 2: return Decimal::from_units(base::Int128{base::kUnit} / chance.between(2, 40));
    default: return Decimal::from_integer(chance.below(3));
  }
}

programs::ProductFilter random_filter(Chance& chance) {
  programs::ProductFilter out;
  if (chance.in_hundred(30)) out.families = {chance.of({"Cloud", "OFFICE", "crm"})};
  if (chance.in_hundred(10)) out.products = {chance.of({"R1", "r2", "R3"}), "r4"};
  if (chance.in_hundred(20)) out.workloads = {chance.of({"mail", "CHAT", ""})};
  if (chance.in_hundred(20)) out.meterings = {chance.of({Metering::Seat, Metering::Metered})};
  return out;
}

// Periods in day order, with gaps: a rate card need not cover every day.
std::vector<programs::Rate> random_rates(Chance& chance, base::Month first, base::Month last) {
  if (chance.in_hundred(40)) return {{base::DayRange{}, random_rate(chance)}};
  std::vector<programs::Rate> out;
  base::Day at = chance.in_hundred(50) ? base::Day::min() : first.first() + chance.below(20);
  while (at < last.end() && out.size() < 4) {
    base::Day to = std::max(at, first.first()) + chance.between(1, 40);
    if (chance.in_hundred(25)) to = base::Day::forever();
    out.push_back({{at, to}, random_rate(chance)});
    if (to == base::Day::forever()) break;
    at = to + (chance.in_hundred(60) ? 0 : chance.between(1, 10));
  }
  return out;
}

std::vector<programs::AssociationType> random_types(Chance& chance) {
  struct Row {
    const char* code;
    ChannelGate channels;
    const char* exclusive;
    bool incentive;
  };
  std::vector<programs::AssociationType> out;
  for (const Row row :
       {Row{"csp_direct", ChannelGate::CspOnly, "tier 1", true},
        Row{"csp_provider", ChannelGate::CspOnly, "tier 1", true},
        Row{"csp_reseller", ChannelGate::CspOnly, "tier 2", true},
        Row{"dpor", ChannelGate::NotCsp, "dpor", true},
        Row{"tpor", ChannelGate::NotCsp, "tpor", false}, Row{"dap", ChannelGate::Any, "", false},
        Row{"fasttrack", ChannelGate::Any, "", false},
        Row{"isv_deal", ChannelGate::Any, "", false}}) {
    programs::AssociationType type;
    type.code = row.code;
    type.channels = row.channels;
    type.exclusive = row.exclusive;
    type.incentive = row.incentive;
    type.competency = !chance.in_hundred(12);
    if (chance.in_hundred(35)) {
      type.meterings = {chance.of({Metering::Seat, Metering::Metered})};
    }
    out.push_back(type);
  }
  chance.shuffle(out);
  return out;
}

std::vector<programs::Tier> random_tiers(Chance& chance) {
  std::vector<programs::Tier> out;
  std::int64_t until = 0;
  for (int i = chance.between(0, 3); i > 0; --i) {
    until += chance.between(1, 400);
    out.push_back({Decimal::from_integer(until), random_rate(chance)});
  }
  out.push_back({std::nullopt, random_rate(chance)});
  return out;
}

std::vector<programs::Cap> random_caps(Chance& chance) {
  std::vector<programs::Cap> out;
  for (int i = chance.between(1, 3); i > 0; --i) {
    out.push_back({chance.of({programs::CapScope::Subscription, programs::CapScope::Customer,
                              programs::CapScope::Earner}),
                   chance.of({programs::CapWindow::Month, programs::CapWindow::Half,
                              programs::CapWindow::Year}),
                   Decimal::from_integer(chance.between(1, 60)), chance.of({"USD", "EUR"})});
  }
  std::ranges::stable_sort(out, {}, &programs::Cap::scope);
  return out;
}

// What makes lines depend on each other.
void entangle(Chance& chance, const programs::Programme& programme, programs::Lever& lever) {
  if (chance.in_hundred(30)) {
    lever.tiers = random_tiers(chance);
    lever.tier_mode = chance.of({programs::TierMode::Marginal, programs::TierMode::Whole});
    lever.rates.clear();
    lever.unit_values.clear();
  }
  for (std::uint32_t i = 0; i < programme.levers.size(); ++i) {
    const programs::Lever& other = programme.levers[i];
    if (other.accelerates || other.measure() != lever.measure() || !chance.in_hundred(50)) continue;
    lever.accelerates = i;
    return;
  }
  if (chance.in_hundred(50)) lever.caps = random_caps(chance);
}

programs::Lever random_lever(Chance& chance, const programs::Programme& programme,
                             base::Month first, base::Month last) {
  using programs::LeverKind;
  programs::Lever out;
  out.kind = chance.of({LeverKind::PercentOfConsumption, LeverKind::PercentOfConsumption,
                        LeverKind::PercentOfRevenue, LeverKind::PerActiveUnit});
  out.roles = programs::TypeMask{1} << chance.below(static_cast<int>(programme.types.size()));
  if (chance.in_hundred(40)) {
    out.roles |= static_cast<programs::TypeMask>(chance.next() & 0xFF);
  }
  out.filter = random_filter(chance);
  out.rates = random_rates(chance, first, last);
  if (chance.in_hundred(35)) {
    out.coop_share = Decimal::from_units(base::Int128{chance.between(1, 99)} * base::kUnit / 100);
  }
  if (out.kind == LeverKind::PerActiveUnit) {
    out.unit_values = random_rates(chance, first, last);
    out.currency = chance.of({"USD", "JPY", "KWD"});
  }
  if (chance.in_hundred(50)) entangle(chance, programme, out);
  return out;
}

}  // namespace

programs::Programme random_programme(Chance& chance, base::Month first, base::Month last) {
  programs::Programme out;
  out.code = "chance";
  out.parameters.fiscal_year_start = chance.of({"07-01", "01-01", "04-01"});
  out.parameters.currency = chance.of({"USD", "USD", "EUR"});
  out.parameters.snapshot_day = chance.of({0, 0, 1, 15, 28, chance.between(1, 28)});
  out.parameters.rounding =
      chance.of({base::Rounding::HalfEven, base::Rounding::HalfUp, base::Rounding::Floor});
  out.parameters.credit_own_use = chance.in_hundred(25);
  out.parameters.count_non_csp_associations_on_csp = !chance.in_hundred(25);
  out.types = random_types(chance);
  for (const char* code : {"build", "deploy", "sell"})
    out.competencies.push_back({code, code});
  for (int i = chance.below(5); i > 0; --i) {
    programs::CompetencyMap map{chance.of(out.competencies).code, random_filter(chance), {}};
    if (chance.in_hundred(25)) {
      map.measures = {chance.of({base::Measure::Seats, base::Measure::Consumption})};
    }
    out.competency_maps.push_back(map);
  }
  for (int i = chance.below(5); i > 0; --i) {
    out.levers.push_back(random_lever(chance, out, first, last));
    out.levers.back().code = std::string(chance.of({"l", "L"})) + std::to_string(i);
  }
  return out;
}

}  // namespace tests

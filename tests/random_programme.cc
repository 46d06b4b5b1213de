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
  const bool per_workload = chance.in_hundred(50);
  const bool timed = chance.in_hundred(20);  // credit by the time with access
  const auto month_hours = chance.of({std::optional<int>(), std::optional(730), std::optional(20)});
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
    if (type.exclusive == "dpor") type.exclusive_per_workload = per_workload;
    if (timed && !type.incentive && chance.in_hundred(60)) {
      type.continuous = true;
      type.month_hours = month_hours;
    }
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
  const bool may_have_tiers =
      lever.reads_usage() && !lever.fixed() && lever.kind != programs::LeverKind::DailyEarnedCredit;
  if (may_have_tiers && chance.in_hundred(30)) {
    lever.tiers = random_tiers(chance);
    lever.tier_mode = chance.of({programs::TierMode::Marginal, programs::TierMode::Whole});
    lever.rates.clear();
    lever.unit_values.clear();
  }
  for (std::uint32_t i = 0; i < programme.levers.size(); ++i) {
    const programs::Lever& other = programme.levers[i];
    const bool one_base =
        lever.reads_usage() && other.reads_usage() && other.measure() == lever.measure();
    if (other.accelerates || !one_base || !chance.in_hundred(50)) continue;
    lever.accelerates = i;
    return;
  }
  if (chance.in_hundred(50)) lever.caps = random_caps(chance);
}

programs::LeverKind random_kind(Chance& chance) {
  using enum programs::LeverKind;
  return chance.of({PercentOfConsumption, PercentOfConsumption, PercentOfRevenue, PerActiveUnit,
                    PerActiveUnit, PerSeat, HighWaterMark, HighWaterMark, Milestone, Milestone,
                    Milestone, Milestone, Growth, Growth, DailyEarnedCredit, Flat, Flat, Pool,
                    Manual});
}

void random_gates(Chance& chance, programs::Lever& lever) {
  if (base::is_stock(lever.measure())) {
    if (chance.in_hundred(25))
      lever.gates.minimum_seats = Decimal::from_integer(50 * chance.between(1, 6));
    if (chance.in_hundred(25)) lever.gates.minimum_active_share = random_rate(chance);
  }
  if (chance.in_hundred(30)) lever.gates.attach_within_days = chance.of({0, 5, 20, 60});
}

// What the kinds that look beyond a line look at.
void random_basis(Chance& chance, base::Month first, programs::Lever& lever) {
  using base::Measure;
  using programs::LeverKind;
  using programs::LeverScope;
  programs::LeverBasis& basis = lever.basis;
  basis.scope = chance.of({LeverScope::Subscription, LeverScope::Customer});
  if (lever.kind == LeverKind::Pool) basis.scope = LeverScope::Programme;
  if (lever.kind == LeverKind::Flat && chance.in_hundred(40)) basis.scope = LeverScope::Earner;
  if (lever.kind == LeverKind::HighWaterMark || lever.kind == LeverKind::Milestone)
    basis.starts = first + chance.between(-2, 2);
  basis.start_mark = Decimal::from_integer(chance.of({0, 0, 50, 200}));
  basis.measure = chance.of({Measure::Consumption, Measure::Revenue});
  if (lever.fixed() && chance.in_hundred(50))
    basis.measure = chance.of({Measure::Seats, Measure::ActiveUsers});
  basis.baseline_months = chance.between(1, 3);
  if (chance.in_hundred(40)) basis.minimum_baseline = Decimal::from_integer(chance.between(1, 200));
  if (chance.in_hundred(50)) basis.at_least = Decimal::from_integer(50 * chance.between(-1, 6));
  if (lever.kind != LeverKind::Milestone) return;
  basis.of_seats = chance.in_hundred(50);
  Decimal at_least;
  for (int i = chance.between(1, 3); i > 0; --i) {
    const int step = chance.between(1, 150);
    at_least += basis.of_seats ? Decimal::from_units(step * base::Int128{base::kUnit} / 200)
                               : Decimal::from_integer(step);
    basis.milestones.push_back({at_least, Decimal::from_integer(chance.between(1, 900))});
  }
}

// All types, so that it also holds when the lever is given more roles.
void random_precedence(Chance& chance, const programs::Programme& programme, programs::Lever& out) {
  for (std::size_t type = 0; type < programme.types.size(); ++type)
    out.precedence.push_back(static_cast<programs::TypeIndex>(type));
  chance.shuffle(out.precedence);
}

programs::Lever random_lever(Chance& chance, const programs::Programme& programme,
                             base::Month first, base::Month last) {
  using programs::LeverKind;
  programs::Lever out;
  out.kind = random_kind(chance);
  random_basis(chance, first, out);
  out.roles = programs::TypeMask{1} << chance.below(static_cast<int>(programme.types.size()));
  if (chance.in_hundred(40)) {
    out.roles |= static_cast<programs::TypeMask>(chance.next() & 0xFF);
  }
  if (chance.in_hundred(50)) random_precedence(chance, programme, out);
  out.filter = random_filter(chance);
  out.rates = random_rates(chance, first, last);
  if (chance.in_hundred(35)) {
    out.coop_share = Decimal::from_units(base::Int128{chance.between(1, 99)} * base::kUnit / 100);
  }
  if (out.kind == LeverKind::DailyEarnedCredit
          ? chance.in_hundred(40)
          : out.fixed() || (out.reads_usage() && out.in_units()))
    out.currency = chance.of({"USD", "JPY", "KWD"});
  if (out.priced()) out.unit_values = random_rates(chance, first, last);
  if (out.kind == LeverKind::Flat || out.kind == LeverKind::Pool) {
    for (programs::Rate& rate : out.rates)
      rate.rate = Decimal::from_integer(chance.between(1, 300));
  }
  if (out.kind == LeverKind::Milestone || !out.reads_usage()) out.rates.clear();
  if (out.reads_usage())
    random_gates(chance, out);
  else
    out.roles = 0;
  if (chance.in_hundred(15)) out.rounding = base::Rounding::Floor;
  if (chance.in_hundred(50)) entangle(chance, programme, out);
  return out;
}

// A lever whose usage may be added up over the days on which nothing changes.
void make_plain(Chance& chance, programs::Lever& lever) {
  using enum programs::LeverKind;
  if (lever.over_mark() || lever.fixed() || lever.kind == DailyEarnedCredit) {
    lever.kind = chance.of({PercentOfConsumption, PercentOfRevenue});
    lever.basis = {};
    lever.currency.clear();
  }
  lever.gates.attach_within_days.reset();
  if (lever.reads_usage() && chance.in_hundred(50)) lever.roles = 0xFF;
  if (chance.in_hundred(50)) lever.filter = {};
}

}  // namespace

programs::Programme random_programme(Chance& chance, base::Month first, base::Month last) {
  programs::Programme out;
  out.code = "chance";
  out.parameters.fiscal_year_start = chance.of({"07-01", "01-01", "04-01"});
  out.parameters.time_zone = chance.of({"UTC", "Europe/Berlin", "America/Los_Angeles"});
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
  const bool plain = chance.in_hundred(25);
  for (int i = chance.below(5); i > 0; --i) {
    out.levers.push_back(random_lever(chance, out, first, last));
    out.levers.back().code = std::string(chance.of({"l", "L"})) + std::to_string(i);
    if (plain) make_plain(chance, out.levers.back());
  }
  return out;
}

void make_generous(Chance& chance, programs::Programme& programme, base::Month first,
                   base::Month last) {
  for (int i = chance.between(2, 4); i > 0; --i) {
    programme.levers.push_back(random_lever(chance, programme, first, last));
    programme.levers.back().code = "g" + std::to_string(i);
  }
  for (programs::Lever& lever : programme.levers) {
    if (lever.reads_usage() && chance.in_hundred(70)) lever.roles = 0xFF;
    if (chance.in_hundred(70)) lever.filter = {};
  }
}

}  // namespace tests

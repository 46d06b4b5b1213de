#include "attribution/earning_text.h"

namespace attribution {
namespace {

using base::Count;
using base::Money;
using base::Speaker;
using programs::Lever;
using programs::LeverKind;

std::string joined(const Speaker& say, const std::vector<base::Decimal>& rates) {
  std::string out;
  for (const base::Decimal rate : rates)
    out += (out.empty() ? "" : "+") + say.text(rate);
  return out.empty() ? "0" : out;
}

template <class Enum, std::size_t N>
std::string of(const Speaker& say, const std::array<base::Sentence<>, N>& words, Enum value) {
  return say(words[static_cast<std::size_t>(value)]);
}

std::string times_rate(const Speaker& say, const EarningLine& line, const Lever& lever) {
  const std::string rates = joined(say, line.rates);
  std::string out = say(kSay.base, line.base);
  if (lever.over_mark())
    out = say(kSay.base_above_mark, line.base, line.against.value_or(base::Decimal()));
  if (!lever.tiers.empty()) {
    const bool whole = lever.tier_mode == programs::TierMode::Whole;
    return say(whole ? kSay.times_tier : kSay.through_tiers, out, rates);
  }
  if (lever.priced()) {
    const programs::Rate* unit = lever.unit_value_on(line.earning_month.last());
    if (unit != nullptr) out = say(kSay.units_worth, out, unit->rate);
  }
  return say(kSay.times, out, rates);
}

// Of an amount that is fixed: what was reached, and the part of this line in it.
std::string share(const Speaker& say, const EarningLine& line, const Lever& lever) {
  const std::string rates = joined(say, line.rates);
  const base::Decimal against = line.against.value_or(base::Decimal());
  if (lever.kind != LeverKind::Milestone) return say(kSay.part_of, line.base, against, rates);
  return say(kSay.reaches,
             lever.basis.of_seats ? say(kSay.base_of_seats, line.base, against)
                                  : say(kSay.base, line.base),
             rates);
}

std::string worth(const Speaker& say, const EarningLine& line, const Lever& lever) {
  const bool refused = line.rates.size() == 1 && line.rates.front().is_zero();
  if (!refused) return lever.fixed() ? share(say, line, lever) : times_rate(say, line, lever);
  const base::Decimal against = line.against.value_or(base::Decimal());
  return say(
      kSay.times,
      lever.over_mark() ? say(kSay.base_and_mark, line.base, against) : say(kSay.base, line.base),
      "0");
}

std::string milestones_text(const Speaker& say, const programs::LeverBasis& basis) {
  std::string out;
  for (const programs::Milestone& one : basis.milestones) {
    out += (out.empty() ? "" : ", ") +
           say(basis.of_seats ? kSay.seats_reached : kSay.units_reached, one.at_least, one.amount);
  }
  return out;
}

std::string basis_text(const Speaker& say, const Lever& lever) {
  const programs::LeverBasis& basis = lever.basis;
  const auto scope = [&](const Sentences::Scopes& words) { return of(say, words, basis.scope); };
  switch (lever.kind) {
    case LeverKind::HighWaterMark:
      return say(kSay.above_highest, scope(kSay.scopes_genitive), *basis.starts, basis.start_mark);
    case LeverKind::Growth: {
      const Count months{static_cast<std::size_t>(basis.baseline_months)};
      if (basis.minimum_baseline.is_zero()) return say(kSay.growth, scope(kSay.scopes), months);
      return say(kSay.growth_from, scope(kSay.scopes), months, basis.minimum_baseline);
    }
    case LeverKind::Milestone:
      return say(kSay.milestones, scope(kSay.scopes_dative), *basis.starts,
                 milestones_text(say, basis));
    case LeverKind::Flat:
      if (!basis.at_least) return say(kSay.flat, scope(kSay.scopes_each), basis.measure);
      return say(kSay.flat_from, scope(kSay.scopes_each), *basis.at_least, basis.measure);
    case LeverKind::Pool: return say(kSay.pool, basis.measure);
    case LeverKind::DailyEarnedCredit: return say(kSay.full_days);
    default: return {};
  }
}

}  // namespace

std::string arithmetic(const Speaker& say, const EarningLine& line, const Lever& lever) {
  const Money money(line.amount, line.currency);
  if (line.reason_code == "CAP_REACHED") return say(kSay.cap_takes, money);
  std::string out = worth(say, line, lever);
  if (lever.coop_share) {
    const bool is_coop = line.kind == EarningKind::Coop;
    out = say(is_coop ? kSay.coop_part : kSay.rebate_part, out, *lever.coop_share);
  }
  return say(kSay.rounded, out, money, Count{static_cast<std::size_t>(minor_unit(line.currency))});
}

std::string cap_text(const Speaker& say, const programs::Cap& cap) {
  return say(kSay.at_most, Money(cap.amount, cap.currency), of(say, kSay.cap_scopes, cap.scope),
             of(say, kSay.cap_windows, cap.window));
}

std::string roles_text(const Speaker& say, const programs::Programme& programme,
                       const Lever& lever) {
  if (lever.precedence.size() < 2) return programme.labels(lever.roles);
  std::string out;
  for (const programs::TypeIndex type : lever.precedence) {
    const std::string& code = programme.types[type].code;
    out = out.empty() ? code : say(kSay.before, out, code);
  }
  return out;
}

std::vector<std::string> terms_text(const Speaker& say, const Lever& lever) {
  const programs::LeverGates& gates = lever.gates;
  std::vector<std::string> out;
  if (std::string basis = basis_text(say, lever); !basis.empty()) out.push_back(std::move(basis));
  if (gates.minimum_seats) out.push_back(say(kSay.seats_asked, *gates.minimum_seats));
  if (gates.minimum_active_share) out.push_back(say(kSay.use_asked, *gates.minimum_active_share));
  if (gates.attach_within_days) {
    out.push_back(
        say(kSay.attach_asked, Count{static_cast<std::size_t>(*gates.attach_within_days)}));
  }
  return out;
}

}  // namespace attribution

#include "attribution/earning_text.h"

#include <array>

namespace attribution {
namespace {

using programs::Lever;
using programs::LeverKind;

std::string joined(const std::vector<base::Decimal>& rates) {
  std::string out;
  for (const base::Decimal rate : rates)
    out += (out.empty() ? "" : "+") + rate.text();
  return out.empty() ? "0" : out;
}

std::string scope_text(programs::LeverScope scope) {
  constexpr std::array<std::string_view, 4> kScopes{"subscription", "customer", "earner",
                                                    "programme"};
  return std::string(kScopes[static_cast<std::size_t>(scope)]);
}

std::string times_rate(const EarningLine& line, const Lever& lever) {
  if (!lever.tiers.empty()) {
    const bool whole = lever.tier_mode == programs::TierMode::Whole;
    return (whole ? " x the rate of the tier that all bases of the earner reach, "
                  : " in tiers, behind its bases at subscriptions before this, each part x ") +
           joined(line.rates);
  }
  std::string out;
  if (lever.priced()) {
    const programs::Rate* unit = lever.unit_value_on(line.earning_month.last());
    if (unit != nullptr) out += " units x " + unit->rate.text();
  }
  return out + " x " + joined(line.rates);
}

// Of an amount that is fixed: what was reached, and the part of this line in it.
std::string share(const EarningLine& line, const Lever& lever) {
  const std::string against = line.against ? line.against->text() : "0";
  if (lever.kind != LeverKind::Milestone)
    return "base " + line.base.text() + " of " + against + ", its part of " + joined(line.rates);
  std::string out = "base " + line.base.text();
  if (lever.basis.of_seats) out += " of " + against + " seats";
  return out + " reaches " + joined(line.rates) + " for the first time, its part by base";
}

std::string worth(const EarningLine& line, const Lever& lever) {
  const bool refused = line.rates.size() == 1 && line.rates.front().is_zero();
  const std::string against = line.against ? line.against->text() : "0";
  std::string out = "base " + line.base.text();
  if (lever.over_mark()) out += (refused ? ", mark " : " above the mark ") + against;
  if (refused) return out + " x 0";
  return lever.fixed() ? share(line, lever) : out + times_rate(line, lever);
}

std::string basis_text(const Lever& lever) {
  const programs::LeverBasis& basis = lever.basis;
  const std::string scope = scope_text(basis.scope);
  switch (lever.kind) {
    case LeverKind::HighWaterMark:
      return "pays for units above the highest month of the " + scope + " since " +
             basis.starts->text() + ", at first above " + basis.start_mark.text();
    case LeverKind::Growth:
      return "pays for what the " + scope + " is above its month " +
             std::to_string(basis.baseline_months) + " months before" +
             (basis.minimum_baseline.is_zero()
                  ? std::string()
                  : ", which must come to " + basis.minimum_baseline.text());
    case LeverKind::Milestone: {
      std::string out = "pays a " + scope + " once from " + basis.starts->text() + " on for";
      for (const programs::Milestone& one : basis.milestones) {
        out += (&one == &basis.milestones.front() ? " " : ", ") + one.at_least.text() +
               (basis.of_seats ? " of its seats " : " units ") + one.amount.text();
      }
      return out;
    }
    case LeverKind::Flat:
      return "pays an amount a month for each " + scope + " with " +
             (basis.at_least ? "at least " + basis.at_least->text() + " " : std::string()) +
             std::string(base::word(basis.measure));
    case LeverKind::Pool:
      return "divides an amount a month among all its earners by " +
             std::string(base::word(basis.measure));
    case LeverKind::DailyEarnedCredit: return "pays for days on which there is access all day";
    default: return {};
  }
}

}  // namespace

std::string arithmetic(const EarningLine& line, const Lever& lever) {
  const std::string money = line.amount.text() + " " + line.currency;
  if (line.reason_code == "CAP_REACHED") return "what the cap takes = " + money;
  std::string out = worth(line, lever);
  if (lever.coop_share) {
    out += ", " + std::string(line.kind == EarningKind::Coop ? "co-op" : "rebate") +
           " part with co-op share " + lever.coop_share->text();
  }
  return out + " = " + money + " (rounded once to " + std::to_string(minor_unit(line.currency)) +
         " decimals)";
}

std::string cap_text(const programs::Cap& cap) {
  constexpr std::array<std::string_view, 3> kScopes{"subscription", "customer", "earner"};
  constexpr std::array<std::string_view, 3> kWindows{"month", "half of the programme's year",
                                                     "year of the programme"};
  return "at most " + cap.amount.text() + " " + cap.currency + " for each " +
         std::string(kScopes[static_cast<std::size_t>(cap.scope)]) + " in a " +
         std::string(kWindows[static_cast<std::size_t>(cap.window)]) + ", accelerators included";
}

std::string roles_text(const programs::Programme& programme, const Lever& lever) {
  if (lever.precedence.size() < 2) return programme.labels(lever.roles);
  std::string out;
  for (const programs::TypeIndex type : lever.precedence)
    out += (out.empty() ? "" : ", before ") + programme.types[type].code;
  return out;
}

std::vector<std::string> terms_text(const Lever& lever) {
  const programs::LeverGates& gates = lever.gates;
  std::vector<std::string> out;
  if (std::string basis = basis_text(lever); !basis.empty()) out.push_back(std::move(basis));
  if (gates.minimum_seats)
    out.push_back("asks for at least " + gates.minimum_seats->text() + " seats");
  if (gates.minimum_active_share)
    out.push_back("asks for " + gates.minimum_active_share->text() + " of the seats to be in use");
  if (gates.attach_within_days) {
    out.push_back("asks the partner to come within " + std::to_string(*gates.attach_within_days) +
                  " days of the start of the subscription");
  }
  return out;
}

}  // namespace attribution

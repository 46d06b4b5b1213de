#include "attribution/earning_text.h"

#include <array>

namespace attribution {
namespace {

std::string joined(const std::vector<base::Decimal>& rates) {
  std::string out;
  for (const base::Decimal rate : rates)
    out += (out.empty() ? "" : "+") + rate.text();
  return out.empty() ? "0" : out;
}

std::string priced(const EarningLine& line, const programs::Lever& lever) {
  if (!lever.tiers.empty()) {
    const bool whole = lever.tier_mode == programs::TierMode::Whole;
    return (whole ? " x the rate of the tier that all bases of the earner reach, "
                  : " in tiers, behind its bases at subscriptions before this, each part x ") +
           joined(line.rates);
  }
  std::string out;
  if (lever.kind == programs::LeverKind::PerActiveUnit) {
    const programs::Rate* unit = lever.unit_value_on(line.earning_month.last());
    if (unit != nullptr) out += " units x " + unit->rate.text();
  }
  return out + " x " + joined(line.rates);
}

}  // namespace

std::string arithmetic(const EarningLine& line, const programs::Lever& lever) {
  const std::string money = line.amount.text() + " " + line.currency;
  if (line.reason_code == "CAP_REACHED") return "what the cap takes = " + money;
  std::string out = "base " + line.base.text() + priced(line, lever);
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

}  // namespace attribution

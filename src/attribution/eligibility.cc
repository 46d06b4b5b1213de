#include "attribution/eligibility.h"

#include <algorithm>

#include "base/check.h"
#include "registry/partner_days.h"

namespace attribution {
namespace {

using base::PartnerStatus;
using programs::Eligibility;
using programs::Gate;

bool lists(const std::vector<std::string>& countries, const std::string& country) {
  return countries.empty() || std::ranges::find(countries, country) != countries.end();
}

}  // namespace

Gates::Gates(const Standing& standing, HeldLevels& levels, base::Month month)
    : standing_(standing),
      levels_(levels),
      month_(month),
      decides_(programs::eligibility_day(standing.programme().parameters, month)) {
  for (const programs::Lever& lever : standing.programme().levers) {
    asked_.push_back(standing.programme().asked_by(lever));
    std::erase_if(asked_.back(), [](const Eligibility* one) { return !one->asks(); });
  }
}

bool Gates::is_enrolled(base::PartnerKey partner, std::string_view agreement) const {
  const auto mine = std::ranges::equal_range(standing_.registry().enrolments, partner, {},
                                             &registry::Enrolment::partner);
  return std::ranges::any_of(mine, [&](const registry::Enrolment& one) {
    return one.agreement == agreement && is_complete(one.days);
  });
}

bool Gates::has_profile(base::PartnerKey partner, base::ProfileKind kind) const {
  const auto mine = std::ranges::equal_range(standing_.registry().profiles, partner, {},
                                             &registry::Profile::partner);
  return std::ranges::any_of(mine, [&](const registry::Profile& one) {
    return one.kind == kind && is_complete(one.days);
  });
}

bool Gates::lacks_profile(const Eligibility& asked, base::PartnerKey partner) const {
  return !std::ranges::all_of(asked.profiles,
                              [&](base::ProfileKind kind) { return has_profile(partner, kind); });
}

bool Gates::is_open(Gate gate, const Eligibility& asked, base::PartnerKey partner,
                    base::SubscriptionKey subscription) {
  const registry::Snapshot& registry = standing_.registry();
  switch (gate) {
    case Gate::GoodStanding:
      return !asked.good_standing ||
             registry::status_on(registry, partner, decides_) != PartnerStatus::Suspended;
    case Gate::Enrolment:
      return std::ranges::all_of(asked.enrolments, [&](const std::string& agreement) {
        return is_enrolled(partner, agreement);
      });
    case Gate::Profile:
      return asked.missing_profile == programs::MissingProfile::Held ||
             !lacks_profile(asked, partner);
    case Gate::Segment:
      return lists(asked.countries, registry[partner].country) &&
             lists(asked.customer_countries, registry[registry[subscription].customer].country);
    case Gate::Competency:
      return !asked.competency || levels_.rank_on(partner, asked.competency->competency,
                                                  decides_) >= asked.competency->rank;
  }
  ASSERT(false);
  return false;
}

std::optional<Gate> Gates::closed(base::PartnerKey partner, std::uint32_t lever,
                                  base::SubscriptionKey subscription) {
  if (asked_[lever].empty()) return std::nullopt;
  for (std::size_t i = 0; i < programs::kGateReasons.size(); ++i) {
    const Gate gate = static_cast<Gate>(i);
    for (const Eligibility* asked : asked_[lever]) {
      if (!is_open(gate, *asked, partner, subscription)) return gate;
    }
  }
  return std::nullopt;
}

bool Gates::holds(base::PartnerKey partner, std::uint32_t lever, base::Day day) const {
  const registry::Snapshot& registry = standing_.registry();
  if (registry::status_on(registry, partner, day) == PartnerStatus::Suspended) return true;
  if (holding_change(registry, partner, day) != nullptr) return true;
  return std::ranges::any_of(asked_[lever], [&](const Eligibility* asked) {
    return asked->missing_profile == programs::MissingProfile::Held &&
           lacks_profile(*asked, partner);
  });
}

const registry::StatusChange* holding_change(const registry::Snapshot& registry,
                                             base::PartnerKey partner, base::Day day) {
  const registry::StatusChange* found = nullptr;
  for (const registry::StatusChange& one : registry::statuses_of(registry, partner)) {
    const bool of_month = one.from.month() == day.month();
    if (one.from <= day) {
      found = one.status == PartnerStatus::Suspended ? &one : nullptr;
    } else if (found == nullptr && one.for_cause && of_month) {
      found = &one;
    }
  }
  return found;
}

}  // namespace attribution

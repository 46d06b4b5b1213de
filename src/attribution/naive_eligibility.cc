#include "attribution/naive_eligibility.h"

#include <algorithm>

namespace attribution::naive {
namespace {

using base::Day;
using base::Month;
using programs::Eligibility;

// Complete in or before the month, and still in force on its eligibility day.
bool is_complete(const World& world, base::DayRange days, Month month) {
  const Day decides = programs::eligibility_day(world.programme.parameters, month);
  return days.from < days.to && days.from.month() <= month && days.to > decides;
}

bool is_enrolled(const World& world, const std::string& agreement, base::PartnerKey partner,
                 Month month) {
  for (const registry::Enrolment& one : world.registry.enrolments) {
    if (one.partner == partner && one.agreement == agreement &&
        is_complete(world, one.days, month)) {
      return true;
    }
  }
  return false;
}

bool has_profiles(const World& world, const Eligibility& asked, base::PartnerKey partner,
                  Month month) {
  for (const base::ProfileKind kind : asked.profiles) {
    bool complete = false;
    for (const registry::Profile& one : world.registry.profiles) {
      complete |= one.partner == partner && one.kind == kind && is_complete(world, one.days, month);
    }
    if (!complete) return false;
  }
  return true;
}

bool lists(const std::vector<std::string>& countries, const std::string& country) {
  return countries.empty() || std::ranges::count(countries, country) > 0;
}

std::vector<Eligibility> asked_by(const World& world, const programs::Lever& lever) {
  if (!lever.accelerates) return {lever.eligibility};
  return {world.programme.levers[*lever.accelerates].eligibility, lever.eligibility};
}

}  // namespace

base::Result<std::string> closed_gate(const World& world, const programs::Lever& lever,
                                      base::PartnerKey partner, base::SubscriptionKey subscription,
                                      Month month) {
  const Day decides = programs::eligibility_day(world.programme.parameters, month);
  const registry::Customer& customer = world.registry[world.registry[subscription].customer];
  const auto all = asked_by(world, lever);
  for (const Eligibility& asked : all) {
    if (asked.good_standing && status_on(world, partner, decides) == base::PartnerStatus::Suspended)
      return "NOT_IN_GOOD_STANDING";
  }
  for (const Eligibility& asked : all) {
    for (const std::string& agreement : asked.enrolments) {
      if (!is_enrolled(world, agreement, partner, month)) return "NOT_ENROLLED";
    }
  }
  for (const Eligibility& asked : all) {
    const bool not_earned = asked.missing_profile == programs::MissingProfile::NotEarned;
    if (not_earned && !has_profiles(world, asked, partner, month)) return "PROFILE_INCOMPLETE";
  }
  for (const Eligibility& asked : all) {
    const bool inside = lists(asked.countries, world.registry[partner].country) &&
                        lists(asked.customer_countries, customer.country);
    if (!inside) return "SEGMENT_EXCLUDED";
  }
  for (const Eligibility& asked : all) {
    if (!asked.competency) continue;
    const std::size_t rank = TRY(held_rank(world, asked.competency->competency, partner, decides));
    if (rank < asked.competency->rank) return "COMPETENCY_NOT_HELD";
  }
  return std::string();
}

bool is_held(const World& world, const programs::Lever& lever, base::PartnerKey partner, Day day) {
  if (status_on(world, partner, day) == base::PartnerStatus::Suspended) return true;
  for (const registry::StatusChange& one : world.registry.statuses) {
    const bool for_cause = one.partner == partner && one.for_cause;
    if (for_cause && one.from.month() == day.month() && day < one.from) return true;
  }
  for (const Eligibility& asked : asked_by(world, lever)) {
    const bool holds = asked.missing_profile == programs::MissingProfile::Held;
    if (holds && !has_profiles(world, asked, partner, day.month())) return true;
  }
  return false;
}

}  // namespace attribution::naive

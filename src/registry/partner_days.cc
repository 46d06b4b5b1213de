#include "registry/partner_days.h"

#include <algorithm>

namespace registry {

using base::Day;
using base::DayRange;
using base::PartnerStatus;

std::span<const StatusChange> statuses_of(const Snapshot& snapshot, base::PartnerKey partner) {
  const auto [first, last] =
      std::ranges::equal_range(snapshot.statuses, partner, {}, &StatusChange::partner);
  return {first, last};
}

PartnerStatus status_on(const Snapshot& snapshot, base::PartnerKey partner, Day day) {
  const auto changes = statuses_of(snapshot, partner);
  if (changes.empty()) return snapshot[partner].status;
  const auto after = std::ranges::upper_bound(changes, day, {}, &StatusChange::from);
  return after == changes.begin() ? PartnerStatus::Active : std::prev(after)->status;
}

base::Status check_active(const Snapshot& snapshot, base::PartnerKey partner, std::string_view id,
                          Day day) {
  if (!partner.exists()) {
    return base::refuse("PARTNER_NOT_FOUND",
                        "partner '" + std::string(id) + "' is not registered; check its id");
  }
  const PartnerStatus status = status_on(snapshot, partner, day);
  if (status == PartnerStatus::Active) return {};
  return base::refuse("PARTNER_NOT_ACTIVE", "partner '" + std::string(id) + "' is " +
                                                std::string(base::word(status)) +
                                                "; only active partners take on associations");
}

std::optional<Day> terminated_in(std::span<const StatusChange> changes, DayRange days) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].status != PartnerStatus::Terminated) continue;
    const Day until = i + 1 < changes.size() ? changes[i + 1].from : Day::forever();
    const DayRange there = days.intersect({changes[i].from, until});
    if (!there.empty()) return there.from;
  }
  return std::nullopt;
}

DayRange lasting_days(const Snapshot& snapshot, const Association& association) {
  DayRange out = association.days;
  if (snapshot.statuses.empty()) return out;
  const auto ends = terminated_in(statuses_of(snapshot, association.partner), out);
  if (ends) out.to = *ends;
  return out;
}

std::string_view group_on(const Snapshot& snapshot, base::PartnerKey partner, Day day) {
  bool dated = false;
  for (const Membership& one : memberships_of(snapshot, partner)) {
    if (one.days.contains(day)) return one.group_id;
    dated |= !one.days.empty();
  }
  return dated ? std::string_view() : std::string_view(snapshot[partner].group_id);
}

}  // namespace registry

// What a partner is on a day: its status, its group, how long its associations last. Rules:
// docs/domain/eligibility.md.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "registry/snapshot.h"

namespace registry {

// The changes of one partner, by day.
std::span<const StatusChange> statuses_of(const Snapshot& snapshot, base::PartnerKey partner);

base::PartnerStatus status_on(const Snapshot& snapshot, base::PartnerKey partner, base::Day day);

// May take on associations on the day. `partner` is what the id stands for; none: nobody.
// Errors: PARTNER_NOT_FOUND, PARTNER_NOT_ACTIVE.
base::Status check_active(const Snapshot& snapshot, base::PartnerKey partner, std::string_view id,
                          base::Day day);

// The first of the days on which the changes leave the partner terminated.
std::optional<base::Day> terminated_in(std::span<const StatusChange> changes, base::DayRange days);

// The days of an association until its partner is terminated. Nobody is revived afterwards.
base::DayRange lasting_days(const Snapshot& snapshot, const Association& association);

// The group on the day; empty: the partner stands alone.
std::string_view group_on(const Snapshot& snapshot, base::PartnerKey partner, base::Day day);

}  // namespace registry

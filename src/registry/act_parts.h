// Shared by the single acts and the lifecycles made of them: dates that an actor may choose, rows
// made from what is recorded.
#pragma once

#include <string>
#include <string_view>

#include "registry/acts.h"
#include "registry/standing.h"

namespace registry {

// BACKDATE_NOT_ALLOWED and FUTURE_DATE_NOT_ALLOWED by the programme's parameters.
base::Status check_day(const Situation& situation, base::Day on);

// Refused with PARTNER_NOT_FOUND, or with PARTNER_NOT_ACTIVE by the status of the day.
base::Status check_partner(const View& view, std::string_view id, base::Day on);

// Refused with SUBSCRIPTION_NOT_FOUND or, outside its life, SUBSCRIPTION_NOT_ACTIVE.
base::Status check_subscription(const View& view, std::string_view id, base::Day on);

// The recorded association as a row that can be changed.
ChangeSet::AssociationRow row_of(const View& view, const Association& one);

// The same, ended on `day`: empty when it had not begun before.
ChangeSet::AssociationRow ended(const View& view, const Association& one, base::Day day,
                                std::string_view reason);

// Exclusivity and needs of the whole change.
base::Status check_change(const View& view, const ChangeSet& changes);

std::string actor_text(const Situation& situation);

// "before": the recorded rows that the change touches, "after": its rows.
std::string detail_of(const View& view, const std::string& wish, const ChangeSet& changes);

}  // namespace registry

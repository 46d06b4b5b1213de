// A partner that is terminated holds nothing from that day on (domain 5.2, X22): what was
// designated ends there. Recognised associations stay with their channel periods, attribution cuts
// them.
#pragma once

#include <string>
#include <vector>

#include "registry/standing.h"

namespace registry {

inline constexpr std::string_view kPartnerTerminated = "PARTNER_TERMINATED";

// The status changes as they stand after those of the set, by (partner, day).
std::vector<StatusChange> statuses_after(const View& view,
                                         const std::vector<ChangeSet::StatusRow>& rows);

// The associations of the partners named in the rows that end by it, as changed rows.
std::vector<ChangeSet::AssociationRow> ended_by_termination(
    const View& view, const std::vector<ChangeSet::StatusRow>& rows);

}  // namespace registry

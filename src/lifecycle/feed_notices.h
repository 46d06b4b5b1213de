// Who is told of what no request asked for. A feed is the authority for its own: what it says of
// the past is taken, and flagged when it had been known otherwise (X52).
#pragma once

#include <vector>

#include "lifecycle/request.h"
#include "registry/standing.h"

namespace lifecycle {

// A notice to the operator for each recognised association that the change makes different on a
// day before `today`. What was not known before is news, not a change.
std::vector<Notification> changed_by_feed(const registry::Snapshot& before,
                                          const registry::ChangeSet& changes, base::Day today);

// To both partners and the customer, by the name that remains, for each association that ends
// because customers were merged (X31).
std::vector<Notification> told_of_mergers(const registry::View& before,
                                          const registry::ChangeSet& changes, base::Day today);

}  // namespace lifecycle

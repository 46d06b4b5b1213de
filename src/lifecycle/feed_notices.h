// A feed is the authority for its own: what it says of the past is taken, and flagged when it had
// been known otherwise (X52).
#pragma once

#include <vector>

#include "lifecycle/request.h"

namespace lifecycle {

// A notice to the operator for each recognised association that the change makes different on a
// day before `today`. What was not known before is news, not a change.
std::vector<Notification> changed_by_feed(const registry::Snapshot& before,
                                          const registry::ChangeSet& changes, base::Day today);

}  // namespace lifecycle

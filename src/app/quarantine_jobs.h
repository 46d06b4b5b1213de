// What waits in quarantine, and the ways out of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "storage/quarantine.h"

namespace app {

struct QuarantineQuery {
  storage::QuarantineFilter filter;
  bool waived = false;  // what was waived, instead of what waits
  base::CommitNumber as_known = base::CommitNumber::latest();
  std::size_t examples_max = 3;
};
// Errors: NotFound for a commit that is not there yet.
base::Result<std::vector<storage::QuarantineGroup>> quarantined_groups(
    Store& store, const QuarantineQuery& query);
// The same with a registry that is open: it says which customers the rows are of.
base::Result<std::vector<storage::QuarantineGroup>> quarantined_groups(
    Store& store, const registry::Snapshot& registry, const registry::Directory& directory,
    const QuarantineQuery& query);

base::Result<storage::ReplayReceipt> replay(Store& store, const storage::ReplayOrder& order);
// Replays what waited for the registry; none when nothing did.
base::Result<std::optional<storage::ReplayReceipt>> replay_healed(Store& store,
                                                                  const std::string& actor);

// Replays what a voided file stood in the way of.
base::Result<storage::ReplayReceipt> replay_freed(Store& store, const std::string& actor);

base::Result<storage::WaiveReceipt> waive(Store& store, const storage::QuarantineFilter& filter,
                                          const std::string& actor, const std::string& reason);

}  // namespace app

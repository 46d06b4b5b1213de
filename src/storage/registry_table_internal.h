// The parts of the registry store, one file each. Not for other rooms.
#pragma once

#include <optional>
#include <vector>

#include "registry/registry_store.h"
#include "storage/database.h"

namespace storage {

// registry_table_write.cc: inserts the rows of one commit. Unknown references are Code::NotFound,
// broken exclusivity is Code::Refused. From `bulk_rows_min` associations on the store may look for
// it once, over all of them, instead of row by row.
inline constexpr std::size_t kBulkRowsMin = 5000;
base::Status write_changes(Database& database, base::CommitNumber commit,
                           const registry::ChangeSet& changes,
                           std::size_t bulk_rows_min = kBulkRowsMin);

// The first day on which the shares of the subscription, by its key, come to more than the whole as
// they are now, or a partner has two. The store undoes a change that makes one.
base::Result<std::optional<base::Day>> share_fault_day(Database& database,
                                                       std::int64_t subscription);

// registry_table_load.cc
base::Result<registry::Snapshot> load_snapshot(Database& database, base::CommitNumber as_known,
                                               const programs::Programme& programme);

// registry_table_history.cc
base::Result<std::vector<registry::HistoryEntry>> read_history(Database& database,
                                                               const registry::HistoryQuery& query,
                                                               base::CommitNumber as_known);

}  // namespace storage

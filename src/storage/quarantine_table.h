// Quarantine in the record: rows enter it with their delivery (refused_rows.h) and leave it by a
// release row; nothing is deleted. Private to storage.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/keys.h"
#include "ingest/quarantine.h"
#include "storage/database.h"

namespace storage {

// A row that waits in quarantine.
struct WaitingRow {
  std::int64_t row = 0;
  std::int64_t delivery = 0;
  std::string file;  // as delivered
  ingest::QuarantinedRow content;
};
// Those that waited at that commit, in the order of `row`. `where` is SQL over usage_quarantine q,
// or empty.
base::Status each_waiting(Database& database, base::CommitNumber as_known, const std::string& where,
                          const std::function<base::Status(WaitingRow&&)>& take);

// Within the commit: rows that an older version of what `commit` put into quarantine left there
// leave it, and so do all rows of `source` below `revision` (empty: of none).
base::Status release_older(Database& database, base::CommitNumber commit, const std::string& source,
                           std::int64_t revision);

enum class Outcome { Accepted, Duplicate, Corrected };
// Within the commit: these rows leave quarantine.
using Leaving = std::vector<std::pair<std::int64_t, Outcome>>;
base::Status release(Database& database, base::CommitNumber commit, const Leaving& rows);

}  // namespace storage

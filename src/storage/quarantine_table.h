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
#include "storage/quarantine.h"

namespace storage {

// A row that waits in quarantine, or left it.
struct WaitingRow {
  std::int64_t row = 0;
  std::int64_t delivery = 0;
  std::string file;  // as delivered
  std::string feed;
  bool replaces = false;    // its delivery ends the older ones of its source
  base::CommitNumber left;  // 0: waits
  ingest::QuarantinedRow content;
};
using TakeWaiting = std::function<base::Status(WaitingRow&&)>;
// Those that waited at that commit, in the order of `row`. `where` is SQL over usage_quarantine q
// and usage_delivery d, or empty.
base::Status each_waiting(Database& database, base::CommitNumber as_known, const std::string& where,
                          const TakeWaiting& take);
// Those that were waived until that commit.
base::Status each_waived(Database& database, base::CommitNumber as_known, const std::string& where,
                         const TakeWaiting& take);
// The filter as such a `where`.
std::string where_of(const QuarantineFilter& filter);

// Within the commit: rows leave quarantine as corrected; gives how many.
// Those of which `commit` put a newer version there.
base::Result<std::int64_t> release_older(Database& database, base::CommitNumber commit);
// Those of which a later file's row that `commit` released as accepted is a newer version.
base::Result<std::int64_t> release_outrun(Database& database, base::CommitNumber commit);
// Those of a replaced file, below `revision`.
base::Result<std::int64_t> release_replaced(Database& database, base::CommitNumber commit,
                                            const std::string& source, std::int64_t revision);
// Those of the same bytes, which are read again under another mapping: what is still wrong enters
// anew. A row that was cut into cells belongs to its mapping, by its name.
struct Rereading {
  std::string file_sha256, mapping_sha256, mapping;
};
base::Result<std::int64_t> release_reread(Database& database, base::CommitNumber commit,
                                          const Rereading& file);

enum class Outcome { Accepted, Duplicate, Corrected, Waived, Voided };
// Within the commit: these rows leave quarantine.
using Leaving = std::vector<std::pair<std::int64_t, Outcome>>;
base::Status release(Database& database, base::CommitNumber commit, const Leaving& rows);

}  // namespace storage

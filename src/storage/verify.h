// Checks of the record, for `accredit verify`: everything that was promised about the database,
// from its own bytes. It trusts neither triggers nor derived tables.
#pragma once

#include <vector>

#include "base/result.h"
#include "storage/record.h"
#include "storage/verify_usage.h"  // Finding

namespace storage {

// Empty: everything holds. Checked are
//   the audit chain, and that recorded_at only grows (V7, V14);
//   for every commit the digest of its ground rows, and that no row stands outside a commit;
//   the anchor beside the database;
//   one holder per exclusivity key and day, at every commit there ever was (V1), and channel
//   periods that do not overlap, likewise;
//   references, dense keys, derived tables, and SQLite's own integrity check.
// A record that lost its tail is refused by Record::open already (Code::Corrupt).
base::Result<std::vector<Finding>> verify_record(Record& record);

}  // namespace storage

// Checks of the usage log: bytes of segments, sums of manifests, targets of supersessions, one
// current revision per key.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "storage/usage_store.h"

namespace storage {

struct Finding {
  std::string subject;  // "segment 12"
  std::string message;  // what is wrong and what to do
};

// Empty: everything holds.
base::Result<std::vector<Finding>> verify_usage(Record& record, UsageStore& store);

// Files below segments/ that no manifest row names, "segments/000013.parquet", sorted. They are
// not part of the log and no violation: an interrupted ingest left them, or a writer is at work.
base::Result<std::vector<std::string>> unregistered_files(UsageStore& store);

}  // namespace storage

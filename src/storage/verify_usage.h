// Checks of the usage log: bytes of segments, sums of manifests, targets of supersessions, one
// current revision per key, files that nothing registers.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "storage/usage_store.h"

namespace storage {

struct Finding {
  std::string subject;  // "segment 12", "segments/000013.parquet"
  std::string message;  // what is wrong and what to do
};

// Empty: everything holds.
base::Result<std::vector<Finding>> verify_usage(Record& record, UsageStore& store);

}  // namespace storage

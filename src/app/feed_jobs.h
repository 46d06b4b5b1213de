// A feed before it is taken in: a mapping for an unknown file, and what it makes of the first rows.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ingest/infer.h"

namespace app {

struct FeedPreview {
  ingest::Proposal proposal;
  std::vector<std::string> columns;               // of the file, those that the mapping reads
  std::vector<std::vector<std::string>> rows;     // their cells in the first rows, as they stand
  std::vector<std::vector<std::string>> records;  // what the mapping makes of these rows
};

// Looks at the first MiB of the file. Errors: it cannot be read, or nothing in it looks like usage.
base::Result<FeedPreview> preview_feed(const std::string& path, std::size_t rows_max);

}  // namespace app

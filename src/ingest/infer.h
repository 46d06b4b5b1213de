// A mapping for a file that nobody described yet: encoding, delimiter, which column is what by name
// and by content, dates, decimal sign, a key if one is in sight. A proposal to read and correct; it
// can be ingested as it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/mapping.h"

namespace ingest {

struct Proposal {
  Mapping mapping;                   // loaded from its own text
  std::string shipped;               // the name, when a shipped mapping fits as it is
  std::vector<std::string> remarks;  // what is a guess, and what to check
};

// `sample` are the first bytes of the file, unpacked; `whole`: they are all of it. `name` is the
// file's. Errors: no column looks like a day, or none like a figure.
base::Result<Proposal> infer_mapping(std::string sample, bool whole, const std::string& name);

}  // namespace ingest

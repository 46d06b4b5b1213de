// DuckDB's library, loaded when the first engine opens. It is 70 MB and forty thousand addresses
// are looked up when it comes: a command that scans nothing does not wait for that.
#pragma once

#include "base/result.h"

namespace storage {

// Before any call of duckdb.h. Once per process, from any thread.
base::Status load_duck_library();

}  // namespace storage

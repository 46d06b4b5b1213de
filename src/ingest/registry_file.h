// Registry files (partners.csv, channels.parquet, ...) read into typed rows. A file is taken whole
// or not at all: its error names the first bad rows.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "ingest/rows.h"
#include "registry/delivery.h"

namespace ingest {

// The kind of registry file that a name stands for: "partners" in "2026-03/partners.csv.gz" and in
// "partners-2.parquet". Empty: none.
std::string_view registry_kind(std::string_view path);

// Requires: registry_kind(path) is not empty. `file` is the name for messages.
base::Result<registry::Delivery> read_registry_file(std::string_view kind, std::string_view file,
                                                    RowSource& rows);

}  // namespace ingest

// Files that come over HTTP: a place for their bytes, then one job that takes them in. A file is in
// DIR/imports/imp_N until that has been done.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "app/progress.h"
#include "app/store.h"
#include "storage/import_table.h"

namespace app {

// Errors: Usage for a name that is none, an unknown mapping, a registry file that is not known by
// its name.
base::Result<storage::Import> open_import(Store& store, storage::Import wish);
base::Result<std::vector<storage::Import>> imports(Store& store, std::int64_t after);
// "imp_3". Errors: NotFound.
base::Result<storage::Import> import_of(Store& store, const std::string& id);

std::string import_path(const std::string& directory, const storage::Import& import);
// Bytes that are there.
std::int64_t import_size(const std::string& directory, const storage::Import& import);
// What was written is durable when it returns.
base::Status keep_import(const std::string& directory, const storage::Import& import);

// No more bytes are taken. `sha256` in hex: what was delivered; empty: whatever came. Errors:
// Conflict when it is no longer received; Refused (DIGEST_DIFFERS).
base::Result<storage::Import> start_import(Store& store, const std::string& id,
                                           const std::string& sha256);
// Takes a started one in, keeps what came of it and removes the file. A file is taken in whole or
// not at all; to do it again after the process ended changes nothing more. When `stop` is asked for
// in time nothing is taken in and the import is cancelled; else it is done as if nobody had asked.
base::Status run_import(Store& store, const storage::Import& import, const std::stop_token& stop,
                        const Report& report);
// Removes what was received. Errors: Conflict when it was started.
base::Status cancel_import(Store& store, const std::string& id);

}  // namespace app

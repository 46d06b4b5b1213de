// What our SQL may call in the scan engine:
//   record_fingerprint(source, record_key)  usage::fingerprint as UBIGINT
//   staged_rows()                           the rows of the running Duck::run_with_feed
#pragma once

#include "storage/duck.h"

namespace storage {

// `feed` is looked at while a statement runs; it must outlive the database.
base::Status register_functions(duckdb_connection connection, DuckFeed& feed);

}  // namespace storage

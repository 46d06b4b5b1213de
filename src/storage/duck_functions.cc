#include "storage/duck_functions.h"

#include "storage/segment_columns.h"
#include "usage/identity.h"

namespace storage {
namespace {

void fingerprint_rows(duckdb_function_info, duckdb_data_chunk input, duckdb_vector output) {
  const std::size_t size = duckdb_data_chunk_get_size(input);
  const auto* sources = static_cast<const duckdb_string_t*>(
      duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 0)));
  const auto* keys = static_cast<const duckdb_string_t*>(
      duckdb_vector_get_data(duckdb_data_chunk_get_vector(input, 1)));
  auto* out = static_cast<std::uint64_t*>(duckdb_vector_get_data(output));
  std::string_view last;
  std::uint64_t seed = usage::fingerprint_seed(last);
  for (std::size_t row = 0; row < size; ++row) {
    const std::string_view source = text_of(sources[row]);
    if (source != last) {
      last = source;
      seed = usage::fingerprint_seed(source);
    }
    out[row] = usage::fingerprint_of_key(seed, text_of(keys[row]));
  }
}

base::Status register_fingerprint(duckdb_connection connection) {
  duckdb_scalar_function function = duckdb_create_scalar_function();
  duckdb_scalar_function_set_name(function, "record_fingerprint");
  duckdb_logical_type text = duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_logical_type number = duckdb_create_logical_type(DUCKDB_TYPE_UBIGINT);
  duckdb_scalar_function_add_parameter(function, text);
  duckdb_scalar_function_add_parameter(function, text);
  duckdb_scalar_function_set_return_type(function, number);
  duckdb_scalar_function_set_function(function, fingerprint_rows);
  const bool good = duckdb_register_scalar_function(connection, function) == DuckDBSuccess;
  duckdb_destroy_scalar_function(&function);
  duckdb_destroy_logical_type(&text);
  duckdb_destroy_logical_type(&number);
  if (good) return {};
  return base::fail(base::Code::Io, "the scan engine does not take record_fingerprint");
}

void bind_feed(duckdb_bind_info info) {
  for (const SegmentColumn& column : kSegmentColumns) {
    duckdb_logical_type type = column.type == DUCKDB_TYPE_DECIMAL
                                   ? duckdb_create_decimal_type(38, 12)
                                   : duckdb_create_logical_type(column.type);
    duckdb_bind_add_result_column(info, std::string(column.name).c_str(), type);
    duckdb_destroy_logical_type(&type);
  }
}

void init_feed(duckdb_init_info info) {
  duckdb_init_set_max_threads(info, 1);
}

// The thread sanitizer keeps quiet about what the engine, which is not instrumented, calls
// (cmake/tsan.supp). Our feed is watched all the same: without its frame here, the feed's stack does
// not lead back to the engine.
[[gnu::no_sanitize("thread")]] void run_feed(duckdb_function_info info, duckdb_data_chunk output) {
  const auto* feed = static_cast<const DuckFeed*>(duckdb_function_get_extra_info(info));
  duckdb_data_chunk_set_size(output, *feed ? (*feed)(output) : 0);
}

base::Status register_feed(duckdb_connection connection, DuckFeed& feed) {
  duckdb_table_function function = duckdb_create_table_function();
  duckdb_table_function_set_name(function, "staged_rows");
  duckdb_table_function_set_extra_info(function, &feed, nullptr);
  duckdb_table_function_set_bind(function, bind_feed);
  duckdb_table_function_set_init(function, init_feed);
  duckdb_table_function_set_function(function, run_feed);
  const bool good = duckdb_register_table_function(connection, function) == DuckDBSuccess;
  duckdb_destroy_table_function(&function);
  if (good) return {};
  return base::fail(base::Code::Io, "the scan engine does not take staged_rows");
}

}  // namespace

base::Status register_functions(duckdb_connection connection, DuckFeed& feed) {
  TRY_STATUS(register_fingerprint(connection));
  return register_feed(connection, feed);
}

}  // namespace storage

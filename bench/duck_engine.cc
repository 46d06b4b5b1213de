#include "duck_engine.h"

#include "base/check.h"
#include "measure.h"
#include "storage/duck_library.h"

namespace bench {

DuckEngine::DuckEngine(int threads, const std::string& scratch) {
  ASSERT(storage::load_duck_library());
  ASSERT(duckdb_open(nullptr, &database_) == DuckDBSuccess);
  ASSERT(duckdb_connect(database_, &connection_) == DuckDBSuccess);
  run("SET threads = " + std::to_string(threads));
  run("SET temp_directory = '" + scratch + "/duckdb'");
  run("SET preserve_insertion_order = false");
}

DuckEngine::~DuckEngine() {
  duckdb_disconnect(&connection_);
  duckdb_close(&database_);
}

void DuckEngine::run(const std::string& sql) {
  query(sql);
}

DuckTable DuckEngine::query(const std::string& sql) {
  duckdb_result result;
  if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
    const std::string why = duckdb_result_error(&result);
    duckdb_destroy_result(&result);
    give_up("DuckDB says: " + why + "\n" + sql);
  }
  return DuckTable(result);
}

DuckAppender::DuckAppender(DuckEngine& engine, const char* table,
                           std::vector<duckdb_logical_type> types)
    : types_(std::move(types)) {
  ASSERT(duckdb_appender_create(engine.connection(), nullptr, table, &appender_) == DuckDBSuccess);
  chunk_ = duckdb_create_data_chunk(types_.data(), types_.size());
}

DuckAppender::~DuckAppender() {
  flush();
  ASSERT(duckdb_appender_destroy(&appender_) == DuckDBSuccess);
  duckdb_destroy_data_chunk(&chunk_);
  for (duckdb_logical_type& type : types_)
    duckdb_destroy_logical_type(&type);
}

void DuckAppender::flush() {
  if (rows_ == 0) return;
  duckdb_data_chunk_set_size(chunk_, rows_);
  ASSERT(duckdb_append_data_chunk(appender_, chunk_) == DuckDBSuccess);
  duckdb_data_chunk_reset(chunk_);
  rows_ = 0;
}

}  // namespace bench

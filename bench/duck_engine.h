// DuckDB with owners, as much of it as a benchmark needs. Faults end the process.
#pragma once

#include <duckdb.h>

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace bench {

// A whole result in memory.
class DuckTable {
 public:
  explicit DuckTable(duckdb_result result) : result_(result), open_(true) {}
  DuckTable(DuckTable&& other) noexcept
      : result_(other.result_), open_(std::exchange(other.open_, false)) {}
  DuckTable& operator=(DuckTable&& other) noexcept {
    std::swap(result_, other.result_);
    std::swap(open_, other.open_);
    return *this;
  }
  ~DuckTable() {
    if (open_) duckdb_destroy_result(&result_);
  }
  // The next chunk, or null; the caller destroys it.
  duckdb_data_chunk next() { return duckdb_fetch_chunk(result_); }

 private:
  duckdb_result result_;
  bool open_;
};

class DuckEngine {
 public:
  DuckEngine(int threads, const std::string& scratch);
  DuckEngine(const DuckEngine&) = delete;
  DuckEngine& operator=(const DuckEngine&) = delete;
  ~DuckEngine();

  void run(const std::string& sql);
  DuckTable query(const std::string& sql);
  duckdb_connection connection() { return connection_; }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

// Appends rows to a table, 2,048 at a time. Columns are filled by the caller.
class DuckAppender {
 public:
  DuckAppender(DuckEngine& engine, const char* table, std::vector<duckdb_logical_type> types);
  DuckAppender(const DuckAppender&) = delete;
  DuckAppender& operator=(const DuckAppender&) = delete;
  ~DuckAppender();

  // Where column `column` of the next row stands.
  template <class T>
  T& cell(std::size_t column) {
    return static_cast<T*>(
        duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, column)))[rows_];
  }
  void end_row() {
    if (++rows_ == duckdb_vector_size()) flush();
  }

 private:
  void flush();
  duckdb_appender appender_ = nullptr;
  duckdb_data_chunk chunk_ = nullptr;
  std::vector<duckdb_logical_type> types_;
  std::size_t rows_ = 0;
};

}  // namespace bench

// DuckDB with owners, over its C interface: one in-memory engine that scans and writes Parquet.
// Nothing is kept in it. Every error is a base::Error. Connections may be used by one thread each.
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace storage {

struct DuckOptions {
  int threads = 2;
  int memory_mib = 768;
  std::string scratch;  // directory for what does not fit in memory; made when needed
  bool bare = false;    // no functions of ours, and settings can be changed
};

// 'it''s' for it's.
std::string sql_text(std::string_view text);
// "name" as an identifier.
std::string sql_name(std::string_view name);

// A chunk of a result: up to 2,048 rows, column after column.
class DuckChunk {
 public:
  explicit DuckChunk(duckdb_data_chunk chunk) : chunk_(chunk) {}
  DuckChunk(DuckChunk&& other) noexcept : chunk_(std::exchange(other.chunk_, nullptr)) {}
  DuckChunk& operator=(DuckChunk&& other) noexcept;
  ~DuckChunk();

  std::size_t size() const { return duckdb_data_chunk_get_size(chunk_); }
  template <class T>
  const T* column(std::size_t at) const {
    return static_cast<const T*>(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, at)));
  }
  const std::uint64_t* validity(std::size_t at) const {  // null: all valid
    return duckdb_vector_get_validity(duckdb_data_chunk_get_vector(chunk_, at));
  }

 private:
  duckdb_data_chunk chunk_;
};

inline std::string_view text_of(const duckdb_string_t& value) {
  const std::uint32_t length = value.value.inlined.length;
  return length <= 12 ? std::string_view(value.value.inlined.inlined, length)
                      : std::string_view(value.value.pointer.ptr, length);
}

struct DuckType {
  duckdb_type id = DUCKDB_TYPE_INVALID;
  int decimal_scale = 0;
  duckdb_type decimal_storage = DUCKDB_TYPE_INVALID;
};

// A streaming result: chunks come while the engine still works on later ones.
class DuckResult {
 public:
  DuckResult(DuckResult&& other) noexcept;
  DuckResult& operator=(DuckResult&&) = delete;
  ~DuckResult();

  std::size_t columns() const { return duckdb_column_count(const_cast<duckdb_result*>(&result_)); }
  std::string name(std::size_t column) const;
  DuckType type(std::size_t column) const;
  // No chunk at the end. A chunk may outlive the result's next chunk, not the result.
  base::Result<std::optional<DuckChunk>> next();

 private:
  friend class DuckConnection;
  DuckResult() = default;
  duckdb_result result_{};
  bool open_ = false;
};

class DuckConnection {
 public:
  DuckConnection(DuckConnection&& other) noexcept
      : connection_(std::exchange(other.connection_, nullptr)) {}
  DuckConnection& operator=(DuckConnection&&) = delete;
  ~DuckConnection();

  base::Status execute(const std::string& sql);
  // Requires: finished with before the next statement on this connection.
  base::Result<DuckResult> stream(const std::string& sql);
  // The first cell of the first row.
  base::Result<std::int64_t> number(const std::string& sql);
  duckdb_connection handle() { return connection_; }

 private:
  friend class Duck;
  DuckConnection() = default;
  duckdb_connection connection_ = nullptr;
};

// Gives rows to the engine: fills the chunk and returns how many; 0 is the end. Called from one
// engine thread at a time.
using DuckFeed = std::function<std::size_t(duckdb_data_chunk)>;

class Duck {
 public:
  static base::Result<std::unique_ptr<Duck>> open(const DuckOptions& options);
  ~Duck();
  Duck(const Duck&) = delete;
  Duck& operator=(const Duck&) = delete;

  base::Result<DuckConnection> connect();

  // Runs `sql`, in which staged_rows() stands for what `feed` gives: the columns of a segment.
  base::Status run_with_feed(const std::string& sql, DuckFeed feed);
  // Makes table `name` with one column `value` of 64-bit numbers.
  enum class Numbers { Signed, Unsigned };
  base::Status make_table(const std::string& name, std::span<const std::uint64_t> values,
                          Numbers kind);
  base::Status drop_table(const std::string& name);

 private:
  Duck() = default;
  base::Status set_up(bool bare);
  duckdb_database database_ = nullptr;
  DuckFeed feed_;
};

}  // namespace storage

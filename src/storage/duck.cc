#include "storage/duck.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>

#include "storage/duck_functions.h"
#include "storage/duck_library.h"

namespace storage {
namespace {

// A failure of the engine: the machine's (disk, memory) or the file's. What follows the first line
// shows our own SQL.
std::unexpected<base::Error> failed(const char* message, duckdb_error_type type) {
  std::string text = message == nullptr ? "the scan engine failed" : message;
  text.resize(std::min(text.find('\n'), text.size()));
  const bool machine = type == DUCKDB_ERROR_IO || type == DUCKDB_ERROR_OUT_OF_MEMORY ||
                       type == DUCKDB_ERROR_INTERNAL || type == DUCKDB_ERROR_FATAL;
  if (text.find("No space left") != text.npos || text.find("File too large") != text.npos) {
    text += "; nothing was committed, make room and repeat the command";
  }
  return base::fail(machine ? base::Code::Io : base::Code::InvalidInput, std::move(text));
}

// Preparing opens the files of a query, but gives its failure as text only.
duckdb_error_type type_of_prepare_error(const char* message) {
  const std::string_view text = message == nullptr ? "" : message;
  if (text.starts_with("IO Error")) return DUCKDB_ERROR_IO;
  if (text.starts_with("Out of Memory")) return DUCKDB_ERROR_OUT_OF_MEMORY;
  if (text.starts_with("INTERNAL") || text.starts_with("FATAL")) return DUCKDB_ERROR_INTERNAL;
  return DUCKDB_ERROR_INVALID_INPUT;
}

}  // namespace

std::string sql_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out + "'";
}

std::string sql_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

DuckChunk& DuckChunk::operator=(DuckChunk&& other) noexcept {
  std::swap(chunk_, other.chunk_);
  return *this;
}

DuckChunk::~DuckChunk() {
  if (chunk_ != nullptr) duckdb_destroy_data_chunk(&chunk_);
}

DuckResult::DuckResult(DuckResult&& other) noexcept
    : result_(other.result_), open_(std::exchange(other.open_, false)) {}

DuckResult::~DuckResult() {
  if (open_) duckdb_destroy_result(&result_);
}

std::string DuckResult::name(std::size_t column) const {
  return duckdb_column_name(const_cast<duckdb_result*>(&result_), column);
}

DuckType DuckResult::type(std::size_t column) const {
  duckdb_logical_type type =
      duckdb_column_logical_type(const_cast<duckdb_result*>(&result_), column);
  DuckType out;
  out.id = duckdb_get_type_id(type);
  if (out.id == DUCKDB_TYPE_DECIMAL) {
    out.decimal_scale = duckdb_decimal_scale(type);
    out.decimal_storage = duckdb_decimal_internal_type(type);
  }
  duckdb_destroy_logical_type(&type);
  return out;
}

base::Result<std::optional<DuckChunk>> DuckResult::next() {
  duckdb_data_chunk chunk = duckdb_fetch_chunk(result_);
  if (chunk != nullptr && duckdb_data_chunk_get_size(chunk) > 0) return DuckChunk(chunk);
  if (chunk != nullptr) duckdb_destroy_data_chunk(&chunk);
  if (const char* error = duckdb_result_error(&result_); error != nullptr && *error != '\0') {
    return failed(error, duckdb_result_error_type(&result_));
  }
  return std::nullopt;
}

DuckConnection::~DuckConnection() {
  if (connection_ != nullptr) duckdb_disconnect(&connection_);
}

base::Status DuckConnection::execute(const std::string& sql) {
  duckdb_result result;
  const bool good = duckdb_query(connection_, sql.c_str(), &result) == DuckDBSuccess;
  base::Status status;
  if (!good) {
    status = failed(duckdb_result_error(&result), duckdb_result_error_type(&result));
  }
  duckdb_destroy_result(&result);
  return status;
}

base::Result<DuckResult> DuckConnection::stream(const std::string& sql) {
  duckdb_prepared_statement statement = nullptr;
  if (duckdb_prepare(connection_, sql.c_str(), &statement) != DuckDBSuccess) {
    const char* message = duckdb_prepare_error(statement);
    auto error = failed(message, type_of_prepare_error(message));
    duckdb_destroy_prepare(&statement);
    return error;
  }
  duckdb_pending_result pending = nullptr;
  DuckResult out;
  base::Status status;
  if (duckdb_pending_prepared_streaming(statement, &pending) != DuckDBSuccess) {
    const char* message = duckdb_pending_error(pending);
    status = failed(message, type_of_prepare_error(message));
  } else {
    out.open_ = true;
    if (duckdb_execute_pending(pending, &out.result_) != DuckDBSuccess) {
      status = failed(duckdb_result_error(&out.result_), duckdb_result_error_type(&out.result_));
    }
  }
  duckdb_destroy_pending(&pending);
  duckdb_destroy_prepare(&statement);
  if (!status) return std::unexpected(status.error());
  return out;
}

base::Result<std::int64_t> DuckConnection::number(const std::string& sql) {
  DuckResult result = TRY(stream("SELECT CAST((" + sql + ") AS BIGINT)"));
  const auto chunk = TRY(result.next());
  if (!chunk) return base::fail(base::Code::Corrupt, "a count of the scan engine gave no row");
  return chunk->column<std::int64_t>(0)[0];
}

Duck::~Duck() {
  if (database_ != nullptr) duckdb_close(&database_);
}

base::Result<std::unique_ptr<Duck>> Duck::open(const DuckOptions& options) {
  TRY_STATUS(load_duck_library());
  std::unique_ptr<Duck> duck(new Duck());
  duckdb_config config = nullptr;
  if (duckdb_create_config(&config) != DuckDBSuccess) {
    return base::fail(base::Code::Io, "the scan engine does not start: no memory");
  }
  const std::array<std::pair<const char*, std::string>, 8> settings{{
      {"threads", std::to_string(options.threads)},
      {"memory_limit", std::to_string(options.memory_mib) + "MiB"},
      {"temp_directory", options.scratch},
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"allow_community_extensions", "false"},
      {"preserve_insertion_order", "true"},
      // It knows a file by name and time: a delivery staged soon after another looks the same.
      {"enable_external_file_cache", "false"},
  }};
  base::Status status;
  for (const auto& [name, value] : settings) {
    if (duckdb_set_config(config, name, value.c_str()) != DuckDBSuccess) {
      status = base::fail(base::Code::Io, std::string("the scan engine refuses setting ") + name);
    }
  }
  char* error = nullptr;
  if (status && duckdb_open_ext(nullptr, &duck->database_, config, &error) != DuckDBSuccess) {
    status = base::fail(base::Code::Io, std::string("the scan engine does not start: ") +
                                            (error == nullptr ? "unknown reason" : error));
  }
  if (error != nullptr) duckdb_free(error);
  duckdb_destroy_config(&config);
  TRY_STATUS(std::move(status));
  TRY_STATUS(duck->set_up(options.bare));
  return duck;
}

base::Status Duck::set_up(bool bare) {
  DuckConnection connection = TRY(connect());
  if (bare) return {};
  TRY_STATUS(register_functions(connection.handle(), feed_));
  return connection.execute("SET lock_configuration = true");
}

base::Result<DuckConnection> Duck::connect() {
  DuckConnection out;
  if (duckdb_connect(database_, &out.connection_) != DuckDBSuccess) {
    return base::fail(base::Code::Io, "the scan engine gives no connection: no memory");
  }
  return out;
}

base::Status Duck::run_with_feed(const std::string& sql, DuckFeed feed) {
  DuckConnection connection = TRY(connect());
  feed_ = std::move(feed);
  base::Status status = connection.execute(sql);
  feed_ = nullptr;
  return status;
}

base::Status Duck::make_table(const std::string& name, std::span<const std::uint64_t> values,
                              Numbers kind) {
  DuckConnection connection = TRY(connect());
  const bool is_signed = kind == Numbers::Signed;
  TRY_STATUS(connection.execute("CREATE OR REPLACE TABLE " + sql_name(name) + " (value " +
                                (is_signed ? "BIGINT" : "UBIGINT") + ")"));
  duckdb_appender appender = nullptr;
  if (duckdb_appender_create(connection.handle(), nullptr, name.c_str(), &appender) !=
      DuckDBSuccess) {
    return base::fail(base::Code::Io, "the scan engine takes no rows");
  }
  duckdb_logical_type type =
      duckdb_create_logical_type(is_signed ? DUCKDB_TYPE_BIGINT : DUCKDB_TYPE_UBIGINT);
  duckdb_data_chunk chunk = duckdb_create_data_chunk(&type, 1);
  bool good = true;
  const std::size_t step = duckdb_vector_size();
  for (std::size_t at = 0; at < values.size() && good; at += step) {
    const std::size_t count = std::min(step, values.size() - at);
    std::memcpy(duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, 0)), values.data() + at,
                count * sizeof(std::uint64_t));
    duckdb_data_chunk_set_size(chunk, count);
    good = duckdb_append_data_chunk(appender, chunk) == DuckDBSuccess;
  }
  duckdb_destroy_data_chunk(&chunk);
  duckdb_destroy_logical_type(&type);
  good = duckdb_appender_destroy(&appender) == DuckDBSuccess && good;
  if (good) return {};
  return base::fail(base::Code::Io, "the scan engine could not take all rows: no memory or disk");
}

base::Status Duck::drop_table(const std::string& name) {
  DuckConnection connection = TRY(connect());
  return connection.execute("DROP TABLE IF EXISTS " + sql_name(name));
}

}  // namespace storage

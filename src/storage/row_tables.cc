#include "storage/row_tables.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

#include "base/csv_cell.h"
#include "storage/disk_file.h"
#include "storage/duck.h"

namespace storage {
namespace {

std::string_view type_text(RowType type) {
  switch (type) {
    case RowType::Text: return "VARCHAR";
    case RowType::Integer: return "BIGINT";
    case RowType::Decimal: return "DECIMAL(38, 12)";
    case RowType::Boolean: return "BOOLEAN";
    case RowType::Day: return "DATE";
  }
  return "VARCHAR";
}

// Null is an empty cell, an empty text is one in quotes.
void append_line(std::span<const RowCell> cells, std::string& out) {
  bool is_first = true;
  for (const RowCell& cell : cells) {
    if (!is_first) out += ',';
    is_first = false;
    if (cell) out += cell->empty() ? std::string("\"\"") : base::csv_cell(*cell);
  }
  out += '\n';
}

base::Status write_lines(const std::string& path, std::span<const std::vector<RowCell>> rows) {
  FileWriter file = TRY(FileWriter::create(path));
  std::string line;
  for (const std::vector<RowCell>& row : rows) {
    line.clear();
    append_line(row, line);
    TRY_STATUS(file.write(line));
  }
  return file.flush();
}

// The engine's word about a question of somebody else: what it shows of our texts stays here.
base::Error question_error(const base::Error& error) {
  if (error.code == base::Code::Io) return {base::Code::Refused, error.message, "QUERY_TOO_LARGE"};
  return {base::Code::Usage, error.message, {}};
}

// Ends the statement of a connection when its time is over.
class Watch {
 public:
  Watch(DuckConnection& connection, std::int64_t milliseconds)
      : thread_([this, &connection, milliseconds](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          const auto wait = std::chrono::milliseconds(milliseconds);
          while (!over_.wait_for(lock, stop, wait, [&] { return stop.stop_requested(); })) {
            if (stop.stop_requested()) return;
            is_over_ = true;
            duckdb_interrupt(connection.handle());
          }
        }) {}
  bool is_over() const { return is_over_; }

 private:
  std::mutex mutex_;
  std::condition_variable_any over_;
  std::atomic<bool> is_over_ = false;
  std::jthread thread_;  // gone first
};

RowType type_of(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return RowType::Boolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER: return RowType::Integer;
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_DECIMAL: return RowType::Decimal;
    case DUCKDB_TYPE_DATE: return RowType::Day;
    default: return RowType::Text;
  }
}

// One statement that only reads; gives the types of its columns.
base::Result<std::vector<RowType>> check_select(DuckConnection& connection,
                                                const std::string& sql) {
  duckdb_extracted_statements all = nullptr;
  const idx_t count = duckdb_extract_statements(connection.handle(), sql.c_str(), &all);
  base::Result<std::vector<RowType>> out;
  if (count == 0) {
    const char* why = duckdb_extract_statements_error(all);
    out = base::fail(base::Code::Usage, why == nullptr ? "this is no SQL" : why);
  } else if (count > 1) {
    out = base::fail(base::Code::Usage, "one statement at a time");
  } else {
    duckdb_prepared_statement statement = nullptr;
    if (duckdb_prepare_extracted_statement(connection.handle(), all, 0, &statement) !=
        DuckDBSuccess) {
      out = base::fail(base::Code::Usage, duckdb_prepare_error(statement));
    } else if (duckdb_prepared_statement_type(statement) != DUCKDB_STATEMENT_TYPE_SELECT) {
      out = base::fail(base::Code::Usage, "only SELECT is answered");
    } else if (duckdb_nparams(statement) > 0) {
      out = base::fail(base::Code::Usage, "a question has no parameters");
    } else {
      for (idx_t i = 0; i < duckdb_prepared_statement_column_count(statement); ++i)
        out->push_back(type_of(duckdb_prepared_statement_column_type(statement, i)));
    }
    duckdb_destroy_prepare(&statement);
  }
  duckdb_destroy_extracted(&all);
  return out;
}

bool is_valid(const std::uint64_t* validity, std::size_t row) {
  return validity == nullptr || (validity[row / 64] >> (row % 64) & 1) != 0;
}

base::Result<QueryRows> rows_of(DuckResult result, std::span<const RowType> types,
                                std::int64_t most) {
  QueryRows out;
  for (std::size_t i = 0; i < result.columns(); ++i)
    out.columns.push_back({result.name(i), i < types.size() ? types[i] : RowType::Text});
  while (auto chunk = TRY(result.next())) {
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      if (std::ssize(out.rows) == most) {
        out.is_cut = true;
        return out;
      }
      std::vector<RowCell>& cells = out.rows.emplace_back(result.columns());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (is_valid(chunk->validity(i), row))
          cells[i] = std::string(text_of(chunk->column<duckdb_string_t>(i)[row]));
      }
    }
  }
  return out;
}

}  // namespace

struct RowTables::State {
  std::unique_ptr<Duck> duck;
  DuckConnection connection;
  std::string scratch;
  bool is_closed = false;
};

RowTables::RowTables(std::unique_ptr<State> state) : state_(std::move(state)) {}
RowTables::RowTables(RowTables&&) noexcept = default;
RowTables::~RowTables() {
  std::error_code error;
  if (state_) std::filesystem::remove_all(state_->scratch, error);
}

base::Result<RowTables> RowTables::open(const std::string& scratch, int memory_mib) {
  TRY_STATUS(make_directory(scratch));
  // One thread keeps the rows in their order.
  auto duck =
      TRY(Duck::open({.threads = 1, .memory_mib = memory_mib, .scratch = {}, .bare = true}));
  DuckConnection connection = TRY(duck->connect());
  return RowTables(std::make_unique<State>(State{std::move(duck), std::move(connection), scratch}));
}

base::Status RowTables::add(const std::string& name, std::span<const RowColumn> columns,
                            std::span<const std::vector<RowCell>> rows) {
  std::string fields, types;
  for (const RowColumn& one : columns) {
    fields += (fields.empty() ? "" : ", ") + sql_name(one.name) + ' ';
    fields += type_text(one.type);
    types += (types.empty() ? "" : ", ") + sql_text(one.name) + ": ";
    types += sql_text(type_text(one.type));
  }
  TRY_STATUS(state_->connection.execute("CREATE TABLE " + sql_name(name) + " (" + fields + ")"));
  if (rows.empty()) return {};
  const std::string path = state_->scratch + '/' + name + ".csv.part";
  TRY_STATUS(write_lines(path, rows));
  const auto done = state_->connection.execute(
      "INSERT INTO " + sql_name(name) + " SELECT * FROM read_csv(" + sql_text(path) +
      ", auto_detect = false, header = false, delim = ',', quote = '\"', escape = '\"', "
      "nullstr = '', allow_quoted_nulls = false, columns = {" +
      types + "})");
  remove_quietly(path);
  return done;
}

base::Status RowTables::write_parquet(const std::string& name, const std::string& path) {
  const std::string unfinished = path + ".part";
  TRY_STATUS(state_->connection.execute("COPY " + sql_name(name) + " TO " + sql_text(unfinished) +
                                        " (FORMAT parquet)"));
  TRY_STATUS(sync_file(unfinished));
  return publish(unfinished, path);
}

base::Result<QueryRows> RowTables::query(const std::string& sql, const QueryLimits& limits) {
  if (!state_->is_closed) {
    TRY_STATUS(state_->connection.execute("SET enable_external_access = false"));
    TRY_STATUS(state_->connection.execute("SET lock_configuration = true"));
    state_->is_closed = true;
  }
  const std::vector<RowType> types = TRY(check_select(state_->connection, sql));
  const Watch watch(state_->connection, limits.milliseconds);
  // The line's end ends a comment that the question ends with.
  auto result =
      state_->connection.stream("SELECT COLUMNS(*)::VARCHAR FROM (" + sql + "\n) AS asked");
  auto rows = result ? rows_of(std::move(*result), types, limits.rows)
                     : base::Result<QueryRows>(std::unexpected(result.error()));
  if (rows) return rows;
  if (watch.is_over())
    return base::refuse("TOO_LONG", "the question takes longer than " +
                                        std::to_string(limits.milliseconds / 1'000) + " s");
  return std::unexpected(question_error(rows.error()));
}

}  // namespace storage

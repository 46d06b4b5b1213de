#include "storage/duck_rows.h"

#include <array>
#include <cstring>
#include <filesystem>

#include "base/check.h"
#include "ingest/byte_source.h"
#include "ingest/usage_checks.h"

namespace storage {

using base::Decimal;
using ingest::ColumnType;

struct DuckRows::Values {
  std::vector<std::string_view> text;
  std::vector<base::Day> day;
  std::vector<std::int64_t> integer;
  std::vector<Decimal> decimal;
  std::vector<std::uint8_t> null;
};

namespace {

bool integer_type(duckdb_type id) {
  return id == DUCKDB_TYPE_TINYINT || id == DUCKDB_TYPE_SMALLINT || id == DUCKDB_TYPE_INTEGER ||
         id == DUCKDB_TYPE_BIGINT || id == DUCKDB_TYPE_UTINYINT || id == DUCKDB_TYPE_USMALLINT ||
         id == DUCKDB_TYPE_UINTEGER;
}

bool decimal_type(const DuckType& type) {
  return type.id == DUCKDB_TYPE_DECIMAL && type.decimal_scale <= base::kDecimals;
}

// What does not fit is the limit, which the checks of ingest refuse.
Decimal scaled(base::Int128 value, base::Int128 factor) {
  base::Int128 units = 0;
  if (__builtin_mul_overflow(value, factor, &units)) {
    return value < 0 ? -ingest::kNumberLimit : ingest::kNumberLimit;
  }
  return Decimal::from_units(units);
}

template <class T>
void scale_all(const T* from, std::size_t size, base::Int128 factor, std::vector<Decimal>& to) {
  for (std::size_t i = 0; i < size; ++i)
    to[i] = Decimal::from_units(from[i] * factor);
}

void scale_huge(const duckdb_hugeint* from, std::size_t size, base::Int128 factor,
                std::vector<Decimal>& to) {
  static_assert(sizeof(base::Int128) == sizeof(duckdb_hugeint));
  for (std::size_t i = 0; i < size; ++i) {
    base::Int128 value = 0;
    std::memcpy(&value, from + i, sizeof(value));
    to[i] = factor == 1 ? Decimal::from_units(value) : scaled(value, factor);
  }
}

void read_decimals(const DuckChunk& chunk, std::size_t column, const DuckType& type,
                   std::vector<Decimal>& to) {
  base::Int128 factor = 1;
  for (int i = type.decimal_scale; i < base::kDecimals; ++i)
    factor *= 10;
  const std::size_t size = chunk.size();
  switch (type.decimal_storage) {
    case DUCKDB_TYPE_SMALLINT:
      return scale_all(chunk.column<std::int16_t>(column), size, factor, to);
    case DUCKDB_TYPE_INTEGER:
      return scale_all(chunk.column<std::int32_t>(column), size, factor, to);
    case DUCKDB_TYPE_BIGINT: return scale_all(chunk.column<std::int64_t>(column), size, factor, to);
    case DUCKDB_TYPE_HUGEINT:
      return scale_huge(chunk.column<duckdb_hugeint>(column), size, factor, to);
    default: ASSERT(false);
  }
}

}  // namespace

DuckRows::DuckRows(DuckConnection connection) : connection_(std::move(connection)) {}
DuckRows::~DuckRows() {
  chunk_.reset();
  result_.reset();  // before its connection
}

std::string DuckRows::selected(const std::string& name, const DuckType& type) {
  const std::string column = sql_name(name);
  if (type.id == DUCKDB_TYPE_VARCHAR || type.id == DUCKDB_TYPE_DATE || decimal_type(type) ||
      type.id == DUCKDB_TYPE_BIGINT) {
    return column;
  }
  if (integer_type(type.id)) return "CAST(" + column + " AS BIGINT) AS " + column;
  return "CAST(" + column + " AS VARCHAR) AS " + column;
}

base::Result<std::unique_ptr<DuckRows>> DuckRows::open(Duck& duck, const RowQuery& query) {
  std::unique_ptr<DuckRows> rows(new DuckRows(TRY(duck.connect())));
  std::string wanted;
  for (const std::string& column : query.columns) {
    wanted += (wanted.empty() ? "" : ", ") + sql_name(column);
  }
  if (wanted.empty()) wanted = "*";
  std::string list;
  {
    DuckResult shape =
        TRY(rows->connection_.stream("SELECT " + wanted + " FROM " + query.relation + " LIMIT 0"));
    for (std::size_t i = 0; i < shape.columns(); ++i) {
      rows->names_.push_back(shape.name(i));
      rows->original_.push_back(shape.type(i));
      list += (i == 0 ? "" : ", ") + selected(rows->names_[i], rows->original_[i]);
    }
  }
  rows->result_ = std::make_unique<DuckResult>(
      TRY(rows->connection_.stream("SELECT " + list + " FROM " + query.relation + query.rest)));
  rows->values_.resize(rows->names_.size());
  for (std::size_t i = 0; i < rows->names_.size(); ++i) {
    rows->types_.push_back(rows->result_->type(i));
  }
  return rows;
}

void DuckRows::view(std::size_t at, std::size_t size, ingest::Column& out) {
  Values& values = values_[at];
  const std::uint64_t* valid = chunk_->validity(at);
  const auto is_valid = [&](std::size_t row) {
    return valid == nullptr || ((valid[row / 64] >> (row % 64)) & 1) != 0;
  };
  out = {};
  if (types_[at].id == DUCKDB_TYPE_VARCHAR) {
    values.text.resize(size);
    const auto* texts = chunk_->column<duckdb_string_t>(at);
    for (std::size_t row = 0; row < size; ++row) {
      values.text[row] = is_valid(row) ? text_of(texts[row]) : std::string_view();
    }
    out.text = values.text.data();
    return;
  }
  if (types_[at].id == DUCKDB_TYPE_DATE) {
    static_assert(sizeof(base::Day) == sizeof(duckdb_date));
    out.type = ColumnType::Day;
    out.day = chunk_->column<base::Day>(at);
  } else if (types_[at].id == DUCKDB_TYPE_BIGINT) {
    out.type = ColumnType::Integer;
    out.integer = chunk_->column<std::int64_t>(at);
  } else {
    values.decimal.resize(size);
    read_decimals(*chunk_, at, types_[at], values.decimal);
    out.type = ColumnType::Decimal;
    out.decimal = values.decimal.data();
  }
  if (valid == nullptr) return;
  values.null.resize(size);
  for (std::size_t row = 0; row < size; ++row)
    values.null[row] = !is_valid(row);
  out.null = values.null.data();
}

base::Result<bool> DuckRows::next(ingest::RowBatch& batch) {
  batch.broken.clear();
  batch.size = 0;
  chunk_.reset();
  auto chunk = TRY(result_->next());
  if (!chunk) return false;
  chunk_ = std::make_unique<DuckChunk>(std::move(*chunk));
  batch.size = chunk_->size();
  batch.columns.resize(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i)
    view(i, batch.size, batch.columns[i]);
  lines_.resize(batch.size);
  for (std::size_t row = 0; row < batch.size; ++row)
    lines_[row] = ++taken_;
  batch.line = lines_.data();
  return true;
}

std::int64_t DuckRows::bytes_read() const {
  if (rows_ == 0) return 0;
  return static_cast<std::int64_t>(base::Int128{bytes_} * taken_ / rows_);
}

bool DuckRows::is_text(std::size_t column) const {
  return original_[column].id == DUCKDB_TYPE_VARCHAR;
}
bool DuckRows::is_day(std::size_t column) const {
  return original_[column].id == DUCKDB_TYPE_DATE;
}
bool DuckRows::is_integer(std::size_t column) const {
  return integer_type(original_[column].id);
}
bool DuckRows::is_number(std::size_t column) const {
  return is_integer(column) || decimal_type(original_[column]);
}

base::Result<std::unique_ptr<DuckRows>> open_parquet(Duck& duck, const std::string& path) {
  std::error_code missing;
  const auto bytes = std::filesystem::file_size(path, missing);
  if (missing) {
    return base::fail(base::Code::NotFound, path + " cannot be opened: " + missing.message());
  }
  const std::string relation = "read_parquet(" + sql_text(path) + ")";
  auto rows = DuckRows::open(duck, {.relation = relation, .columns = {}, .rest = {}});
  if (!rows) {
    return base::fail(base::Code::InvalidInput, ingest::file_name(path) +
                                                    " is not a whole Parquet file (" +
                                                    rows.error().message + "); transfer it again");
  }
  DuckConnection connection = TRY(duck.connect());
  (*rows)->report_as(static_cast<std::int64_t>(bytes),
                     TRY(connection.number("SELECT count(*) FROM " + relation)));
  return rows;
}

}  // namespace storage

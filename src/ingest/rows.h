// A delivered file as batches of columns, the same for CSV and Parquet: CSV columns are all text,
// Parquet columns come with their types, and whatever has an unexpected type comes as text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/result.h"

namespace ingest {

enum class ColumnType : std::uint8_t { Text, Day, Integer, Decimal };

// One column of a batch. The array of its type holds `size` values; they are valid until the next
// batch is asked for. A null stands where `null` is 1, or in a text whose data() is null.
struct Column {
  ColumnType type = ColumnType::Text;
  const std::string_view* text = nullptr;
  const std::uint8_t* quoted = nullptr;  // CSV only: the cell stood in quotes
  const base::Day* day = nullptr;
  const std::int64_t* integer = nullptr;
  const base::Decimal* decimal = nullptr;
  const std::uint8_t* null = nullptr;  // typed columns only; null pointer: no nulls

  bool is_null(std::size_t row) const {
    return type == ColumnType::Text ? text[row].data() == nullptr : null != nullptr && null[row];
  }
};

// A row that could not be cut into cells; it takes no place in the batch.
struct BrokenRow {
  enum class Fault : std::uint8_t {
    Ragged,
    CellTooLarge,
    Quotes,
    NotText,
    NotJson,    // a line that is none
    NotObject,  // a value where an object should be
    NotPlain    // an object or list where a plain value should be, or a member twice
  };
  Fault fault = Fault::Ragged;
  std::int64_t line = 0;
  std::size_t cells = 0;  // how many there are, as far as they could be cut
  std::string text;       // as delivered, bounded
  std::string member;     // NotPlain: the path of that value, "data.amount"
};

struct RowBatch {
  std::size_t size = 0;
  std::vector<Column> columns;         // in the order of RowSource::names
  const std::int64_t* line = nullptr;  // of each row: CSV line or Parquet row number, from 1
  std::vector<BrokenRow> broken;
};

class RowSource {
 public:
  virtual ~RowSource() = default;
  // Column names in file order.
  virtual const std::vector<std::string>& names() const = 0;
  // False at the end. An error is about the whole file: nothing of it may be used.
  virtual base::Result<bool> next(RowBatch& batch) = 0;
  // Bytes of the file read so far, for progress.
  virtual std::int64_t bytes_read() const = 0;
};

// The value of a cell as text, whatever its type; for messages and for text decoding.
std::string cell_text(const Column& column, std::size_t row);

}  // namespace ingest

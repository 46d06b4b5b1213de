// Files of rows that people and banks deliver: columns by name in any order, and a fault told by
// file, line and column. A file is taken whole or not at all.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/rows.h"

namespace payouts {

struct TableShape {
  std::string_view noun;  // "file of answers"
  std::span<const std::string_view> columns;
};

// A row, its cells in the order of the shape's columns.
struct TableRow {
  std::int64_t line = 0;
  std::vector<std::string> cells;
};

class TableFile {
 public:
  // `file` is the name for messages; it and the shape's texts must outlive the table.
  TableFile(const std::string& file, const TableShape& shape) : file_(file), shape_(shape) {}

  // Errors: InvalidInput: a column that is missing or unknown, a row that cannot be cut, no row at
  // all, or whatever `take` says.
  base::Status read(ingest::RowSource& rows,
                    const std::function<base::Status(const TableRow&)>& take) const;

  std::unexpected<base::Error> at(std::int64_t line, std::size_t column,
                                  const std::string& what) const;

 private:
  base::Result<std::vector<std::size_t>> places(const std::vector<std::string>& names) const;
  base::Status broken(const ingest::BrokenRow& row) const;

  const std::string& file_;
  TableShape shape_;
};

}  // namespace payouts

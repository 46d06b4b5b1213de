#include "payouts/table_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/nearest.h"

namespace payouts {
namespace {

std::unexpected<base::Error> wrong(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

}  // namespace

base::Status TableFile::read(ingest::RowSource& rows,
                             const std::function<base::Status(const TableRow&)>& take) const {
  const std::vector<std::size_t> places = TRY(this->places(rows.names()));
  ingest::RowBatch batch;
  std::size_t taken = 0;
  while (TRY(rows.next(batch))) {
    if (!batch.broken.empty()) return broken(batch.broken.front());
    for (std::size_t row = 0; row < batch.size; ++row, ++taken) {
      TableRow one{batch.line[row], {}};
      for (const std::size_t place : places)
        one.cells.push_back(ingest::cell_text(batch.columns[place], row));
      TRY_STATUS(take(one));
    }
  }
  return taken > 0 ? base::Status() : wrong(fmt::format("{}: there is no row in it", file_));
}

std::unexpected<base::Error> TableFile::at(std::int64_t line, std::size_t column,
                                           const std::string& what) const {
  return wrong(
      fmt::format("{}, line {}, column {}: {}", file_, line, shape_.columns[column], what));
}

base::Result<std::vector<std::size_t>> TableFile::places(
    const std::vector<std::string>& names) const {
  for (const std::string& name : names) {
    if (std::ranges::find(shape_.columns, name) != shape_.columns.end()) continue;
    return wrong(fmt::format("{}, line 1: no {} has a column '{}'{}; its columns are {}", file_,
                             shape_.noun, name, base::hint(name, shape_.columns),
                             fmt::join(shape_.columns, ", ")));
  }
  std::vector<std::size_t> out;
  for (const std::string_view column : shape_.columns) {
    const auto found = std::ranges::find(names, column);
    if (found == names.end()) {
      return wrong(fmt::format("{}, line 1: the column {} is missing; the columns are {}", file_,
                               column, fmt::join(shape_.columns, ", ")));
    }
    out.push_back(static_cast<std::size_t>(found - names.begin()));
  }
  return out;
}

base::Status TableFile::broken(const ingest::BrokenRow& row) const {
  if (row.fault == ingest::BrokenRow::Fault::Ragged) {
    return wrong(fmt::format("{}, line {}: the row has {} cells instead of {}; nothing was read",
                             file_, row.line, row.cells, shape_.columns.size()));
  }
  return wrong(
      fmt::format("{}, line {}: the row cannot be cut into cells of UTF-8 text; nothing was read",
                  file_, row.line));
}

}  // namespace payouts

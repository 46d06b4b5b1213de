// The rows of a list on their way to a page: those that its filter means, in the order that was
// asked for, behind the place where the page before ended.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/schema.h"
#include "base/check.h"
#include "filters/filter.h"
#include "filters/order.h"

namespace api {

using CellType = filters::Kind;
using Field = filters::Column;
using Cell = filters::Cell;

// As the parameters of a list have it; empty: all rows, in the order of keys, with all columns.
struct RowsWish {
  std::string filter, sort, fields;
};

class Rows {
 public:
  struct Row {
    filters::Place place;  // its key, and by what else it is sorted
    std::vector<Cell> cells;
  };

  // `after`: of a cursor.
  Rows(std::string after, std::size_t limit, RowsWish wish = {})
      : cursor_(std::move(after)), limit_(limit), wish_(std::move(wish)) {}

  // Before the first row: which columns there are. Errors: Usage for a wish that does not fit them,
  // or a cursor of another order; what is wrong is in violation(), too.
  base::Status begin(std::vector<Field> columns);
  // A handler may begin behind this key; empty: at the start.
  const std::string& after() const;
  // The same where keys are numbers.
  std::int64_t after_number() const;
  // So many rows are worth fetching at once.
  std::size_t piece() const;
  // The cells are what the caller may see of the row: a filter sees no others. False: the page is
  // full, and more rows will be ignored. Keys are distinct and ascend.
  bool add(std::string key, std::vector<Cell> cells);
  // The same with keys made by counting: for answers that are computed whole.
  bool add(std::vector<Cell> cells);
  // After the last row.
  void end();

  const std::vector<Field>& columns() const { return columns_; }
  // Which columns are shown, in which order.
  const std::vector<std::size_t>& shown() const { return shown_; }
  const std::vector<Row>& rows() const { return rows_; }
  std::vector<Row> take() { return std::move(rows_); }
  bool has_more() const { return has_more_; }
  // Where the page ends, for its cursor. There is a row.
  std::string last() const { return filters::text_of(rows_.back().place); }
  const std::optional<Violation>& violation() const { return violation_; }

 private:
  base::Status refuse(std::string_view parameter, const filters::Fault& fault);

  std::string cursor_;
  std::size_t limit_;
  RowsWish wish_;
  std::vector<Field> columns_;
  std::vector<std::size_t> shown_;
  filters::Filter filter_;
  filters::Order order_;
  std::optional<filters::Place> after_;
  std::size_t counted_ = 0;
  std::vector<Row> rows_;  // a heap while they are sorted, the last one on top
  bool has_more_ = false;
  std::optional<Violation> violation_;
};

// How a caller is told of a mistake in that parameter.
Violation violation_of(std::string_view parameter, const filters::Fault& fault);

// Adds rows that a table gives in pieces, by number: `read(after, most)` gives those behind that
// number, `add(row)` the number of the one it added, or 0 when the page is full.
template <class Read, class Add>
base::Status add_pieces(Rows& rows, Read read, Add add) {
  std::int64_t after = rows.after_number();
  for (;;) {
    const auto piece = TRY(read(after, rows.piece()));
    for (const auto& one : piece) {
      const std::int64_t added = TRY(add(one));
      if (added == 0) return {};
      after = added;
    }
    if (piece.size() < rows.piece()) return {};
  }
}

}  // namespace api

// Credit: series x holdings x programme -> credit cells. Pure: the same inputs give the same rows
// in the same order. Whole months take stored totals, only months with a change read days.
// Rules: docs/domain/rules.md#3-credit.
#pragma once

#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// A cell with its keys packed as ranks in text order, so that packed order is row order.
struct CreditCell {
  base::UInt128 key = 0;
  base::Product amount;
  base::Decimal quantity;
  programs::TypeMask associations = 0;
};

// The same where 64 bits are enough and nothing was converted: sums in units of the table.
struct PackedCell {
  std::uint64_t key = 0;
  std::int64_t amount = 0;
  std::int64_t quantity = 0;
  programs::TypeMask associations = 0;
};

// The answer in numbers; text is made when a row is shown.
class CreditTable {
 public:
  std::size_t size() const;
  // Rows in order. `visit` gets each cell.
  void for_each(const std::function<void(const CreditCell&)>& visit) const;
  // The place of a cell's text in a column.
  std::size_t rank(const CreditCell& cell, std::size_t column) const;
  // Texts of one cell's keys, in the order of the query.
  std::vector<std::string> texts(const CreditCell& cell) const;
  std::vector<CreditRow> rows() const;

  // One key column: its texts by rank, and where its bits lie in the packed key.
  struct Column {
    std::vector<std::string> texts;
    int shift = 0;
    int bits = 0;
  };
  std::vector<Column> columns;
  // Either may be empty. Concatenated the parts of one are sorted.
  std::vector<std::vector<PackedCell>> packed;
  std::vector<std::vector<CreditCell>> cells;
  std::int64_t amount_unit = 1;  // of packed cells, in 10^-12
  std::int64_t quantity_unit = 1;
};

// `threads` >= 1 changes the time, never the answer.
// Errors: Missing when a rate is needed and absent (names month and currency).
base::Result<CreditTable> credit(const usage::SeriesIndex& index, const Holdings& holdings,
                                 const Standing& standing, const CreditQuery& query, int threads);

}  // namespace attribution

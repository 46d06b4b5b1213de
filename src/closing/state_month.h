// The statements of a close: for each partner that has lines in the period or anything in its
// accounts. Pure. docs/formats/statement.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "closing/close_month.h"
#include "statements/statement.h"

namespace closing {

// The statement that a partner had last.
struct LastStatement {
  std::int64_t number = 0;
  base::Digest root{};
};

struct StatementTerms {
  std::vector<ledger::Entry> moved;  // what stands in the period's books before the close
  base::CommitNumber as_known;       // the cut-off
  base::Day issued_on;
  std::int64_t next_number = 1;
  std::map<std::string, LastStatement> last;  // by partner
};

// By partner id, numbered from `next_number` without gaps.
std::vector<statements::Statement> state_month(const ClosingBooks& books, const MonthClose& close,
                                               const StatementTerms& terms);

}  // namespace closing

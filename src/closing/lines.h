// The earning lines of a close: those of the month itself, and what changed of those before it.
// Private to closing.
#pragma once

#include <vector>

#include "closing/close_month.h"

namespace closing {

struct MonthLines {
  std::vector<ledger::Entry> entries;
  std::vector<PartnerNotEarned> not_earned;
};
// In which a line stands, whatever is too late of it.
ledger::Account account_of(attribution::EarningKind payout, bool held);

base::Result<MonthLines> month_lines(const ClosingBooks& books);

// One entry for each line and cause, by earning month; what comes of usage beyond the window of the
// programme goes to the account for it.
base::Result<std::vector<ledger::Entry>> adjustments(const ClosingBooks& books, int threads);

}  // namespace closing

// What a close changes: each of its entries beside what the books had for the line before it, and
// the same added up by account. What is compared is what was posted; nothing is computed here.
// Rules: docs/domain/ledger.md#a-month.
#pragma once

#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "closing/books_store.h"

namespace closing {

// Of an entry that moves what is there, without line, both amounts are nothing.
struct ChangedLine {
  BookedEntry booked;  // without number and commit while it is not posted
  // In which its line stands, also where it is too late to be paid; else what it gives to.
  ledger::Account account = ledger::Account::Accrual;
  // Of the whole line: a line that changed for several causes has an entry for each.
  base::Decimal posted;    // by the periods before
  base::Decimal computed;  // with all that this one posts
};

// What the periods before the close posted of an earning month.
using PostedBefore =
    std::function<base::Result<std::vector<ledger::PostedLine>>(base::Month earning_month)>;

// One for each entry of a close, in its order.
base::Result<std::vector<ChangedLine>> changed_lines(std::vector<BookedEntry> entries,
                                                     const PostedBefore& posted);

// What becomes of the lines of a partner that stand in one account, by earning month.
struct Change {
  std::string earner, currency;
  ledger::Account account = ledger::Account::Accrual;
  ledger::EntryKind kind = ledger::EntryKind::Earning;
  base::Month earning_month{};
  std::int64_t entries = 0;
  base::Decimal posted, computed;  // of lines that change; nothing where entries have none
  base::Decimal amount;            // of lines: computed less posted
  base::Decimal outside_window;    // of the amount: what comes too late to be paid
  std::set<std::string> causes;    // reason codes
};
// By partner and currency; lines first, by earning month, then what moves between accounts.
std::vector<Change> changes(std::span<const ChangedLine> lines);

}  // namespace closing

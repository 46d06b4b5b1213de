// Closing a month: what it would post, freezing it, signing it off; and questions to the books.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "closing/books_store.h"
#include "closing/changes.h"
#include "closing/checklist.h"
#include "closing/close_month.h"

namespace app {

// What a period posts as known at its cut-off, and what stands in the way.
struct PeriodRun {
  closing::Period period;
  closing::MonthClose close;
  std::vector<closing::ChecklistItem> items;
};

// As known now, or where it was frozen; nothing is stored. Errors: Conflict for a closed period.
base::Result<PeriodRun> run_period(Store& store, base::Month month, const Report& report);
// The same, and of a closed one what its sign-off posted; it has no checklist any more.
base::Result<PeriodRun> show_period(Store& store, base::Month month, const Report& report);

// What the sign-off of a period would post with usage and registry as known then, or at its cut-off
// if it is frozen, and with the ledger and petitions of now; of a closed one what it did post.
struct PeriodChanges {
  base::CommitNumber as_known;
  std::vector<closing::ChangedLine> lines;
};
base::Result<PeriodChanges> period_changes(Store& store, base::Month month,
                                           base::CommitNumber as_known, const Report& report);

// Fixes what is known: what is posted is what is shown now, whatever comes later. A frozen period
// may be frozen again. Errors: Refused while the month is not over or the one before is not closed.
base::Result<PeriodRun> freeze_period(Store& store, base::Month month, const std::string& actor,
                                      const Report& report);

// An item of the checklist was looked at and is no obstacle.
base::Result<base::CommitNumber> waive_item(Store& store, base::Month month,
                                            const std::string& item, const std::string& actor,
                                            const std::string& reason);

struct SignOff {
  std::string actor;            // not who froze it
  std::string key_file;         // empty: the store's
  std::optional<base::Day> on;  // of the statements; absent: today
};
struct CloseReceipt {
  closing::Period period;
  base::CommitNumber commit;
  std::size_t entries = 0, statements = 0;
  bool was_closed = false;  // before: nothing happened
};
// Posts what was frozen, issues the statements and closes the period, in one commit. Errors:
// Refused (SECOND_PERSON_NEEDED, CHECKLIST_OPEN, NOT_FROZEN); Corrupt when what was frozen cannot
// be computed again.
base::Result<CloseReceipt> sign_off(Store& store, base::Month month, const SignOff& how,
                                    const Report& report);

base::Result<std::vector<closing::Period>> periods(Store& store);
base::Result<std::vector<closing::BookedEntry>> ledger_entries(Store& store,
                                                               const closing::EntryQuery& query);
base::Result<ledger::Balances> balances(Store& store);

}  // namespace app

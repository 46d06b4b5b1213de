// The books of a period, opened for a close: the state at the cut-off, the way from the last close
// to it, and the ledger. Private to app.
#pragma once

#include <memory>

#include "app/store.h"
#include "attribution/difference_path.h"
#include "closing/books_store.h"
#include "closing/close_month.h"
#include "closing/petition.h"

namespace app {

// Stays where it is made: its parts refer to each other.
struct CloseView {
  std::unique_ptr<closing::BooksStore> ledger;
  std::vector<closing::Period> periods;
  closing::Period period;  // as it stands
  std::unique_ptr<View> now;
  std::unique_ptr<Books> then;  // at the last cut-off; null for the first close
  std::unique_ptr<attribution::DifferencePath> path;
  closing::ClosingBooks books;
  std::vector<std::string> late_feeds;
  std::vector<closing::Petition> petitions;  // as they stand now, like balances
};

// Errors: Refused (PERIOD_ORDER) for a month that is not the one after the last that is closed.
base::Result<std::unique_ptr<CloseView>> open_close(Store& store, base::Month month,
                                                    base::CommitNumber cutoff,
                                                    const Report& report);

}  // namespace app

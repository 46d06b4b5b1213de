// The events of associations and of the requests for them: that one begins, is replaced or ends is
// told by what the registry stored and by nothing else; what moves otherwise, by notifications.
#pragma once

#include <string_view>

#include "base/zone.h"
#include "storage/event_draft.h"

namespace storage {

// The programme day of a moment, by the programme in force at a commit.
class ProgrammeCalendar {
 public:
  explicit ProgrammeCalendar(Database& database) : database_(database) {}
  // Without a programme: of UTC.
  base::Result<base::Day> day_of(base::CommitNumber commit, base::Instant at);

 private:
  Database& database_;
  base::CommitNumber programme_;  // whose zone it is; 0: none's
  base::Zone zone_ = base::Zone::utc();
};

// `action` is the commit's in the audit chain. What an import stores of associations is not told.
base::Status add_associations(EventDraft& draft, ProgrammeCalendar& calendar,
                              std::string_view action);

}  // namespace storage

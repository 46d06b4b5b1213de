// How rules come into force: a draft is submitted, somebody else approves it, it is published.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "programs/draft.h"
#include "storage/draft_table.h"

namespace app {

// Of a draft that was read and whose examples pass (checked_programme): every association that
// there is must have a type in it. Errors: Missing for a type that is in use; Conflict for a
// version that is stored with another text.
base::Status check_draft(Store& store, const programs::Programme& programme,
                         const std::string& text);

base::Result<programs::ProgrammeDraft> submit_draft(Store& store, const std::string& actor,
                                                    const std::string& text);
// Errors: NotFound; Refused with FOUR_EYES_REQUIRED for who submitted it; Conflict when it is
// decided.
base::Result<programs::ProgrammeDraft> approve_draft(Store& store, const std::string& actor,
                                                     const std::string& id);
base::Result<programs::ProgrammeDraft> reject_draft(Store& store, const std::string& actor,
                                                    const std::string& id);
// Puts it in force from this commit on; its own dates say from which days. Errors: NotFound;
// Refused with NOT_APPROVED; Conflict when it is in force already; as check_draft.
base::Result<programs::ProgrammeDraft> publish_draft(Store& store, const std::string& actor,
                                                     const std::string& id);

base::Result<std::vector<programs::ProgrammeDraft>> drafts(Store& store);
// "PD-1". Errors: NotFound.
base::Result<programs::ProgrammeDraft> draft_of(Store& store, const std::string& id);
base::Result<std::vector<storage::ProgrammeVersion>> programme_versions(Store& store);

// What differs between two versions of the rules.
struct ProgrammeDifference {
  std::string text;                 // text_diff
  bool changes_everything = false;  // association types were added, left out or moved
  bool changes_credit = false;
  std::vector<std::string> levers;  // that may pay otherwise
};
base::Result<ProgrammeDifference> programme_difference(const std::string& before,
                                                       const std::string& after);
// Between the rules as known at two commits. Errors: NotFound.
base::Result<ProgrammeDifference> programme_difference(Store& store, base::CommitNumber before,
                                                       base::CommitNumber after);

}  // namespace app

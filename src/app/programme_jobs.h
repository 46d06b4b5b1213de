// How rules come into force: a draft is submitted, somebody else approves it, it is published.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "attribution/affected.h"
#include "programs/draft.h"
#include "storage/draft_table.h"

namespace app {

// Of a draft that was read and whose examples pass (checked_programme): every association that
// there is must have a type in it. Errors: Missing for a type that is in use; Conflict for a
// version that is stored with another text.
base::Status check_draft(Store& store, const programs::Programme& programme,
                         const std::string& text);

// A text of rules with what keeps it from being submitted. Reading ends at the first fault;
// examples fail each on its own.
struct DraftReading {
  struct Finding {
    std::optional<int> line;  // of the text, from 1
    std::string sentence;
  };
  struct ExampleResult {
    std::string name;
    std::string fault;  // empty: it passes
  };
  std::optional<programs::Programme> programme;  // none: it could not be read
  std::vector<Finding> findings;
  std::vector<ExampleResult> examples;
};
// Asks no store, so check_draft is still to be asked.
DraftReading read_draft(const std::string& text);

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

// What a text of rules is about in the month that runs. Errors: InvalidInput, with the line of
// "draft"; Missing for a type that is in use.
struct AffectedByDraft {
  base::Month month;
  std::vector<attribution::Affected> rules;
};
base::Result<AffectedByDraft> affected_by_draft(Store& store, const std::string& text);

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

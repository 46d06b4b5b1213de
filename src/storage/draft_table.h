// Drafts of the programme, and the versions that were in force, in the system of record.
#pragma once

#include <vector>

#include "programs/draft.h"
#include "storage/registry_table.h"

namespace storage {

// By number.
base::Result<std::vector<programs::ProgrammeDraft>> load_drafts(Record& record);
// Takes the next number. Requires: one decision, that it was submitted.
base::Result<programs::ProgrammeDraft> keep_draft(Record& record, const registry::Act& act,
                                                  programs::ProgrammeDraft draft);
// Errors: Conflict when what was decided before does not allow it.
base::Result<base::CommitNumber> keep_decision(Record& record, const registry::Act& act,
                                               const programs::ProgrammeDraft& draft,
                                               const programs::DraftDecision& decision);
// The programme and the decision in one commit. Errors: as store_programme and keep_decision.
base::Result<base::CommitNumber> publish_draft(Record& record, const registry::Act& act,
                                               const programs::ProgrammeDraft& draft,
                                               const programs::Programme& programme,
                                               const programs::DraftDecision& decision);

// Every version that was put in force, the earliest first.
struct ProgrammeVersion {
  StoredProgramme stored;
  std::string actor;
  base::Instant at{};
};
base::Result<std::vector<ProgrammeVersion>> load_versions(Record& record);

}  // namespace storage

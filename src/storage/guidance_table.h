// Contacts, guides and feedback in the system of record.
#pragma once

#include <vector>

#include "guidance/guidance.h"
#include "storage/record.h"

namespace storage {

// In the order of commits, as known at one.
base::Result<std::vector<guidance::Contact>> load_contacts(Record& record,
                                                           base::CommitNumber as_known);
// By name, language and version.
base::Result<std::vector<guidance::Guide>> load_guides(Record& record, base::CommitNumber as_known);
// By number; persons by their names, unless those are erased.
base::Result<std::vector<guidance::Feedback>> load_feedback(Record& record);

// Each gives its commit. Requires: it was checked.
base::Result<base::CommitNumber> keep(Record& record, const registry::Act& act,
                                      const guidance::Contact& contact);
// Errors: Conflict when that version is there already.
base::Result<base::CommitNumber> keep(Record& record, const registry::Act& act,
                                      const guidance::Guide& guide);
// Takes the next number.
base::Result<guidance::Feedback> keep(Record& record, const registry::Act& act,
                                      guidance::Feedback feedback);

}  // namespace storage

// Taking the name of a person out of the store (X54). docs/decisions/0020-persons-and-erasure.md.
#pragma once

#include <string>
#include <vector>

#include "storage/persons.h"
#include "storage/record.h"

namespace storage {

struct Erasure {
  std::string person;  // "customer:C1/~k7"
  base::CommitNumber commit;
  bool before = false;  // it was erased already; what was left of the bytes is gone now
};

// Commits whose reasons, details, evidence or exceptions have the name as a word, in whatever
// letter case: they are sealed, so an erasure does not change them.
base::Result<std::vector<base::CommitNumber>> free_texts(Database& database,
                                                         const std::string& name);

// Overwrites the name, with the user and the other tokens that the person has, in a commit whose
// event has only tokens, and empties the write-ahead log so that no file of the store has its
// bytes. `who` by name or by token. Errors: NotFound; Usage when the reason would keep the name;
// Conflict when it is erased but a reader still needs the log.
base::Result<Erasure> erase_person(Record& record, const std::string& who, const std::string& actor,
                                   const std::string& reason);

}  // namespace storage

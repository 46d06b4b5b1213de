// The port of petitions: the system of record as this room needs it. storage/ implements it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "closing/petition.h"
#include "registry/registry_store.h"

namespace closing {

class PetitionStore {
 public:
  virtual ~PetitionStore() = default;
  // Every petition as known at the commit, by number.
  virtual base::Result<std::vector<Petition>> load(base::CommitNumber as_known) = 0;
  // Every revision of one, oldest first; none for a number that nobody has.
  virtual base::Result<std::vector<Petition>> history(std::int64_t number,
                                                      base::CommitNumber as_known) = 0;
  // What was attached when it was opened; may be empty.
  virtual base::Result<std::string> attached(std::int64_t number) = 0;
  // A revision with what is attached to it and what it posts: one commit, whole or absent. The
  // store itself refuses entries in closed periods and revisions of what was decided.
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act, const Petition& petition,
                                                const std::string& attached,
                                                std::span<const ledger::Entry> entries) = 0;
};

}  // namespace closing

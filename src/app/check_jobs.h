// Is the store what it promises to be, and is all well with it and this machine.
#pragma once

#include <string>
#include <vector>

#include "app/progress.h"
#include "app/store.h"
#include "storage/verify_usage.h"

namespace app {

struct Verification {
  std::vector<std::string> held;  // what was checked and found right
  std::vector<storage::Finding> violations;
  std::vector<storage::Finding> notes;  // worth knowing, no broken promise
  base::CommitNumber as_known;
};

// Audit chain and anchor, exclusivity, segments and manifests, whatever was asked for; series index
// and that every month reconciles, as known at that commit. `deep` also answers every month by the
// naive model from raw rows and compares. Errors: NotFound for a commit that is not there yet.
base::Result<Verification> verify(Store& store, bool deep, const Report& report,
                                  base::CommitNumber as_known = base::CommitNumber::latest());

enum class Health { Ok, Warn, Fail };

struct Check {
  Health health = Health::Ok;
  std::string subject;
  std::string message;
  std::string fix;  // a command or an act; empty when nothing is to do
};

// Never fails itself: what cannot be checked is a failed check.
std::vector<Check> examine(const std::string& directory, const base::Clock& clock);

}  // namespace app

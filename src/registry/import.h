// A delivered file against the current registry: what is new or changed, or the first thing that is
// wrong with it, by file, line, column and value. Pure; the caller stores the change.
// Bulk dates are taken as given: gates apply when usage is attributed, not here.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "programs/programme.h"
#include "registry/delivery.h"
#include "registry/registry_store.h"
#include "registry/snapshot.h"

namespace registry {

// "partners", "customers", ...: what the rows of the delivery are.
std::string_view kind(const Delivery& delivery);

// Puts what is referred to before what refers to it; equal kinds keep their order.
void order_for_import(std::vector<Delivery>& deliveries);

// The change that the delivery asks for; empty when all of it is known already. A channel period
// brings its recognised associations along; a termination ends what was designated, a merger what
// collides. Errors:
// InvalidInput for what the file has wrong, Refused for lawful rows that a rule turns down
// (ALREADY_HELD, PARTNER_NOT_ACTIVE, NEEDS_OTHER_TYPE, ALREADY_MERGED, MERGER_CYCLE).
base::Result<ChangeSet> changes_of(const Delivery& delivery, const Snapshot& snapshot,
                                   const programs::Programme& programme);

}  // namespace registry

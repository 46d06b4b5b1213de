// A registry with changes in it, in memory: what a question about changes that nobody made looks
// at. The changes were checked by whoever decided them (import.h, acts.h).
#pragma once

#include "registry/registry_store.h"
#include "registry/snapshot.h"

namespace registry {

// `snapshot` as the store would load it after the change. New ids come behind the known ones.
// Requires: types and ids of the changes are known, or new in the same change.
Snapshot applied(Snapshot snapshot, const ChangeSet& changes, const programs::Programme& programme);

}  // namespace registry

// The events of a commit, made of what the commit stored. The same commit gives the same events.
#pragma once

#include <vector>

#include "delivery/event.h"
#include "storage/database.h"

namespace storage {

// Of every commit after `after` up to `upto`, in the order of their keys.
base::Result<std::vector<delivery::Event>> events_of(Database& database, base::CommitNumber after,
                                                     base::CommitNumber upto);

}  // namespace storage

// From commits to events: what was committed since the last call becomes events, and a delivery for
// each endpoint that wants one. Ended at any moment and called again, nothing is lost and nothing
// is twice: the cursor moves in the transaction that keeps them.
#pragma once

#include "app/store.h"

namespace app {

// How many events were made. Needs a store that is open for writing.
base::Result<std::size_t> feed_events(Store& store);

}  // namespace app

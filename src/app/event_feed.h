// From commits to events: what was committed since the last call becomes events, and a delivery for
// each endpoint that wants one. Ended at any moment and called again, nothing is lost and nothing
// is twice: the cursor moves in the transaction that keeps them.
#pragma once

#include "app/store.h"

namespace app {

struct Fed {
  std::size_t events = 0;  // that were made
  bool is_all = true;      // false: more commits wait, call again
};
enum class Letters : std::uint8_t { No, Yes };  // whether persons are written to
// Of the next hundred commits, so that others may write between two calls. Needs a store that is
// open for writing.
base::Result<Fed> feed_events(Store& store, Letters letters = Letters::No);

}  // namespace app

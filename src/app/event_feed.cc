#include "app/event_feed.h"

#include <algorithm>

#include "storage/delivery_table.h"
#include "storage/event_source.h"

namespace app {
namespace {

constexpr std::int64_t kCommitsAtOnce = 100;

}  // namespace

base::Result<std::size_t> feed_events(Store& store) {
  const auto table = storage::open_delivery(store.record());
  const base::CommitNumber head = TRY(store.record().head());
  base::CommitNumber at = TRY(table->cursor());
  std::size_t made = 0;
  while (at < head) {
    const base::CommitNumber upto{std::min(head.number, at.number + kCommitsAtOnce)};
    const auto events = TRY(storage::events_of(store.record().database(), at, upto));
    TRY_STATUS(table->enqueue(events, upto, store.clock().now()));
    made += events.size();
    at = upto;
  }
  return made;
}

}  // namespace app

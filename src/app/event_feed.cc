#include "app/event_feed.h"

#include <algorithm>

#include "app/identity_jobs.h"
#include "app/postman.h"
#include "storage/delivery_table.h"
#include "storage/event_source.h"

namespace app {
namespace {

constexpr std::int64_t kCommitsAtOnce = 100;

}  // namespace

base::Result<Fed> feed_events(Store& store, Letters letters) {
  const auto table = storage::open_delivery(store.record());
  const base::CommitNumber head = TRY(store.record().head());
  const base::CommitNumber at = TRY(table->cursor());
  if (head <= at) return Fed{};
  const base::CommitNumber upto{std::min(head.number, at.number + kCommitsAtOnce)};
  auto events = TRY(storage::events_of(store.record().database(), at, upto));
  const bool is_written_of = std::ranges::any_of(
      events, [](const delivery::Event& one) { return delivery::is_written_of(one.type); });
  if (letters == Letters::Yes && is_written_of) {
    const auto all = TRY(users(store));
    const LetterWishes wishes = TRY(table->letter_wishes());
    for (delivery::Event& event : events)
      event.readers = readers_of(event, all, wishes);
  }
  TRY_STATUS(table->enqueue(events, upto, store.clock().now()));
  return Fed{events.size(), upto == head};
}

}  // namespace app

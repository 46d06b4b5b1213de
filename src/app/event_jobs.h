// Usage comes in event by event: acknowledged in the inbox, folded into the log together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/store.h"
#include "ingest/event.h"
#include "ingest/request.h"
#include "storage/inbox.h"

namespace app {

// One for each event, in their order: what became of it, or why it was not taken.
using EventOutcome = std::expected<storage::InboxOutcome, ingest::Rejection>;

// Takes the good ones of the events in, all in one transaction; they are durable when it returns.
// Hand many over at once: the disk is waited for once. Errors: none is in, or (CommitUnknown) it is
// not known; repeating is safe.
base::Result<std::vector<EventOutcome>> accept_events(Store& store,
                                                      std::span<const ingest::EventAnswer> events);

// Brings what waits into the log, and folds small files of the log from time to time. Nothing when
// nothing waits. `books` may be of an earlier commit: they are read anew if they have changed.
base::Result<std::optional<ingest::Receipt>> fold_inbox(Store& store, const Books& books,
                                                        const std::string& actor);
base::Result<std::optional<ingest::Receipt>> fold_inbox(Store& store, const std::string& actor);

}  // namespace app

// Usage that was acknowledged and is not in the log yet: rows of the record's database beside the
// ground tables. They alter no number, take no commit number, and leave in the commit that brings
// them into the log. docs/decisions/0021-the-service.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/keys.h"
#include "base/result.h"
#include "ingest/request.h"
#include "programs/programme.h"
#include "registry/snapshot.h"
#include "storage/record.h"
#include "storage/usage_store.h"
#include "usage/record.h"

namespace storage {

inline constexpr const char* kEventFeed = "events";  // label of what comes through the inbox

// What became of a row. The inbox is compared with, not the log: what the log has already is taken
// once more and found to be a duplicate, or a reused key, when it is folded.
enum class InboxOutcome : std::uint8_t {
  Accepted,
  Duplicate,  // it waits already
  Conflict    // another content waits under its source, key and revision
};

// Takes rows in, all in one transaction; durable when it returns. Errors: none of them is in (Io,
// ...), or it is not known (CommitUnknown); repeating is safe.
base::Result<std::vector<InboxOutcome>> accept(Record& record, std::span<const usage::Record> rows,
                                               base::Instant at);

struct InboxState {
  std::int64_t rows = 0;
  base::Instant oldest;  // arrival of the first, when there are rows
};
base::Result<InboxState> inbox_state(Record& record);

// Brings what waits into the log as one delivery; nothing when nothing waits. `registry` is the
// snapshot at the head.
base::Result<std::optional<ingest::Receipt>> fold_inbox(Record& record, UsageStore& store,
                                                        const std::string& actor,
                                                        const registry::Snapshot& registry,
                                                        const programs::Parameters& parameters);

}  // namespace storage

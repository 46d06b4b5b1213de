// What waits in quarantine, seen by its causes, and the ways out of it: replay, and a waiver with a
// reason. A delivery that is voided or corrected takes its own rows along (feed_void.h, intake.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "ingest/mapping.h"
#include "ingest/quarantine.h"
#include "programs/programme.h"
#include "registry/snapshot.h"
#include "storage/record.h"
#include "storage/usage_store.h"
#include "usage/usage_log.h"

namespace storage {

// Which rows are meant; what is left empty is any.
struct QuarantineFilter {
  std::vector<ingest::Cause> causes;
  std::string feed;
  std::string file;  // the name as delivered
  std::string subscription;
};

// By whom and why a group was waived.
struct Waiver {
  base::CommitNumber commit;  // 0: it waits
  base::Instant recorded_at;
  std::string actor, reason;
};

// Rows with one thing wrong.
struct QuarantineGroup {
  ingest::Cause cause = ingest::Cause::BadNumber;
  std::string feed;
  std::string column;
  std::string value;  // where it is a name that many rows share, such as an unknown subscription
  Waiver waiver;
  std::int64_t rows = 0;
  std::set<std::string> files, subscriptions;
  std::int64_t customers = 0;  // of the subscriptions; counted by who knows the registry
  std::optional<base::Day> first_day, last_day;
  std::vector<usage::ControlTotal> totals;  // of the rows whose numbers can be read
  std::string remedy;
  struct Example {
    std::string file;
    ingest::QuarantinedRow row;
  };
  std::vector<Example> examples;
};

// What waited at that commit, the largest group first.
base::Result<std::vector<QuarantineGroup>> list_quarantine(
    Record& record, const QuarantineFilter& filter = {},
    base::CommitNumber as_known = base::CommitNumber::latest(), std::size_t examples_max = 3);
// What was waived until that commit, the newest first.
base::Result<std::vector<QuarantineGroup>> list_waived(
    Record& record, const QuarantineFilter& filter = {},
    base::CommitNumber as_known = base::CommitNumber::latest(), std::size_t examples_max = 3);

// What segments of replay say they were delivered as.
inline constexpr const char* kReplayName = "quarantine replay";

struct ReplayOrder {
  QuarantineFilter filter;
  const ingest::Mapping* mapping = nullptr;  // reads again what could not be read
  std::string actor = "operator:cli";
};
struct ReplayReceipt {
  std::int64_t rows = 0;      // that waited
  std::int64_t accepted = 0;  // now in the log
  std::int64_t duplicates = 0;
  std::int64_t corrected = 0;  // older rows that leave for what was accepted
  std::int64_t waiting = 0;
  base::CommitNumber commit;  // 0: nothing passed, nothing committed
};
// Checks waiting rows against the registry as it is now; what passes becomes a segment.
base::Result<ReplayReceipt> replay_quarantine(Record& record, UsageStore& store,
                                              const registry::Snapshot& registry,
                                              const programs::Parameters& parameters,
                                              const ReplayOrder& order = {});

// What a change of the registry may heal.
inline constexpr std::array<ingest::Cause, 3> kHealedByRegistry{
    ingest::Cause::UnknownSubscription, ingest::Cause::BeforeSubscriptionStart,
    ingest::Cause::AfterSubscriptionEnd};
// Whether rows wait for that whose subscription the registry knows by now.
base::Result<bool> waits_for_registry(Record& record);

struct WaiveReceipt {
  std::int64_t rows = 0;
  base::CommitNumber commit;  // 0: nothing waited
};
// The rows leave quarantine for good: they stand in list_waived, with actor and reason.
base::Result<WaiveReceipt> waive_quarantine(Record& record, const QuarantineFilter& filter,
                                            const std::string& actor, const std::string& reason);

}  // namespace storage

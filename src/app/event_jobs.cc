#include "app/event_jobs.h"

#include "storage/registry_table.h"

namespace app {
namespace {

constexpr std::int64_t kCommitsBetweenFolds = 32;

}  // namespace

base::Result<std::vector<EventOutcome>> accept_events(Store& store,
                                                      std::span<const ingest::EventAnswer> events) {
  std::vector<usage::Record> rows;
  rows.reserve(events.size());
  for (const ingest::EventAnswer& event : events) {
    if (event) rows.push_back(*event);
  }
  const auto taken = TRY(storage::accept(store.record(), rows, store.clock().now()));
  std::vector<EventOutcome> out;
  out.reserve(events.size());
  auto next = taken.begin();
  for (const ingest::EventAnswer& event : events) {
    if (event) {
      out.emplace_back(*next++);
    } else {
      out.emplace_back(std::unexpect, event.error());
    }
  }
  return out;
}

base::Result<std::optional<ingest::Receipt>> fold_inbox(Store& store, const Books& books,
                                                        const std::string& actor) {
  if (TRY(storage::inbox_state(store.record())).rows == 0) return std::nullopt;
  const base::CommitNumber head = TRY(store.known(base::CommitNumber::latest()));
  if (TRY(storage::registry_changed(store.record().database(), books.as_known, head)))
    return fold_inbox(store, actor);
  storage::UsageStore* const log = TRY(store.log());
  auto receipt = TRY(
      storage::fold_inbox(store.record(), *log, actor, books.registry, books.programme.parameters));
  if (receipt && receipt->commit.number % kCommitsBetweenFolds == 0)
    TRY(storage::fold_log(store.record(), *log, actor, storage::FoldWhat::Crowded));
  return receipt;
}

base::Result<std::optional<ingest::Receipt>> fold_inbox(Store& store, const std::string& actor) {
  if (TRY(storage::inbox_state(store.record())).rows == 0) return std::nullopt;
  return fold_inbox(store, TRY(open_books(store, base::CommitNumber::latest())), actor);
}

}  // namespace app

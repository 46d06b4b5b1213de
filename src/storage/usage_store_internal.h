// What the parts of the usage store share. Private to storage.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ingest/text_index.h"
#include "storage/database.h"
#include "storage/descriptor.h"
#include "storage/duck.h"
#include "storage/segment.h"
#include "storage/usage_store.h"

namespace storage {

// Subscription ids by key; they never change, new ones come behind.
struct SubscriptionIds {
  std::vector<std::string> ids;
  ingest::TextIndex index;
};

struct UsageStore::State {
  Record& record;
  OpenFor mode;
  UsageOptions options;
  std::unique_ptr<Duck> duck;
  SubscriptionIds subscriptions;
  Descriptor reading;  // holds files in place while a reader may open them

  // Started when first needed: answers from the index never need it.
  base::Result<Duck*> engine();
  std::string path(const std::string& name) const { return record.directory() + "/" + name; }
  base::Result<const SubscriptionIds*> subscription_ids();
};

// A manifest row with what only storage needs.
struct StoredSegment {
  usage::Manifest manifest;
  bool adopted = false;
  std::int64_t rounded_rows = 0;
  SegmentFile file;         // where its rows stand now: its own file, or a container
  std::string file_sha256;  // of that file
  std::int64_t file_rows = 0, file_segments = 1;
};
enum class Load { WithTotals, WithoutTotals };
base::Result<std::vector<StoredSegment>> load_segments(UsageStore::State& state,
                                                       base::CommitNumber after,
                                                       base::CommitNumber as_known,
                                                       Load load = Load::WithoutTotals);

// A file of the log and what it holds.
struct StoredFile {
  SegmentFile file;
  std::string sha256;
  std::int64_t rows = 0;
};
// The files in which these segments stand, by the first of them; of a container only they are read.
std::vector<StoredFile> files_of(const std::vector<StoredSegment>& segments);
// Paths of all files of the log, key files among them.
base::Result<std::set<std::string>> files_in_use(UsageStore::State& state);
// Removes the other files below segments/: what an interrupted command left, and what was folded
// away, unless a reader holds it.
base::Status sweep(UsageStore::State& state);
// While this is open, no writer sweeps. Not open where there is nothing to hold.
Descriptor hold_files(const UsageStore::State& state);

// Positions that stopped counting until `as_known`, sorted, by segment.
using SupersededRows = std::map<usage::SegmentNumber, std::vector<std::int64_t>>;
base::Result<SupersededRows> superseded_rows(UsageStore::State& state, base::CommitNumber as_known);
// Those of some segments only.
base::Result<SupersededRows> superseded_rows(UsageStore::State& state, base::CommitNumber as_known,
                                             std::span<const StoredSegment> segments);
bool counts(const SupersededRows& superseded, usage::SegmentNumber segment, std::int64_t pos);

// Rows that take no part in identity any more.
struct VoidedRows {
  std::set<usage::SegmentNumber> whole;
  SupersededRows part;
  bool has(usage::SegmentNumber segment, std::int64_t pos) const;
};
base::Result<VoidedRows> voided_rows(UsageStore::State& state);

std::string rows_blob(const std::vector<std::int64_t>& rows);
std::vector<std::int64_t> rows_of_blob(std::string_view blob);

// A Decimal as the count of 10^-12, which needs up to 39 digits.
std::string units_text(base::Decimal value);
base::Result<base::Decimal> decimal_of_units(std::string_view text);

// A row of a segment with its place.
struct StoredRecord {
  usage::SegmentNumber segment = 0;
  std::int64_t pos = 0;
  usage::Record record;
  std::int64_t line = 0;
};
// Rows of `files` that fulfil `where` (SQL over the segment's columns, or empty), in the order
// of `order_by` (SQL over seg, pos and the columns). `table` is the name of a table to work in.
base::Status each_record(Duck& duck, const std::vector<SegmentFile>& files,
                         const std::string& where, const std::string& order_by,
                         const std::function<base::Status(StoredRecord&&)>& take);

}  // namespace storage

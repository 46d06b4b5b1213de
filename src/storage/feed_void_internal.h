// What a void is made of. Private to feed_void*.cc.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "storage/feed_void.h"
#include "storage/usage_store_internal.h"

namespace storage {

// Rows by segment, sorted.
using RowsBySegment = SupersededRows;

// A delivery to void, with what only the plan needs.
struct VoidTarget {
  DeliveredFile file;
  std::string mapping, mapping_sha256;
  std::optional<usage::SegmentNumber> segment;
  bool replaces = false;
};
base::Result<std::vector<VoidTarget>> find_targets(Database& database, const VoidWish& wish);
// "3, 7": their numbers, for SQL.
std::string numbers_of(const std::vector<VoidTarget>& targets);

// A row that left quarantine for something newer, perhaps of the voided file.
struct ReleasedRow {
  std::int64_t row = 0;
  std::string source, record_key;
  std::optional<std::int64_t> revision;
  base::CommitNumber delivered;  // commit of its own delivery
  bool duplicate = false;        // released as one
};

// What becomes of the rows of the log.
struct LogChange {
  std::set<usage::SegmentNumber> own;    // segments of the voided deliveries
  RowsBySegment stopping;                // rows that count no more
  RowsBySegment voided;                  // rows outside of `own` that leave identity
  RowsBySegment returning;               // rows that are copied
  std::vector<std::int64_t> going_back;  // quarantine rows
};

// Works out a LogChange with the scan engine.
class VoidQuery {
 public:
  VoidQuery(UsageStore::State& state, Duck& duck, const std::vector<VoidTarget>& targets)
      : state_(state), duck_(duck), targets_(targets) {}

  // Asks the record: rows of the targets that replay accepted, and rows released for the targets.
  base::Status gather();
  base::Result<LogChange> run();
  base::Result<std::vector<VoidEffect::MonthTotal>> totals(const LogChange& change);

 private:
  struct Sum {
    base::Decimal amount, quantity;
  };
  using Sums = std::map<std::array<std::string, 3>, Sum>;  // by month, measure, currency

  base::Status gather_accepted();
  base::Status gather_released();
  base::Status gather_sources();
  base::Result<std::vector<std::uint64_t>> own_fingerprints();
  base::Status make_tables(const std::vector<std::uint64_t>& own);
  base::Status add_entries(const StoredSegment& segment, const std::vector<std::uint64_t>& wanted);
  std::string file_sources() const;
  std::string source_values() const;
  base::Result<RowsBySegment> places(const std::string& sql);
  base::Result<std::vector<std::int64_t>> unjustified();
  base::Status sum(const StoredSegment& segment, const std::string& where, Sums& sums);
  base::Result<Sums> sums_of(const RowsBySegment& rows);

  UsageStore::State& state_;
  Duck& duck_;
  const std::vector<VoidTarget>& targets_;
  std::vector<StoredSegment> log_;
  SupersededRows superseded_;
  VoidedRows voided_;
  std::set<usage::SegmentNumber> own_, copies_;
  struct Key {
    std::string source, record_key;
    std::int64_t revision;
  };
  std::vector<Key> accepted_;
  std::vector<ReleasedRow> released_;
  std::vector<std::string> sources_;  // whole files
};

// "SELECT columns, place FROM a segment": place is the row as one number.
inline constexpr int kPlaceBits = 40;
std::string placed(const StoredSegment& segment, const std::string& columns);

}  // namespace storage

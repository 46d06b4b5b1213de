// Rows on their way into the log: staged in a temporary file, told apart by identity, published as
// a segment, registered within a commit. Whatever fails before the commit leaves nothing behind.
// Private to storage; used by ingest and by quarantine replay.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/usage_decoder.h"
#include "storage/key_set.h"
#include "storage/segment.h"
#include "storage/usage_store_internal.h"

namespace storage {

// Exact sums of rows while they pass.
class Tally {
 public:
  void add(const ingest::UsageBatch& rows);
  SegmentFacts facts() const;
  std::vector<usage::UsageLog::RoundingTotal> rounding() const;
  void remove_rests(const usage::Record& record);

 private:
  struct Sum {
    base::Measure measure;
    std::string currency;
    base::Decimal amount, quantity;
    base::Product amount_rest, quantity_rest;
  };
  Sum& sum_of(base::Measure measure, std::string_view currency);
  std::vector<Sum> sums_;
  std::size_t last_ = 0;
  std::int64_t rows_ = 0;
  std::int64_t rounded_ = 0;
  base::Day first_ = base::Day::forever();
  base::Day last_day_ = base::Day::min();
};

// A segment as its manifest row has it.
struct SegmentEntry {
  SegmentFile file;
  std::string sha256;
  SegmentFacts facts;
  std::string feed, delivered_as;
};
// Within the commit: manifest and totals.
base::Status enter_segment(Database& database, base::CommitNumber commit,
                           const SegmentEntry& segment);
// Within the commit: these rows stop counting.
base::Status enter_supersession(Database& database, base::CommitNumber commit,
                                usage::SegmentNumber segment,
                                const std::vector<std::int64_t>& rows);
// The number of the next segment.
base::Result<usage::SegmentNumber> next_segment(Database& database);

class Intake {
 public:
  static base::Result<Intake> begin(UsageStore::State& state);
  Intake(Intake&&) = default;
  Intake& operator=(Intake&&) = delete;
  ~Intake();

  // Either rows are handed over and written while they come ...
  base::Status write_rows();
  // ... or `path` is a Parquet file in the columns of the contract, and its rows are only counted.
  void adopt(std::string path);
  base::Status add(const ingest::UsageBatch& rows);
  base::Status finish_rows();

  // Delivered rows by their place among the staged ones, sorted.
  struct Identified {
    std::vector<std::int64_t> duplicates;
    std::int64_t repeated = 0;             // duplicates of rows that the log had already
    std::vector<std::int64_t> reused;      // not taken: KEY_REUSED
    std::vector<std::int64_t> superseded;  // accepted, never current
    std::map<usage::SegmentNumber, std::vector<std::int64_t>> supersessions;  // of older rows
  };
  // Compares the staged rows with the log and among each other; `reused` gets every row whose key
  // is known in its revision with other content.
  using TakeReused = std::function<base::Status(ingest::QuarantinedRow&&)>;
  base::Status identify(const TakeReused& reused);
  const Identified& identified() const { return identified_; }
  // `source` is a file of which `revision` is complete: of all its rows, in the log and staged,
  // only those of the newest revision known count, matched by key or not. Gives that revision.
  base::Result<std::int64_t> replace_source(const std::string& source, std::int64_t revision);
  std::int64_t voided() const { return voided_; }  // rows that only replace_source ended

  // Makes the segment from the staged rows that are taken. No rows: no segment.
  base::Status publish(const std::string& expected_sha256);
  bool has_segment() const { return segment_.has_value(); }
  const SegmentFacts& facts() const { return facts_; }
  std::vector<usage::UsageLog::RoundingTotal> rounding() const { return tally_.rounding(); }
  std::int64_t staged() const { return staged_; }
  bool adopted() const { return segment_ && segment_->adopted; }

  // Rows in quarantine whose key the published segment holds in their revision or a higher one.
  base::Result<std::vector<std::int64_t>> corrected_rows();

  // Within the commit: manifest, totals, supersessions.
  base::Status enter(Database& database, base::CommitNumber commit, const std::string& feed,
                     const std::string& delivered_as);
  base::Result<usage::SegmentNumber> segment_number() const;
  // After a commit that happened, or may have: the files stay.
  void keep() { kept_ = true; }

 private:
  explicit Intake(UsageStore::State& state, Duck& duck) : state_(&state), duck_(&duck) {}
  base::Status rewrite();
  base::Status supersede_staged(const std::string& source, std::int64_t revision);
  base::Result<std::vector<std::uint64_t>> candidates(std::vector<SegmentFile>& hits);
  base::Status settle(const std::vector<StoredRecord>& versions, const TakeReused& reused);
  SegmentFile staged_file() const { return {-1, staged_path_, adopted_}; }

  UsageStore::State* state_;
  Duck* duck_;
  std::unique_ptr<SegmentWriter> writer_;
  std::unique_ptr<KeyCollector> keys_;
  Tally tally_;
  std::string staged_path_;
  std::string staged_keys_;
  bool adopted_ = false;
  bool owns_staged_ = true;
  std::int64_t staged_ = 0;
  std::vector<std::uint64_t> fingerprints_;  // of the batch at hand
  std::vector<std::uint64_t> repeated_;      // fingerprints that came more than once
  std::vector<StoredSegment> log_;           // without what was voided
  SupersededRows superseded_;
  VoidedRows voided_rows_;
  Identified identified_;
  SegmentFacts facts_;
  std::optional<SegmentFile> segment_;
  std::string segment_sha256_;
  std::int64_t voided_ = 0;
  bool kept_ = false;
};

}  // namespace storage

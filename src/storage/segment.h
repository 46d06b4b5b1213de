// Segment files: where they lie, how their rows are read, how new ones are written. A file is
// immutable once its manifest row is committed. docs/formats/segment.md.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "ingest/usage_decoder.h"
#include "storage/duck.h"
#include "usage/usage_log.h"

namespace storage {

struct SegmentFile {
  usage::SegmentNumber number = 0;  // of a file with one segment
  std::string path;
  bool adopted = false;    // a delivered Parquet file: the contract's columns in types of its own
  bool container = false;  // several folded segments, told apart by columns `segment` and `pos`
  std::vector<usage::SegmentNumber> only = {};  // of a container; empty: all that it holds
};

// "segments/000012.parquet"
std::string segment_name(usage::SegmentNumber number);
// "segments/folded-000003.parquet"
std::string container_name(std::int64_t number);
std::string keys_path(const std::string& segment_path);

// A relation with the columns of kSegmentColumns in exactly their types, without nulls, and `seg`
// and `pos`: the row's segment and its position in that from 0.
std::string segment_relation(const SegmentFile& segment);
// "source, record_key, ..." of kSegmentColumns.
std::string segment_column_list();

// Writes accepted rows to a Parquet file while more are decoded: the engine compresses on its own
// thread what this thread hands over.
class SegmentWriter {
 public:
  static std::unique_ptr<SegmentWriter> open(Duck& duck, std::string path);
  ~SegmentWriter();

  // Copies the rows. An error of the writing side comes out here or in finish().
  base::Status add(const ingest::UsageBatch& rows);
  base::Status finish();  // the file is complete and durable

 private:
  struct Block;
  SegmentWriter(Duck& duck, std::string path);
  std::size_t fill(duckdb_data_chunk chunk);
  std::unique_ptr<Block> take();
  void stop();

  Duck& duck_;
  std::string path_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Block>> waiting_;
  std::vector<std::unique_ptr<Block>> spare_;
  bool no_more_ = false;
  bool broken_ = false;
  std::unique_ptr<Block> current_;  // the engine's thread only
  std::size_t current_at_ = 0;
  base::Status result_;
  std::thread thread_;
};

struct SegmentFacts {
  std::int64_t rows = 0;
  std::int64_t rounded_rows = 0;
  base::Day first_day;
  base::Day last_day;
  std::vector<usage::ControlTotal> totals;  // by (measure, currency)
};
// Recomputed by the engine from the file alone, segment by segment: for verify, and for files it
// wrote itself. A segment without rows is not in it.
base::Result<std::map<usage::SegmentNumber, SegmentFacts>> measure(Duck& duck,
                                                                   const SegmentFile& file);

// Writes the key file of a segment file anew: of all that it holds.
base::Status rebuild_keys(Duck& duck, const SegmentFile& of, const std::string& sha256);

}  // namespace storage

// What is asked of an ingest and what it answers.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/keys.h"
#include "ingest/mapping.h"
#include "ingest/quarantine.h"
#include "usage/usage_log.h"

namespace ingest {

struct Request {
  std::string path;
  std::string feed;  // a label; identity is (source, record_key) whatever the feed
  Mapping mapping = canonical_mapping();
  std::string actor = "operator:cli";
  std::stop_token stop = {};  // asked for before the commit begins: nothing is taken in
};

// Rows here are records: a mapped row may yield several.
struct Receipt {
  std::string file;  // name without folders
  std::string feed;
  std::string sha256;     // of the delivered bytes
  bool repeated = false;  // the same bytes under the same mapping are in the log: nothing changed
  base::CommitNumber commit;
  std::int64_t rows_read = 0;  // rows of the file
  std::int64_t records = 0;    // = accepted + duplicates + quarantined + known_quarantined
  std::int64_t accepted = 0;
  std::int64_t superseding = 0;  // rows of the log that stop counting for this file
  std::int64_t voided = 0;       // of them rows that a replaced file no longer has
  std::int64_t superseded = 0;   // accepted, but a higher revision is known
  std::int64_t duplicates = 0;
  std::int64_t quarantined = 0;
  std::int64_t known_quarantined = 0;  // identical rows that wait in quarantine already
  std::int64_t released = 0;           // rows in quarantine that this file put right
  std::vector<std::pair<Cause, std::int64_t>> causes;    // of the quarantined rows
  std::vector<QuarantinedRow> examples;                  // the first of each cause
  std::vector<usage::ControlTotal> totals;               // of the accepted rows
  std::vector<usage::UsageLog::RoundingTotal> rounding;  // what HALF_EVEN put aside in them
  std::int64_t cancellations = 0;                        // rows that take something back
  bool adopted = false;  // the delivered Parquet file itself became the segment
};

struct Progress {
  std::int64_t bytes_read = 0;
  std::int64_t bytes_total = 0;
  std::int64_t rows = 0;
};
using ProgressCallback = std::function<void(const Progress&)>;

}  // namespace ingest

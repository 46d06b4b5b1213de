// The usage log as the rooms above see it: immutable segments registered by manifest rows, read
// as of a commit. storage/ implements the port; this room knows no file format.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/keys.h"
#include "base/result.h"
#include "usage/record.h"

namespace usage {

using SegmentNumber = std::int64_t;

// Exact sums of a segment, one per measure and currency (control totals).
struct ControlTotal {
  base::Measure measure;
  std::string currency;
  base::Decimal amount;
  base::Decimal quantity;
  friend bool operator==(const ControlTotal&, const ControlTotal&) = default;
};

// The row that makes a segment file part of the log.
struct Manifest {
  SegmentNumber segment = 0;
  base::CommitNumber commit;
  std::string file;          // below the data directory
  std::string file_sha256;   // of the segment's bytes
  std::string feed;          // label of the delivery
  std::string delivered_as;  // name of the delivered file
  std::int64_t rows = 0;
  base::Day first_day;
  base::Day last_day;
  std::vector<ControlTotal> totals;
};

// Rows of `segment` that stop counting at `commit`, by their position in it, sorted.
struct Supersession {
  SegmentNumber segment = 0;
  base::CommitNumber commit;
  std::vector<std::int64_t> rows;
};

// One aggregated day of a series, as the index builder takes it.
struct DailyFact {
  base::SubscriptionKey subscription;
  std::uint32_t workload;  // number in LogReader::workloads
  base::Measure measure;
  base::CountClass counted;
  std::uint16_t currency;  // number in LogReader::currencies
  base::Day day;
  base::Decimal amount;
  base::Decimal quantity;
};

// A record with its place in the log, for explanations.
struct LocatedRecord {
  Record record;
  SegmentNumber segment = 0;
  std::int64_t row = 0;
  std::string delivered_as;
  std::int64_t line = 0;  // in the delivered file; 0 when it is a Parquet row number
};

// A quarantined row as far as it could be read.
struct QuarantineTotal {
  base::Measure measure;
  std::string currency;
  base::Decimal amount;
  base::Decimal quantity;
  std::int64_t rows = 0;
};

// Which rows of the log a reader wants. Empty text: any.
struct Selection {
  base::CommitNumber as_known = base::CommitNumber::latest();
  std::string subscription_id;
  base::DayRange days;
};

// Batches of facts for the index: parallel arrays, `size` rows each. Rows come in segment order,
// unaggregated (several facts of one day stand apart). Text dictionaries grow while reading.
struct FactBatch {
  std::size_t size = 0;
  const base::SubscriptionKey* subscription = nullptr;
  const std::uint32_t* workload = nullptr;
  const base::Measure* measure = nullptr;
  const base::CountClass* counted = nullptr;
  const std::uint16_t* currency = nullptr;
  const base::Day* day = nullptr;
  const base::Decimal* amount = nullptr;
  const base::Decimal* quantity = nullptr;
};

// Stable numbers for the texts of one index build.
struct Dictionary {
  std::vector<std::string> words;
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  std::uint32_t number(std::string_view word);  // adds it when new
};

class UsageLog {
 public:
  virtual ~UsageLog() = default;

  // The last commit <= `as_known` that changed which usage counts; 0 for an empty log.
  virtual base::Result<base::CommitNumber> last_change(base::CommitNumber as_known) = 0;
  // Segments known at `as_known`, by number.
  virtual base::Result<std::vector<Manifest>> segments(base::CommitNumber as_known) = 0;
  // Supersessions with after < commit <= as_known, by (segment, commit).
  virtual base::Result<std::vector<Supersession>> supersessions(base::CommitNumber after,
                                                                base::CommitNumber as_known) = 0;
  // Streams the facts of rows that became current in (after, as_known] and still are at as_known.
  // `only`: when not empty, sorted subscriptions to read, of all commits <= as_known.
  virtual base::Status read_facts(base::CommitNumber after, base::CommitNumber as_known,
                                  std::span<const base::SubscriptionKey> only,
                                  Dictionary& workloads, Dictionary& currencies,
                                  const std::function<void(const FactBatch&)>& take) = 0;
  // Subscriptions that lost a current row in (after, as_known], sorted.
  virtual base::Result<std::vector<base::SubscriptionKey>> superseded_subscriptions(
      base::CommitNumber after, base::CommitNumber as_known) = 0;
  // Current rows in (subscription, day, source, record_key) order.
  virtual base::Result<std::vector<LocatedRecord>> read_records(const Selection& selection) = 0;
  // Quarantined rows not released at `as_known` whose date, measure and numbers could be read.
  virtual base::Result<std::vector<QuarantineTotal>> quarantined(base::Month month,
                                                                 base::CommitNumber as_known) = 0;
  // Exact sum of what rounding put aside in a month, per measure and currency; rows that count.
  struct RoundingTotal {
    base::Measure measure;
    std::string currency;
    base::Product amount;
    base::Product quantity;
  };
  virtual base::Result<std::vector<RoundingTotal>> rounding(base::Month month,
                                                            base::CommitNumber as_known) = 0;
};

}  // namespace usage

// The checks of a usage row: each row of a batch is accepted or quarantined. One decoder for text
// and typed columns. The rules are docs/formats/usage-feed.md.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"
#include "ingest/quarantine.h"
#include "ingest/rows.h"
#include "ingest/text_index.h"
#include "ingest/usage_columns.h"
#include "registry/snapshot.h"
#include "usage/record.h"

namespace ingest {

// Accepted rows, column after column. Views are valid as long as the batch they came from.
struct UsageBatch {
  std::size_t size = 0;
  std::vector<std::string_view> source, record_key, subscription_id, workload, unit, currency;
  std::vector<std::int64_t> revision;
  std::vector<base::Day> usage_date;
  std::vector<base::Measure> measure;
  std::vector<base::ChargeKind> charge_kind;
  std::vector<base::Decimal> quantity, amount;
  std::vector<std::int64_t> quantity_rest, amount_rest, line;

  void resize(std::size_t rows);
  void move_row(std::size_t from, std::size_t to);
  usage::Record record(std::size_t row) const;
};

// What a row is checked against. Built once per ingest.
struct UsageRules {
  UsageRules(const registry::Snapshot& snapshot, int days_after_end, bool rounds_finer);
  // What a row is by itself: any subscription will do, on any day.
  explicit UsageRules(bool rounds_finer) : rounds(rounds_finer), by_itself(true) {}
  TextIndex subscriptions;  // number = SubscriptionKey
  std::vector<base::DayRange> lives;
  int usage_after_end_days = 0;
  bool rounds;
  bool by_itself = false;
};

// The 12 columns in the order of UsageColumn. Column names for messages, when the file has others:
// `names[label[row]]`.
struct UsageRows {
  std::size_t size = 0;
  std::array<const Column*, kUsageColumnCount> columns{};
  const std::int64_t* line = nullptr;
  const std::uint8_t* label = nullptr;
  const std::vector<std::array<std::string, kUsageColumnCount>>* names = nullptr;
};

class UsageDecoder {
 public:
  explicit UsageDecoder(const UsageRules& rules);
  ~UsageDecoder();

  // Fills `accepted` with the good rows in order, appends the others to `refused`.
  void decode(const UsageRows& rows, UsageBatch& accepted, std::vector<QuarantinedRow>& refused);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The quarantine row of a row that could not be cut into cells.
QuarantinedRow refusal(const BrokenRow& broken, std::size_t columns);

// A record as one canonical CSV line, and the columns of such a line (empty when it is damaged).
std::string canonical_line(const usage::Record& record);
QuarantinedRow reused_key(const usage::Record& record, std::int64_t line);

}  // namespace ingest

// What became of payments: a file of answers, taken whole or not at all.
// docs/formats/payout-files.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "ingest/rows.h"
#include "ledger/entry.h"

namespace payouts {

struct Answer {
  std::int64_t line = 0;
  std::string payment;
  ledger::EntryKind outcome = ledger::EntryKind::Sent;  // or Failed, or Reversed
  base::Day day;
  std::string reason;  // of what failed or was reversed; may be empty for what was sent
  friend bool operator==(const Answer&, const Answer&) = default;
};

// In the order of the file. Error: InvalidInput, naming file, line and column of the first fault.
// `file` is its name for messages.
base::Result<std::vector<Answer>> read_answers(const std::string& file, ingest::RowSource& rows);

}  // namespace payouts

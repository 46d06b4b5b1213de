// Rows that could not be accepted: why, where, and what would make them right. Nothing is dropped:
// a quarantined row is kept and can be replayed. docs/formats/usage-feed.md#quarantine.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"

namespace ingest {

enum class Cause : std::uint8_t {
  UnknownSubscription,
  BadDate,
  BadNumber,
  NumberTooLarge,
  NumberTooFine,
  UnknownCurrency,
  MissingCurrency,
  BadMeasure,
  BadChargeKind,
  MissingValue,
  BadRevision,
  BeforeSubscriptionStart,
  AfterSubscriptionEnd,
  KeyReused,
  RaggedRow,
  CellTooLarge
};
inline constexpr std::array<std::string_view, 16> kCauses{
    "UNKNOWN_SUBSCRIPTION",   "BAD_DATE",         "BAD_NUMBER",       "NUMBER_TOO_LARGE",
    "NUMBER_TOO_FINE",        "UNKNOWN_CURRENCY", "MISSING_CURRENCY", "BAD_MEASURE",
    "BAD_CHARGE_KIND",        "MISSING_VALUE",    "BAD_REVISION",     "BEFORE_SUBSCRIPTION_START",
    "AFTER_SUBSCRIPTION_END", "KEY_REUSED",       "RAGGED_ROW",       "CELL_TOO_LARGE"};
constexpr std::string_view word(Cause cause) {
  return kCauses[static_cast<std::size_t>(cause)];
}

// What of a quarantined row could be read, for reconciliation. `complete`: date, measure, currency
// and both numbers could.
struct ReadableFigures {
  bool complete = false;
  base::Day usage_date;
  base::Measure measure = base::Measure::Consumption;
  std::string currency;
  base::Decimal amount;
  base::Decimal quantity;
};

struct QuarantinedRow {
  Cause cause = Cause::BadNumber;
  std::int64_t line = 0;
  std::string column;    // as the file names it; empty: the row as a whole
  std::string value;     // of that cell, bounded
  std::string expected;  // what would have been right
  std::string remedy;    // what to do next
  std::string source;    // identity as far as it could be read
  std::string record_key;
  std::optional<std::int64_t> revision;
  std::string subscription_id;
  std::string cells;    // the record as one canonical CSV line; empty when it has no cells
  std::string text;     // of a row without cells: as delivered, bounded
  bool rounds = false;  // numbers finer than 12 decimals are rounded when it is replayed
  ReadableFigures figures;
};

// "usage.csv line 812, column 'amount', value '1,5': BAD_NUMBER. Expected ...; ..."
std::string sentence(std::string_view file, const QuarantinedRow& row);

inline constexpr std::size_t kShownBytesMax = 200;  // of a value in messages
inline constexpr std::size_t kKeptBytesMax = 4096;  // of a row without cells

// At most `bytes_max` bytes, cut between characters and marked; unprintable bytes become '?'.
std::string shown(std::string_view text, std::size_t bytes_max = kShownBytesMax);

}  // namespace ingest

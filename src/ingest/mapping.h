// A mapping says how the rows of a foreign feed become canonical usage records: which column is
// what, and how nulls, timestamps, corrections and precision are read. docs/formats/mapping.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/terms.h"
#include "base/zone.h"

namespace ingest {

// Where a canonical cell comes from: the first of `columns` that the file has and that is not null
// in the row, else `constant`.
struct CellRule {
  std::vector<std::string> columns;
  std::string constant;
  bool given() const { return !columns.empty() || !constant.empty(); }
};

// One record that every row yields, unless the cell named by its numbers is null.
struct FactRule {
  std::string name;  // part of the record key, so that the records of a row differ
  base::Measure measure = base::Measure::Consumption;
  CellRule amount;
  CellRule quantity;
  CellRule unit;
  std::vector<std::string> charge_kinds;  // only rows of these kinds; empty: all
  bool optional = false;  // a file without the columns of its numbers yields no such record
};

enum class Identity : std::uint8_t {
  Columns,  // source, record_key and revision stand in columns
  File,     // file name and position; a replaced file is a new revision of all its rows
};

enum class DateForm : std::uint8_t { Iso, MonthDayYear, DayMonthYear };

struct Mapping {
  std::string name;
  bool canonical = false;  // the file has the columns of usage.csv; the rest is unused but `round`
  char delimiter = ',';
  std::vector<std::string> nulls;  // unquoted cells that mean null, besides the empty one
  bool quoted_nulls = false;       // quoted cells too
  bool round = false;              // finer than 12 decimals: HALF_EVEN instead of quarantine
  bool ignore_unknown = true;      // columns that no rule names
  std::string grouping;            // characters left out of numbers ("$, ")
  DateForm dates = DateForm::Iso;
  std::string zoneless = "programme";  // clock of timestamps without offset, or a zone's name
  Identity identity = Identity::File;
  CellRule source, record_key, revision;
  CellRule subscription_id, workload, usage_date, currency;
  CellRule charge_kind;
  std::map<std::string, std::string> charge_kinds;  // words of the feed -> canonical kinds
  // A row whose `correction_column` holds `correction_value` is a correction whatever its kind.
  std::string correction_column, correction_value;
  // Negative amounts of kind usage that the feed does not mark: what they are.
  std::optional<base::ChargeKind> negative_usage;
  std::vector<FactRule> facts;
  std::string text;  // the TOML as read; with the file's hash it tells a re-ingest
};

Mapping canonical_mapping();

// Reads a mapping file. Every fault names line, key, what was expected and the nearest known key.
base::Result<Mapping> load_mapping(std::string_view toml, std::string_view origin);

// FOCUS 1.0, 1.1 and 1.2, shipped as mappings/focus-1.toml.
std::string_view shipped_focus_1();

}  // namespace ingest

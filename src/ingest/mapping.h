// A mapping says how the rows of a foreign feed become canonical usage records: which column is
// what, and how nulls, timestamps, corrections and precision are read. docs/formats/mapping.md.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/terms.h"
#include "base/zone.h"
#include "ingest/byte_source.h"

namespace ingest {

enum class Made : std::uint8_t {
  First,    // the first of `columns` that the file has and that is not null in the row
  Joined,   // all of them as one key; null when one of them is
  Product,  // all of them multiplied, exactly; null when one of them is
};

// Where a canonical cell comes from: from `columns` as `made` says, else `constant`.
struct CellRule {
  std::vector<std::string> columns;
  std::string constant;
  Made made = Made::First;
  bool lower = false;  // letters A-Z become a-z: systems write the same GUID in two cases
  bool given() const { return !columns.empty() || !constant.empty(); }
};

// One record that every row yields, unless the cell named by its numbers is null.
struct FactRule {
  std::string name;  // part of the record key, so that the records of a row differ
  base::Measure measure = base::Measure::Consumption;
  CellRule amount;
  CellRule quantity;
  CellRule unit;
  CellRule currency;                      // of this figure, where it is not that of the row
  std::vector<std::string> charge_kinds;  // only rows of these kinds; empty: all
  bool optional = false;  // a file without the columns of its numbers yields no such record
};

enum class Identity : std::uint8_t {
  Columns,  // source, record_key and revision stand in columns
  File,     // file name and position; a replaced file is a new revision of all its rows
};

enum class DateForm : std::uint8_t { Iso, MonthDayYear, DayMonthYear, Compact, Unix };

// What the feed does when it has to say something again. docs/decisions/0008-how-feeds-restate.md.
enum class Restates : std::uint8_t {
  Append,     // never: rows are only added, a correction is a row of its own
  Revisions,  // by a higher number in the revision column
  Changes,    // by a row with a later time in the revision column
  Latest,     // without a mark: each delivery is a newer word on the keys that it holds
  File,       // by the whole file: what the new one lacks is void
};

// Rows that take something back.
struct CancellationRule {
  std::string column;
  std::string value;   // what the column says of a cancellation ...
  std::string prefix;  // ... or how it begins
  // Adds: the row counts by itself, against what it cancels, wherever that is.
  // Voids: the record of `reference` (else the row's own) says nothing from now on.
  enum class Effect : std::uint8_t { Adds, Voids } effect = Effect::Adds;
  CellRule reference;   // Voids only: the record key that is taken back
  bool negate = false;  // Adds only: the feed writes what it takes back without a sign
  bool given() const { return !column.empty(); }
};

struct Mapping {
  std::string name;
  bool canonical = false;  // the file has the columns of usage.csv; the rest is unused but `round`
  char delimiter = ',';
  Encoding encoding = Encoding::Utf8;
  std::string rows_in;             // JSON: the member that holds the rows, as "items"
  bool any_case_headers = false;   // SubscriptionId and subscriptionid are one column
  std::vector<std::string> nulls;  // unquoted cells that mean null, besides the empty one
  bool quoted_nulls = false;       // quoted cells too
  bool quoted_empty = false;       // "" is a value, the empty text, and not null
  bool round = false;              // finer than 12 decimals: HALF_EVEN instead of quarantine
  bool ignore_unknown = true;      // columns that no rule names
  std::string grouping;            // characters left out of numbers ("$, ")
  char decimal = '.';
  DateForm dates = DateForm::Iso;
  std::string zoneless = "programme";  // clock of timestamps without offset, or a zone's name
  Identity identity = Identity::File;
  Restates restates = Restates::File;
  std::string replaces;  // Restates::File: how a name tells period and order, "u-{period}-{as_of}"
  CancellationRule cancellation;
  CellRule source, record_key, revision;
  CellRule subscription_id, workload, usage_date, currency;
  CellRule charge_kind;
  std::map<std::string, std::string> charge_kinds;  // words of the feed -> canonical kinds
  // A row whose `correction_column` holds `correction_value` is a correction whatever its kind.
  std::string correction_column, correction_value;
  // Negative amounts of kind usage that the feed does not mark: what they are.
  std::optional<base::ChargeKind> negative_usage;
  std::vector<FactRule> facts;
  // Records belong to their file: its name is their source.
  bool by_file() const {
    return !canonical && (identity == Identity::File || restates == Restates::File);
  }
  std::string text;  // the TOML as read; with the file's hash it tells a re-ingest
};

Mapping canonical_mapping();

// Reads a mapping file. Every fault names line, key, what was expected and the nearest known key.
base::Result<Mapping> load_mapping(std::string_view toml, std::string_view origin);

// The mappings of the folder mappings/, which travel inside the program.
struct ShippedMapping {
  std::string_view name;  // for --format
  std::string_view toml;
};
std::span<const ShippedMapping> shipped_mappings();
// FOCUS 1.0, 1.1 and 1.2, shipped as mappings/focus-1.toml.
std::string_view shipped_focus_1();

// Every column that a rule of the mapping names, each once.
std::vector<std::string> named_columns(const Mapping& mapping);

}  // namespace ingest

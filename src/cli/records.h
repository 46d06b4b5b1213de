// Rows of text with named columns, and the formats in which they leave the program. CSV, TSV, JSON
// and NDJSON are for programs: stable, exact, one record a line. The table (table.h) is for eyes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/console.h"
#include "filters/filter.h"
#include "filters/order.h"

namespace cli {

enum class Format { Table, Csv, Tsv, Json, Ndjson };

// The format a word names; none for an unknown word.
std::optional<Format> parse_format(std::string_view word);

// How a column is aligned, and how its values compare.
enum class ColumnKind { Text, Number, Day, Month, Instant };

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::Text;
};

struct Records {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

struct Layout {
  Format format = Format::Csv;
  bool header = true;  // CSV and TSV: the names of the columns first
};

// Takes rows one by one and prints them in pieces, so that a long answer needs little memory; only
// a table is held until its widths are known. Values stay texts in JSON: no reader rounds them.
class RecordWriter {
 public:
  RecordWriter(Console& console, Layout layout, std::vector<Column> columns);
  // Before the first row: only rows that `where` means, in the order of `sort`; empty: all, as they
  // come. Cells without text are null. Errors: Usage, with the place of what is wrong.
  base::Status select(const std::string& where, const std::string& sort);
  // `cells` are as many as the columns. Errors: Io, as Console::data.
  base::Status row(std::vector<std::string> cells);
  // Must be called once, after the last row.
  base::Status end();

 private:
  struct Held {
    filters::Place place;
    std::vector<std::string> cells;
  };
  base::Status print(std::vector<std::string> cells);
  void append(const std::vector<std::string>& cells);
  base::Status flush(std::size_t above);

  Console& console_;
  Layout layout_;
  Records records_;  // its rows only for a table
  filters::Filter filter_;
  filters::Order order_;
  std::vector<Held> held_;  // where they are to be sorted
  std::string text_;
  bool first_ = true;
};

// "1234567.5" -> "1,234,567.5"; anything that is not a plain number stays as it is.
std::string with_separators(std::string_view number);

}  // namespace cli

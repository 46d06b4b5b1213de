// Rows of text with named columns, and the formats in which they leave the program. CSV, TSV, JSON
// and NDJSON are for programs: stable, exact, one record a line. The table is for eyes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace cli {

enum class Format { Table, Csv, Tsv, Json, Ndjson };

// The format a word names; none for an unknown word.
std::optional<Format> parse_format(std::string_view word);

enum class ColumnKind { Text, Number };

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::Text;
};

struct Records {
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;  // each as long as `columns`
};

// The whole text, ready to be written. Numbers stay texts in JSON, so that no reader rounds them.
std::string render(const Records& records, Format format, const Terminal& terminal);

std::string csv_cell(std::string_view text);   // RFC 4180: quoted only when it must be
std::string json_text(std::string_view text);  // with its quotes

// "1234567.5" -> "1,234,567.5"; anything that is not a plain number stays as it is.
std::string with_separators(std::string_view number);

}  // namespace cli

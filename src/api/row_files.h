// Formats in which rows leave: a page of a list, or whole lists and answers in SQL as files.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "api/call.h"
#include "base/keys.h"
#include "storage/row_tables.h"

namespace api {

enum class RowFormat : std::uint8_t { Json, Csv, Ndjson, Xlsx, Parquet };
inline constexpr std::array<std::string_view, 5> kRowFormats{"json", "csv", "ndjson", "xlsx",
                                                             "parquet"};
constexpr std::string_view word(RowFormat format) {
  return kRowFormats[static_cast<std::size_t>(format)];
}
// "application/x-ndjson", with parameters.
std::string_view media_type(RowFormat format);
// As a list's `format` says, or else as Accept likes best of what a list has; JSON where it says
// nothing of them.
RowFormat page_format(const Call& call);

// Rows with their columns and which of these are shown, of somebody who keeps them; the manifest
// and a workbook's second sheet say the rest.
struct RowTable {
  std::span<const Field> columns;
  std::span<const std::size_t> shown;
  std::span<const Rows::Row> rows;
};
RowTable table_of(const Rows& rows);
struct RowOrigin {
  std::string name;     // of the list or view: "ledger-entries"
  std::string filters;  // "month=2026-03&partner_id=P11"
  base::CommitNumber as_known;
  base::Instant made_at{};
  bool is_part = false;  // there are more rows
  std::string sql = {};  // what they answer, where they are of no list
};

// A row as a JSON object.
void append_json(const RowTable& table, const Rows::Row& row, std::string& out);
std::string csv_of(const RowTable& table);
std::string ndjson_of(const RowTable& table);

std::vector<storage::RowColumn> columns_of(const RowTable& table);
std::vector<std::vector<Cell>> cells_of(const RowTable& table);

// Sums of the decimal columns that are shown, by currency where there is one: [{column, currency,
// sum}].
Value sums_of(const RowTable& table);

// The file is whole or absent. Errors: as documents::write_workbook and storage::RowTables.
base::Status write_rows(const RowTable& table, RowFormat format, const RowOrigin& origin,
                        const std::string& path);

// What a file has that was just written: known_at, created_at, rows, bytes, sha256, sums.
base::Status add_facts(const RowTable& table, const RowOrigin& origin, const std::string& path,
                       Value& manifest);

}  // namespace api

// Rows as a workbook (Office Open XML, .xlsx), and how the module that writes it is called: the
// only code on libxlsxwriter, loaded when the first workbook is made. Nothing is thrown across.
//
// Sheet 1 has the rows below a header that stays in sight, with a filter; sheet 2, "About", what
// they are. No digit is lost: a number of up to 15 significant digits is a number cell, which every
// reader shows exactly; one of more is text. A text is never a formula, whatever it begins with.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace spreadsheets {

// A cell that is not what its column says stays text: a number that is none, a day before 1900.
enum class Kind : std::uint8_t { Text, Number, Boolean, Day };

struct Column {
  std::string name;
  Kind kind = Kind::Text;
};
using Cell = std::optional<std::string>;  // none: an empty cell

struct Workbook {
  std::string name;  // of sheet 1; what cannot be one is made one
  std::vector<Column> columns;
  // The next row, valid until the next call; empty after the last one.
  std::function<std::span<const Cell>()> next;
  std::vector<std::pair<std::string, std::string>> about;
  std::int64_t made_at = 0;  // seconds since 1970
};

inline constexpr std::int64_t kRowsMax = 1'048'575;    // of the format, below the header
inline constexpr std::size_t kCharactersMax = 32'767;  // of a cell

// What the module exports, under this name. The file is at `path` when it is done, and not durable
// yet; rows on their way lie in `scratch`. `version` is of the caller: both are built together.
// Errors: Refused with TOO_MANY_ROWS, or CELL_TOO_LONG; Missing (another version); Io.
using WriteFunction = void(const Workbook& workbook, const std::string& path,
                           const std::string& scratch, std::string_view version,
                           base::Status& done);
inline constexpr const char* kWriteFunction = "accredit_write_workbook";
inline constexpr const char* kModule = "libaccredit_xlsx.so";

}  // namespace spreadsheets

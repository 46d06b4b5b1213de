// Rows as readers are shown them: cells of text under named columns. What a list shows its caller
// is all that its filters, orders and choices of columns can see.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace filters {

// What the text of a cell stands for, and so how two of them compare.
enum class Kind : std::uint8_t { Text, Integer, Decimal, Boolean, Day, Month, Instant };

struct Column {
  std::string name;
  Kind kind = Kind::Text;
};

using Cell = std::optional<std::string>;  // none: null
using Cells = std::span<const Cell>;

// What is wrong with an expression, and where.
struct Fault {
  std::size_t position = 1;  // of the character, from 1
  std::string message;       // "there is no column 'amout'; did you mean 'amount'?"
  std::string expected;      // "a column: id, amount, currency"

  // "at character 8: there is no .... Expected ..."
  std::string text() const;
  friend bool operator==(const Fault&, const Fault&) = default;
};

// The place of the byte `at` in `text`, in characters from 1.
std::size_t character_at(std::string_view text, std::size_t at);
// Where the column of that name stands. Errors: a fault with the nearest name.
std::expected<std::size_t, Fault> find_column(std::string_view name,
                                              std::span<const Column> columns,
                                              std::size_t position);

// Whether a text is a value of that kind: numbers are plain ("-12.50"), days 2026-03-01, months
// 2026-03, instants 2026-03-01T08:15:30Z, all of them of the calendar.
bool is_value(Kind kind, std::string_view text);
// What a value of that kind looks like.
std::string_view example_of(Kind kind);
// Numbers as exact numbers of any length, instants in their order in time, the rest by bytes, which
// is the order of days and months. What is no value of its kind comes behind all that are.
std::strong_ordering compare(Kind kind, std::string_view a, std::string_view b);

}  // namespace filters

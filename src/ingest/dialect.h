// How feeds write numbers and dates, undone to the plain forms.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/zone.h"
#include "ingest/mapping.h"

namespace ingest {

// How a feed writes numbers: characters without meaning and the decimal sign.
struct NumberForm {
  std::string_view grouping;
  char decimal = '.';
  bool plain() const { return grouping.empty() && decimal == '.'; }
};

// "$10,000.00 " -> "10000.00" for grouping "$, "; "1.234,50" -> "1234.50" for grouping "." and
// decimal ','; "(5.00)" -> "-5.00". What is left may still be no number: a point where the comma
// is decimal stays one too many and is refused, never taken for the other.
std::string plain_number(std::string_view text, NumberForm form);

// A timestamp of base::parse_timestamp, or as `form` says: a day as 4/1/25, 04.01.2025, 4-1-2025
// (month or day first) with an optional time behind a space, 20250401, or seconds since 1970. Two
// digits of a year are 2000 to 2099.
std::optional<base::Timestamp> read_timestamp(std::string_view text, DateForm form);

// a-z for A-Z; other letters stay.
std::string lower(std::string_view text);

// The exact product of numbers as text; nothing when one of them is no number, or the product has
// more than 24 decimals or 10^18 or more.
std::optional<std::string> product_of(std::span<const std::string> factors);

}  // namespace ingest

#include "filters/column.h"

#include <algorithm>
#include <array>

#include "base/day.h"
#include "base/nearest.h"

namespace filters {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// A number as it is written, without zeros that say nothing.
struct PlainNumber {
  bool is_negative = false;
  std::string_view whole, fraction;
};

std::optional<PlainNumber> parse_number(std::string_view text) {
  PlainNumber out;
  out.is_negative = text.starts_with('-');
  if (out.is_negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  out.whole = text.substr(0, point);
  if (!are_digits(out.whole)) return std::nullopt;
  if (point < text.size()) {
    out.fraction = text.substr(point + 1);
    if (!are_digits(out.fraction)) return std::nullopt;
  }
  out.whole.remove_prefix(std::min(out.whole.find_first_not_of('0'), out.whole.size()));
  out.fraction = out.fraction.substr(0, out.fraction.find_last_not_of('0') + 1);
  if (out.whole.empty() && out.fraction.empty()) out.is_negative = false;
  return out;
}

std::strong_ordering compare_sizes(const PlainNumber& a, const PlainNumber& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() <=> b.whole.size();
  if (const auto whole = a.whole <=> b.whole; whole != 0) return whole;
  return a.fraction <=> b.fraction;
}

std::strong_ordering compare_numbers(const PlainNumber& a, const PlainNumber& b) {
  if (a.is_negative != b.is_negative)
    return a.is_negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return a.is_negative ? compare_sizes(b, a) : compare_sizes(a, b);
}

constexpr std::size_t kDayEnd = 10;      // of 2026-03-01
constexpr std::size_t kSecondsEnd = 19;  // of 2026-03-01T08:15:30

bool is_time(std::string_view text) {
  const auto two = [&](std::size_t at, std::string_view most) {
    const std::string_view digits = text.substr(at, 2);
    return are_digits(digits) && digits <= most;
  };
  return two(0, "23") && text[2] == ':' && two(3, "59") && text[5] == ':' && two(6, "59");
}

// The digits behind the seconds; none when it is no instant.
std::optional<std::string_view> fraction_of(std::string_view text) {
  if (text.size() <= kSecondsEnd || !text.ends_with('Z') || text[kDayEnd] != 'T' ||
      !base::Day::parse(text.substr(0, kDayEnd)) ||
      !is_time(text.substr(kDayEnd + 1, kSecondsEnd - kDayEnd - 1)))
    return std::nullopt;
  std::string_view rest = text.substr(kSecondsEnd, text.size() - kSecondsEnd - 1);
  if (rest.empty()) return rest;
  if (!rest.starts_with('.') || !are_digits(rest.substr(1))) return std::nullopt;
  rest.remove_prefix(1);
  return rest.substr(0, rest.find_last_not_of('0') + 1);
}

std::strong_ordering compare_instants(std::string_view a, std::string_view b) {
  const auto seconds = a.substr(0, kSecondsEnd) <=> b.substr(0, kSecondsEnd);
  return seconds != 0 ? seconds : *fraction_of(a) <=> *fraction_of(b);
}

bool is_number(Kind kind) {
  return kind == Kind::Integer || kind == Kind::Decimal;
}

}  // namespace

std::string Fault::text() const {
  return "at character " + std::to_string(position) + ": " + message +
         (message.ends_with('?') ? " Expected " : ". Expected ") + expected;
}

std::size_t character_at(std::string_view text, std::size_t at) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(text.substr(0, at), begins)) + 1;
}

std::expected<std::size_t, Fault> find_column(std::string_view name,
                                              std::span<const Column> columns,
                                              std::size_t position) {
  const auto found = std::ranges::find(columns, name, &Column::name);
  if (found != columns.end()) return static_cast<std::size_t>(found - columns.begin());
  std::string expected = "a column";
  std::vector<std::string_view> names;
  for (const Column& one : columns) {
    expected += (names.empty() ? ": " : ", ") + one.name;
    names.push_back(one.name);
  }
  return std::unexpected(
      Fault{position, "there is no column '" + std::string(name) + "'" + base::hint(name, names),
            std::move(expected)});
}

bool is_value(Kind kind, std::string_view text) {
  switch (kind) {
    case Kind::Text: return true;
    case Kind::Integer:
    case Kind::Decimal: return parse_number(text).has_value();
    case Kind::Boolean: return text == "true" || text == "false";
    case Kind::Day: return base::Day::parse(text).has_value();
    case Kind::Month: return base::Month::parse(text).has_value();
    case Kind::Instant: return fraction_of(text).has_value();
  }
  return false;
}

std::string_view example_of(Kind kind) {
  constexpr std::array<std::string_view, 7> kExamples{
      "a text: 'like this'",
      "a number: -12.50",
      "a number: -12.50",
      "true or false",
      "a day: 2026-03-01",
      "a month: 2026-03",
      "an instant: 2026-03-01T08:15:30Z, or a day for its first one"};
  return kExamples[static_cast<std::size_t>(kind)];
}

std::strong_ordering compare(Kind kind, std::string_view a, std::string_view b) {
  if (is_number(kind)) {
    const auto left = parse_number(a), right = parse_number(b);
    if (left && right) return compare_numbers(*left, *right);
  }
  const bool is_left = is_value(kind, a), is_right = is_value(kind, b);
  if (is_left != is_right)
    return is_left ? std::strong_ordering::less : std::strong_ordering::greater;
  return kind == Kind::Instant && is_left ? compare_instants(a, b) : a <=> b;
}

}  // namespace filters

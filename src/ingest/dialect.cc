#include "ingest/dialect.h"

#include <array>
#include <charconv>

namespace ingest {
namespace {

// One to four digits up to `until` (or the end), taken off the front with it.
std::optional<int> take_number(std::string_view& text, char until) {
  const std::size_t stop = text.find(until);
  const std::string_view digits = text.substr(0, stop);
  int out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  if (digits.size() > 4 || digits[0] == '-') return std::nullopt;
  text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 1);
  return out;
}

std::optional<base::Timestamp> read_slashed(std::string_view text, DateForm form) {
  const std::size_t space = text.find(' ');
  std::string_view date = text.substr(0, space);
  const auto first = take_number(date, '/');
  const auto second = take_number(date, '/');
  const std::size_t year_digits = date.size();
  const auto third = take_number(date, '/');
  if (!first || !second || !third || !date.empty()) return std::nullopt;
  if (year_digits != 2 && year_digits != 4) return std::nullopt;
  const int year = year_digits == 2 ? 2000 + *third : *third;
  const int month = form == DateForm::MonthDayYear ? *first : *second;
  const int day = form == DateForm::MonthDayYear ? *second : *first;
  const auto found =
      base::Day::from(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!found) return std::nullopt;
  // The time behind it reads as it would behind an ISO day.
  std::string iso = found->text();
  if (space != std::string_view::npos) iso += text.substr(space);
  return base::parse_timestamp(iso);
}

}  // namespace

std::string plain_number(std::string_view text, std::string_view grouping) {
  std::string out;
  bool negative = false;
  for (const char c : text) {
    if (grouping.find(c) == std::string_view::npos) out += c;
  }
  if (out.size() > 2 && out.front() == '(' && out.back() == ')') {
    negative = true;
    out = out.substr(1, out.size() - 2);
  }
  return negative ? "-" + out : out;
}

std::optional<base::Timestamp> read_timestamp(std::string_view text, DateForm form) {
  if (form == DateForm::Iso) return base::parse_timestamp(text);
  return read_slashed(text, form);
}

}  // namespace ingest

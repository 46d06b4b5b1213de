#include "ingest/profile.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/currency.h"
#include "base/decimal.h"
#include "ingest/dialect.h"

namespace ingest {
namespace {

constexpr std::string_view kSigns = "$ '\xC2\xA0\xE2\x82\xAC\xC2\xA3";  // $ blank ' nbsp euro pound

bool is_number(std::string_view text, NumberForm form) {
  base::ParsedDecimal parsed;
  return base::parse_decimal(plain_number(text, form), parsed) == base::NumberFault::None;
}

// The other sign groups thousands only when three digits follow it each time.
bool groups_by_three(std::string_view text, char sign) {
  for (std::size_t at = text.find(sign); at != text.npos; at = text.find(sign, at + 1)) {
    std::size_t digits = 0;
    while (at + 1 + digits < text.size() && text[at + 1 + digits] >= '0' &&
           text[at + 1 + digits] <= '9') {
      ++digits;
    }
    if (at == 0 || digits != 3) return false;
  }
  return true;
}

bool reads_as(std::string_view text, char decimal) {
  const char other = decimal == '.' ? ',' : '.';
  const std::string grouping = std::string(kSigns) + other;
  return groups_by_three(text, other) && is_number(text, {grouping, decimal});
}

void look_at_numbers(ColumnProfile& column) {
  column.numbers = !column.values.empty();
  for (const std::string& text : column.values) {
    const bool point = reads_as(text, '.'), comma = reads_as(text, ',');
    column.numbers &= point || comma;
    column.point |= point && !comma;
    column.comma |= comma && !point;
    for (const char c : text) {
      if ((kSigns.find(c) != kSigns.npos || c == ',' || c == '.') &&
          column.grouping.find(c) == std::string::npos) {
        column.grouping += c;
      }
    }
  }
  column.numbers &= !(column.point && column.comma);
}

bool all_dates(const ColumnProfile& column, DateForm form) {
  return std::ranges::all_of(column.values, [&](const std::string& text) {
    const auto read = read_timestamp(text, form);
    return read && read->day >= base::Day::from(1970, 1, 1) &&
           read->day < base::Day::from(2100, 1, 1);
  });
}

void look_at_dates(ColumnProfile& column) {
  if (column.values.empty()) return;
  // What is written with points or dashes goes by the day first, with slashes by the month: the
  // likelier order stands first.
  const bool slashed = column.values.front().find('/') != std::string::npos;
  const DateForm likely = slashed ? DateForm::MonthDayYear : DateForm::DayMonthYear;
  const DateForm other = slashed ? DateForm::DayMonthYear : DateForm::MonthDayYear;
  for (const DateForm form : {DateForm::Iso, likely, other, DateForm::Compact, DateForm::Unix}) {
    if (!all_dates(column, form)) continue;
    // Few digits in seconds are a count, not a time.
    if (form == DateForm::Unix && column.values.front().size() < 9) continue;
    column.dates = true;
    column.form = form;
    column.ambiguous = form == likely && all_dates(column, other);
    return;
  }
}

bool is_guid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (dash ? c != '-' : !hex) return false;
  }
  return true;
}

}  // namespace

bool means_null(std::string_view text) {
  constexpr std::array<std::string_view, 8> kWords{"NULL", "null", "Null", "N/A",
                                                   "n/a",  "NA",   "None", "-"};
  return std::ranges::find(kWords, text) != kWords.end();
}

ColumnProfile profile_of(std::string name, std::vector<std::string> values, std::size_t rows) {
  ColumnProfile column;
  column.name = std::move(name);
  column.rows = rows;
  column.distinct = std::set<std::string_view>(values.begin(), values.end()).size();
  column.values = std::move(values);
  look_at_dates(column);
  look_at_numbers(column);
  const auto all = [&](auto&& is) {
    return !column.values.empty() && std::ranges::all_of(column.values, is);
  };
  column.currencies = all([](const std::string& text) { return base::is_currency(text); });
  column.guids = all([](const std::string& text) { return is_guid(text); });
  column.upper = std::ranges::any_of(column.values,
                                     [](const std::string& text) { return lower(text) != text; });
  return column;
}

}  // namespace ingest

#include "ingest/dialect.h"

#include <array>
#include <charconv>

#include "base/decimal.h"

namespace ingest {
namespace {

// The whole part of a magnitude, rounded up; below 10^18 + 1 by the rules of parse_exact.
base::UInt128 ceiling(base::Decimal value) {
  const base::Int128 units = value.units() < 0 ? -value.units() : value.units();
  return static_cast<base::UInt128>(units / base::kUnit) + 1;
}

// Above it a product is refused anyway, and 128 bits would not hold all of them.
constexpr base::UInt128 kCeilingMax = base::UInt128{2'000'000'000'000'000'000};

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

// The time behind a day, with two digits of an hour: spreadsheets write 9:05.
std::string padded_time(std::string_view time) {
  const std::size_t colon = time.find(':');
  return (colon == 1 ? "0" : "") + std::string(time);
}

std::optional<base::Timestamp> read_ordered(std::string_view text, DateForm form) {
  // A year of four digits in front cannot be a month or a day.
  if (const auto iso = base::parse_timestamp(text)) return iso;
  const std::size_t space = text.find(' ');
  std::string_view date = text.substr(0, space);
  const std::size_t sign = date.find_first_of("/.-");
  if (sign == std::string_view::npos) return std::nullopt;
  const char between = date[sign];
  const auto first = take_number(date, between);
  const auto second = take_number(date, between);
  const std::size_t year_digits = date.size();
  const auto third = take_number(date, between);
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
  if (space != std::string_view::npos) iso += ' ' + padded_time(text.substr(space + 1));
  return base::parse_timestamp(iso);
}

std::optional<base::Timestamp> read_compact(std::string_view text) {
  if (text.size() < 8) return std::nullopt;
  std::string iso(text.substr(0, 4));
  iso.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6));
  return base::parse_timestamp(iso);
}

std::optional<base::Timestamp> read_unix(std::string_view text) {
  constexpr std::int64_t kDaySeconds = 86'400;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool fraction = end != text.data() + text.size() && *end == '.';  // cannot move a day
  if (error != std::errc() || (end != text.data() + text.size() && !fraction)) return std::nullopt;
  if (seconds < 0 || seconds >= std::int64_t{253'402'300'800}) return std::nullopt;  // year 10000
  const auto day = static_cast<std::int32_t>(seconds / kDaySeconds);
  return base::Timestamp{base::Day{day}, seconds % kDaySeconds * 1000, 0};
}

}  // namespace

std::string plain_number(std::string_view text, NumberForm form) {
  std::string out;
  bool negative = false;
  for (const char c : text) {
    if (form.grouping.find(c) != std::string_view::npos) continue;
    // With a decimal comma a point is no decimal sign: doubled it is refused as it should be.
    if (form.decimal == ',' && c == '.') out += '.';
    out += c == form.decimal ? '.' : c;
  }
  if (out.size() > 2 && out.front() == '(' && out.back() == ')') {
    negative = true;
    out = out.substr(1, out.size() - 2);
  }
  return negative ? "-" + out : out;
}

std::optional<base::Timestamp> read_timestamp(std::string_view text, DateForm form) {
  switch (form) {
    case DateForm::Iso: return base::parse_timestamp(text);
    case DateForm::Compact: return read_compact(text);
    case DateForm::Unix: return read_unix(text);
    case DateForm::MonthDayYear:
    case DateForm::DayMonthYear: break;
  }
  return read_ordered(text, form);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::optional<std::string> product_of(std::span<const std::string> factors) {
  base::Product product(base::Decimal::from_integer(1));
  for (const std::string& factor : factors) {
    const auto number = base::parse_exact(factor);
    // Beyond 12 decimals a further factor would no longer be exact.
    if (!number || product.rest() != 0) return std::nullopt;
    if (ceiling(product.whole()) * ceiling(*number) > kCeilingMax) return std::nullopt;
    product = base::multiply(product.whole(), *number);
  }
  return product.text();
}

}  // namespace ingest

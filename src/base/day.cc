#include "base/day.h"

#include <array>
#include <chrono>

namespace base {
namespace {

std::optional<int> digits(std::string_view text) {
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

std::chrono::year_month_day civil(Day day) {
  return std::chrono::sys_days(std::chrono::days(day.number));
}

void put(char* at, int value, int width) {
  for (int i = width - 1; i >= 0; --i, value /= 10)
    at[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

std::optional<Day> Day::from(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok() || year < 1 || year > 9999) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  const auto year = digits(iso.substr(0, 4));
  const auto month = digits(iso.substr(5, 2));
  const auto day = digits(iso.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

Month Day::month() const {
  const auto date = civil(*this);
  return {static_cast<int>(date.year()) * 12 +
          static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1};
}

std::string Day::text() const {
  if (*this >= forever() || *this <= min()) return {};
  const auto date = civil(*this);
  std::array<char, 10> out{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0'};
  put(out.data(), static_cast<int>(date.year()), 4);
  put(out.data() + 5, static_cast<int>(static_cast<unsigned>(date.month())), 2);
  put(out.data() + 8, static_cast<int>(static_cast<unsigned>(date.day())), 2);
  return {out.begin(), out.end()};
}

std::optional<Month> Month::parse(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  if (!year || !month || *year < 1 || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year * 12 + *month - 1};
}

Day Month::first() const {
  return Day{static_cast<std::int32_t>(
      std::chrono::sys_days(std::chrono::year(number / 12) /
                            std::chrono::month(static_cast<unsigned>(number % 12 + 1)) /
                            std::chrono::day(1))
          .time_since_epoch()
          .count())};
}

std::string Month::text() const {
  std::array<char, 7> out{'0', '0', '0', '0', '-', '0', '0'};
  put(out.data(), number / 12, 4);
  put(out.data() + 5, number % 12 + 1, 2);
  return {out.begin(), out.end()};
}

}  // namespace base

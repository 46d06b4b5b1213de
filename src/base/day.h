// Programme days and months: plain dates, no clock and no zone. A range is half-open, [from, to);
// Day::forever() is "open". docs/decisions/0002-days-and-time-zones.md.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace base {

struct Month;

// Days since 1970-01-01.
struct Day {
  std::int32_t number = 0;

  static constexpr Day forever() { return {2'932'897}; }  // 10000-01-01, past every real day
  static constexpr Day min() { return {-719'468}; }       // 0000-03-01, before every real day
  static std::optional<Day> from(int year, unsigned month, unsigned day);
  static std::optional<Day> parse(std::string_view iso);  // exactly YYYY-MM-DD

  Month month() const;
  std::string text() const;  // ISO; empty for forever and min
  friend constexpr auto operator<=>(Day, Day) = default;
  friend constexpr Day operator+(Day day, int days) { return {day.number + days}; }
  friend constexpr int operator-(Day a, Day b) { return a.number - b.number; }
};

// Months since 0000-01: year * 12 + (month - 1).
struct Month {
  std::int32_t number = 0;

  static std::optional<Month> parse(std::string_view text);  // exactly YYYY-MM
  Day first() const;
  Day end() const { return Month{number + 1}.first(); }  // the first day after the month
  Day last() const { return end() + -1; }
  int days() const { return end() - first(); }
  std::string text() const;
  friend constexpr auto operator<=>(Month, Month) = default;
  friend constexpr Month operator+(Month m, int n) { return {m.number + n}; }
  friend constexpr int operator-(Month a, Month b) { return a.number - b.number; }
};

struct DayRange {
  Day from = Day::min();
  Day to = Day::forever();

  constexpr bool empty() const { return from >= to; }
  constexpr bool contains(Day day) const { return from <= day && day < to; }
  constexpr bool overlaps(DayRange o) const { return std::max(from, o.from) < std::min(to, o.to); }
  constexpr DayRange intersect(DayRange o) const {
    return {std::max(from, o.from), std::min(to, o.to)};
  }
  friend constexpr auto operator<=>(DayRange, DayRange) = default;
};

inline DayRange range_of(Month month) {
  return {month.first(), month.end()};
}

}  // namespace base

#include "base/day.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace base {
namespace {

bool leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kDays[month - 1];
}

TEST_CASE("counting day by day through four centuries gives the same days, months and texts") {
  Day day = Day::parse("1890-01-01").value();
  for (int year = 1890; year < 2290; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const Day first = day;
      const Month m = first.month();
      CHECK(m.first() == first);
      CHECK(m.days() == days_in(year, month));
      for (int d = 1; d <= days_in(year, month); ++d, day = day + 1) {
        const bool same =
            Day::from(year, static_cast<unsigned>(month), static_cast<unsigned>(d)) == day &&
            Day::parse(day.text()) == day && day.month() == m;
        if (!same) FAIL(day.text());
      }
      CHECK(m.end() == day);
      CHECK(m.last() == day + -1);
      CHECK(Month::parse(m.text()) == m);
      CHECK(m + 1 - m == 1);
    }
  }
}

TEST_CASE("only days of the calendar in ISO form are read") {
  for (const char* bad :
       {"", "2026-2-01", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32",
        "20260101", "2026-01-01 ", " 2026-01-01", "2026-01-01T00:00", "-026-01-01", "2026/01/01",
        "0000-01-01", "2026-0a-01"}) {
    CAPTURE(bad);
    CHECK_FALSE(Day::parse(bad).has_value());
  }
  CHECK(Day::parse("2024-02-29").has_value());
  for (const char* bad : {"2026-13", "2026-00", "2026-1", "2026-01-01", "0000-01", ""}) {
    CAPTURE(bad);
    CHECK_FALSE(Month::parse(bad).has_value());
  }
}

TEST_CASE("open ends have no text and lie outside every real day") {
  CHECK(Day::forever().text() == "");
  CHECK(Day::min().text() == "");
  CHECK(Day::parse("9999-12-31").value() < Day::forever());
  CHECK(Day::parse("0001-01-01").value() > Day::min());
}

TEST_CASE("ranges are half-open") {
  const DayRange march = range_of(Month::parse("2026-03").value());
  CHECK(march.contains(Day::parse("2026-03-31").value()));
  CHECK_FALSE(march.contains(Day::parse("2026-04-01").value()));
  CHECK_FALSE(march.overlaps({march.to, Day::forever()}));
  CHECK(march.overlaps({march.to + -1, Day::forever()}));
  CHECK(march.intersect({Day::parse("2026-03-11").value(), Day::forever()}).to == march.to);
  CHECK_FALSE(march.overlaps({march.from + 5, march.from + 5}));
}

}  // namespace
}  // namespace base

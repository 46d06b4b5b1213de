#include "ingest/dialect.h"

#include <doctest/doctest.h>

namespace ingest {
namespace {

std::string day(std::string_view text, DateForm form) {
  const auto read = read_timestamp(text, form);
  return read ? read->day.text() : std::string();
}

TEST_CASE("a decimal comma is read where it is declared, and a point there is no decimal sign") {
  const NumberForm german{".", ','};
  CHECK(plain_number("1.234,50", german) == "1234.50");
  CHECK(plain_number("-0,5", german) == "-0.5");
  CHECK(plain_number("5,2E-9", german) == "5.2E-9");
  // Nothing is taken for the other: what stays is refused as a number.
  CHECK(plain_number("1.5", NumberForm{"", ','}) == "1..5");
  CHECK(plain_number("1,5", NumberForm{"", '.'}) == "1,5");
}

TEST_CASE("days in the styles of exports") {
  CHECK(day("31.12.2025", DateForm::DayMonthYear) == "2025-12-31");
  CHECK(day("1-4-2025", DateForm::DayMonthYear) == "2025-04-01");
  CHECK(day("4/1/2025 9:05", DateForm::MonthDayYear) == "2025-04-01");
  CHECK(day("2025-04-01", DateForm::MonthDayYear) == "2025-04-01");
  CHECK(day("20250401", DateForm::Compact) == "2025-04-01");
  CHECK(day("20250401T100000", DateForm::Compact).empty());
  CHECK(day("1234567890", DateForm::Unix) == "2009-02-13");
  CHECK(day("1234567890.25", DateForm::Unix) == "2009-02-13");
  for (const char* bad : {"1/4-2025", "31/12/2025", "2025/12/31", "12:00", "-1", "1e9"}) {
    CAPTURE(bad);
    CHECK(day(bad, DateForm::MonthDayYear).empty());
  }
  CHECK(day("-1", DateForm::Unix).empty());
  CHECK(day("253402300800", DateForm::Unix).empty());
}

TEST_CASE("a product is exact or nothing") {
  const auto product = [](std::vector<std::string> factors) {
    return product_of(factors).value_or("none");
  };
  CHECK(product({"6", "2.55"}) == "15.3");
  CHECK(product({"-2", "14.95"}) == "-29.9");
  CHECK(product({"0.000000000001", "0.000000000001"}) == "0.000000000000000000000001");
  CHECK(product({"999999999999999999", "1"}) == "999999999999999999");
  CHECK(product({"999999999999999999", "999999999999999999"}) == "none");
  CHECK(product({"1e-13", "2"}) == "none");
  CHECK(product({"six", "2"}) == "none");
}

}  // namespace
}  // namespace ingest

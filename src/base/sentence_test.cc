#include "base/sentence.h"

#include <doctest/doctest.h>

namespace {

using base::Count;
using base::Day;
using base::Language;
using base::Money;
using base::Month;
using base::Number;
using base::Speaker;

const Speaker kEnglish(Language::English);
const Speaker kGerman(Language::German);

Number number(const char* text) {
  return Number(*base::parse_exact(text));
}

}  // namespace

TEST_CASE("numbers are grouped and have a comma in German, to the last digit") {
  for (const auto& [exact, german] : {std::pair("0", "0"),
                                      {"1", "1"},
                                      {"999", "999"},
                                      {"1000", "1.000"},
                                      {"-100", "-100"},
                                      {"-1234.5", "-1.234,5"},
                                      {"123456789.000000000001", "123.456.789,000000000001"}}) {
    CHECK(kGerman.text(number(exact)) == german);
    CHECK(kEnglish.text(number(exact)) == exact);
  }
}

TEST_CASE("an amount in German has the coins of its currency, and all digits that it has") {
  CHECK(kGerman.text(Money(number("1234.5"), "EUR")) == "1.234,50 €");
  CHECK(kGerman.text(Money(number("98.7654"), "USD")) == "98,7654 USD");
  CHECK(kGerman.text(Money(number("1234"), "JPY")) == "1.234 JPY");
  CHECK(kGerman.text(Money(number("-1"), "KWD")) == "-1,000 KWD");
  CHECK(kGerman.text(Money(number("0"), "")) == "0");
  CHECK(kEnglish.text(Money(number("1234.5"), "EUR")) == "1234.5 EUR");
  CHECK(kEnglish.text(Money(number("0"), "")) == "0");
}

TEST_CASE("days, months and ranges of days") {
  const Day day = *Day::parse("2027-12-31");
  CHECK(kGerman.text(day) == "31.12.2027");
  CHECK(kEnglish.text(day) == "2027-12-31");
  CHECK(kGerman.text(*Month::parse("2027-03")) == "März 2027");
  CHECK(kGerman.text(*Month::parse("2027-12")) == "Dezember 2027");
  CHECK(kEnglish.text(*Month::parse("2027-03")) == "2027-03");
  CHECK(kGerman.text(base::DayRange{day, day + 1}) ==
        "vom 31.12.2027 bis ausschließlich 01.01.2028");
  CHECK(kGerman.text(base::DayRange{}) == "von Anfang an, offen");
  CHECK(kEnglish.text(base::DayRange{Day::min(), day}) ==
        "from the beginning until before 2027-12-31");
  CHECK(kEnglish.text(base::DayRange{day, Day::forever()}) == "from 2027-12-31, open");
}

TEST_CASE("a count chooses a word in each language") {
  constexpr base::Sentence<Count, std::string_view> kRows{
      "{0} {0|row|rows} of {1}", "von {1} {0} {0|weitere Zeile|weitere Zeilen}"};
  CHECK(kEnglish(kRows, Count{1}, "S1") == "1 row of S1");
  CHECK(kEnglish(kRows, Count{1200}, "{0}") == "1200 rows of {0}");
  CHECK(kGerman(kRows, Count{1}, "S1") == "von S1 1 weitere Zeile");
  CHECK(kGerman(kRows, Count{1200}, "S1") == "von S1 1.200 weitere Zeilen");
}

TEST_CASE("a pattern has a hole for each value, and no other") {
  CHECK(base::has_holes_for("", 0));
  CHECK(base::has_holes_for("{1} {0} {1|a|b}", 2));
  for (const char* pattern : {"{0}", "{0} {1} {2}", "{0} {0|a|b}", "{0} {1", "{0} 1}", "{0} {}",
                              "{0} {1|a}", "{0} {1}}", "{0} {x}"}) {
    CAPTURE(pattern);
    CHECK_FALSE(base::has_holes_for(pattern, 2));
  }
}

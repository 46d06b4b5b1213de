#include "ingest/mapping.h"

#include <doctest/doctest.h>

#include "ingest/dialect.h"

namespace ingest {
namespace {

TEST_CASE("the shipped FOCUS mapping is good") {
  const auto mapping = load_mapping(shipped_focus_1(), "focus-1.toml");
  REQUIRE(mapping);
  CHECK(mapping->name == "focus-1");
  CHECK(mapping->facts.size() == 3);
  CHECK(mapping->round);
  CHECK(mapping->charge_kinds.at("Adjustment") == "correction");
}

TEST_CASE("faults of a mapping name line and key") {
  const std::string good =
      "mapping = \"x\"\n[columns]\nsubscription_id = \"s\"\nusage_date = \"d\"\n"
      "[[facts]]\nname = \"f\"\nmeasure = \"revenue\"\namount = \"a\"\n";
  REQUIRE(load_mapping(good, "x.toml"));
  const auto error = [&](std::string from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    const auto mapping = load_mapping(text, "x.toml");
    return mapping ? std::string() : mapping.error().message;
  };
  const std::vector<std::tuple<std::string, std::string, std::string>> cases{
      {"subscription_id", "subscripton_id", "subscription_id"},
      {"\"revenue\"", "\"revenu\"", "revenue"},
      {"usage_date = \"d\"\n", "", "usage_date"},
      {"amount = \"a\"\n", "", "neither amount nor quantity"},
      {"mapping = \"x\"", "mapping = \"x\"\nzoneless = \"Mars/Base\"", "Mars/Base"},
      {"mapping = \"x\"", "mapping = \"x\"\ndelimiter = \"::\"", "one character"},
      {"mapping = \"x\"", "mapping = \"x\"\nidentity = \"columns\"", "record_key"},
      {"mapping = \"x\"", "mapping = \"x\"\ngrouping = \"0\"", "digits"},
      {"\"revenue\"", "\"indicator\"", "unit"},
      {"[columns]", "[columns", "x.toml"},
  };
  for (const auto& [from, to, part] : cases) {
    CAPTURE(to);
    const std::string got = error(from, to);
    CAPTURE(got);
    CHECK(got.find(part) != std::string::npos);
    CHECK(got.find("x.toml") != std::string::npos);
  }
}

TEST_CASE("numbers lose what a mapping calls grouping") {
  CHECK(plain_number("$10,000.00 ", "$, ") == "10000.00");
  CHECK(plain_number("(5.00)", "$, ") == "-5.00");
  CHECK(plain_number("-1 234", " ") == "-1234");
}

TEST_CASE("dates are read in the form that a mapping declares") {
  const auto day = [](std::string_view text, DateForm form) {
    const auto read = read_timestamp(text, form);
    return read ? read->day.text() : std::string();
  };
  CHECK(day("4/1/25", DateForm::MonthDayYear) == "2025-04-01");
  CHECK(day("04/01/2025", DateForm::DayMonthYear) == "2025-01-04");
  CHECK(day("2025-04-01T10:00:00Z", DateForm::Iso) == "2025-04-01");
  CHECK(day("4/1/25 23:30:00", DateForm::MonthDayYear) == "2025-04-01");
  for (const char* bad : {"4/1", "13/1/25", "4/1/5", "4/-1/25", "4/1/2025/", "", "2/29/25"}) {
    CAPTURE(bad);
    CHECK(day(bad, DateForm::MonthDayYear) == "");
  }
}

}  // namespace
}  // namespace ingest

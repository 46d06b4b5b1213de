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
  const auto error = [&](const std::string& from, const std::string& to) {
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

TEST_CASE("every shipped mapping is good and called by its name") {
  for (const ShippedMapping& shipped : shipped_mappings()) {
    CAPTURE(shipped.name);
    const auto mapping = load_mapping(shipped.toml, shipped.name);
    REQUIRE_MESSAGE(mapping, (mapping ? "" : mapping.error().message));
    CHECK(mapping->name == shipped.name);
  }
}

TEST_CASE("how a feed restates and what identifies its rows must fit together") {
  const auto error = [](const std::string& head, const std::string& columns,
                        const std::string& tail = "") {
    const auto mapping =
        load_mapping("mapping = \"x\"\n" + head + "[columns]\nsubscription_id = \"s\"\n" +
                         "usage_date = \"d\"\n" + columns + tail +
                         "[[facts]]\nname = \"f\"\nmeasure = \"revenue\"\namount = \"a\"\n",
                     "x.toml");
    return mapping ? std::string("good") : mapping.error().message;
  };
  const std::string by_row = "identity = \"columns\"\n";
  const std::string keys = "source = \"q\"\nrecord_key = \"k\"\n";
  const std::string cancel = "[cancellation]\ncolumn = \"c\"\nvalue = \"X\"\n";
  CHECK(error(by_row, keys) == "good");
  CHECK(error(by_row + "restates = \"file\"\nreplaces = \"u-{period}-{as_of}.csv\"\n",
              "record_key = \"k\"\n") == "good");
  CHECK(error("restates = \"append\"\n", "") == "good");
  CHECK(error(by_row + "restates = \"append\"\n", keys,
              cancel + "effect = \"voids\"\nreference = \"r\"\n") == "good");
  struct Case {
    std::string got, part;
  };
  for (const Case& c : {
           Case{error("restates = \"latest\"\n", ""), "by \"append\""},
           Case{error("restates = \"sometimes\"\n", ""), "append"},
           Case{error(by_row + "restates = \"changes\"\n", keys), "time of the change"},
           Case{error(by_row + "restates = \"latest\"\n", keys + "revision = \"r\"\n"), "revision"},
           Case{error(by_row + "restates = \"file\"\n", keys), "leave it out"},
           Case{error("replaces = \"u.csv\"\n", ""), "{period}"},
           Case{error("replaces = \"{period}{as_of}\"\n", ""), "text between"},
           Case{error("", "", cancel + "effect = \"voids\"\n"), "identity"},
           Case{error("", "", cancel + "reference = \"r\"\n"), "voids"},
           Case{error("", "", "[cancellation]\ncolumn = \"c\"\n"), "value or prefix"},
           Case{error(by_row + "restates = \"latest\"\n", keys,
                      cancel + "effect = \"voids\"\nreference = \"r\"\n"),
                "before or after"},
           Case{error("decimal = \",\"\ngrouping = \",\"\n", ""), "grouping"},
           Case{error("", "currency = { join = [\"a\"], columns = [\"b\"] }\n"), "keep one"},
       }) {
    CAPTURE(c.got);
    CHECK(c.got.find(c.part) != std::string::npos);
  }
}

TEST_CASE("numbers lose what a mapping calls grouping") {
  CHECK(plain_number("$10,000.00 ", {"$, "}) == "10000.00");
  CHECK(plain_number("(5.00)", {"$, "}) == "-5.00");
  CHECK(plain_number("-1 234", {" "}) == "-1234");
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

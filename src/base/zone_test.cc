#include "base/zone.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace base {
namespace {

Timestamp read(std::string_view text) {
  const auto read = parse_timestamp(text);
  REQUIRE(read.has_value());
  return *read;
}
std::string day_in(const char* zone, std::string_view text, ZonelessPolicy policy = {}) {
  return programme_day(read(text), Zone::find(zone).value(), policy).text();
}

TEST_CASE("E17: the day of an instant is the programme's own") {
  const char* usage = "2026-03-31T23:30-07:00";
  const char* attached = "2026-03-10T22:15-05:00";
  CHECK(day_in("UTC", usage) == "2026-04-01");
  CHECK(day_in("America/Los_Angeles", usage) == "2026-03-31");
  CHECK(day_in("Asia/Tokyo", usage) == "2026-04-01");
  CHECK(day_in("UTC", attached) == "2026-03-11");
  CHECK(day_in("America/Los_Angeles", attached) == "2026-03-10");
  CHECK(day_in("Asia/Tokyo", attached) == "2026-03-11");
}

TEST_CASE("timestamps are read in their usual forms") {
  CHECK(read("2026-03-01").milliseconds == 0);
  CHECK(read("2026-03-01T10:00:00Z").offset_minutes == 0);
  CHECK(read("2026-03-01 10:00:01.5").milliseconds == 36'001'500);
  CHECK_FALSE(read("2024-09-18 22:00:00").offset_minutes.has_value());
  CHECK(read("2026-03-01T10:00:00.1234567+0530").offset_minutes == 330);
  CHECK(read("2026-03-01T10:00-08").offset_minutes == -480);
  for (const char* bad :
       {"", "2026-03-01T", "2026-03-01T24:00", "2026-03-01T10:60", "2026-02-30T10:00",
        "2026-03-01T10:00:60", "2026-03-01T10:00:00.", "2026-03-01T10:00X", "2026-03-01T10:00+1",
        "2026-03-01T10:00+19:00", "2026-03-01T1:00", "2026-03-01T10:00ZZ", "2026-03-01x10:00"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_timestamp(bad).has_value());
  }
}

TEST_CASE("a timestamp without offset is read by the clock that the feed names") {
  const char* text = "2026-03-31 23:30:00";
  CHECK(day_in("Asia/Tokyo", text) == "2026-03-31");
  CHECK(day_in("Asia/Tokyo", text, {Zone::utc()}) == "2026-04-01");
  CHECK(day_in("UTC", text, {Zone::find("America/Los_Angeles").value()}) == "2026-04-01");
}

TEST_CASE("days of 23 and 25 hours are whole days") {
  const Zone berlin = Zone::find("Europe/Berlin").value();
  for (const char* midnight : {"2026-03-29", "2026-03-30", "2026-10-25", "2026-10-26"}) {
    CAPTURE(midnight);
    const Instant start = berlin.instant_at(read(midnight));
    CHECK(berlin.day_of(start).text() == midnight);
    CHECK(berlin.day_of({start.milliseconds - 1}) == Day::parse(midnight).value() + -1);
  }
  CHECK(berlin.instant_at(read("2026-03-30")).milliseconds -
            berlin.instant_at(read("2026-03-29")).milliseconds ==
        23 * 3'600'000);
  CHECK(berlin.instant_at(read("2026-10-26")).milliseconds -
            berlin.instant_at(read("2026-10-25")).milliseconds ==
        25 * 3'600'000);
}

TEST_CASE(
    "a time that occurs twice is its first occurrence, one that is skipped the moment of the "
    "jump") {
  const Zone berlin = Zone::find("Europe/Berlin").value();
  CHECK(berlin.instant_at(read("2026-10-25T02:30")) == instant_of(read("2026-10-25T00:30Z")));
  CHECK(berlin.instant_at(read("2026-03-29T02:30")) == instant_of(read("2026-03-29T01:00Z")));
}

TEST_CASE("instants before 1970 have the right day") {
  CHECK(Zone::utc().day_of({-1}).text() == "1969-12-31");
}

TEST_CASE("an unknown zone is named") {
  const auto zone = Zone::find("Mars/Base");
  REQUIRE_FALSE(zone.has_value());
  CHECK(zone.error().message.find("'Mars/Base'") != std::string::npos);
}

}  // namespace
}  // namespace base

#include "base/instant_text.h"

#include <doctest/doctest.h>

namespace base::testing {
namespace {

TEST_CASE("an instant is written in UTC, to the millisecond") {
  CHECK(instant_text_ms({0}) == "1970-01-01T00:00:00.000Z");
  CHECK(instant_text_ms({-1}) == "1969-12-31T23:59:59.999Z");
  CHECK(instant_text_ms({1'776'245'405'250}) == "2026-04-15T09:30:05.250Z");
}

TEST_CASE("an instant is written as mail and HTTP have it") {
  CHECK(internet_date({0}) == "Thu, 01 Jan 1970 00:00:00");
  CHECK(internet_date({-1}) == "Wed, 31 Dec 1969 23:59:59");
  CHECK(internet_date({1'776'245'405'250}) == "Wed, 15 Apr 2026 09:30:05");
}

}  // namespace
}  // namespace base::testing

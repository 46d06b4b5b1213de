#include "base/instant_text.h"

#include <doctest/doctest.h>

namespace base::testing {
namespace {

TEST_CASE("an instant is written in UTC, to the millisecond") {
  CHECK(instant_text_ms({0}) == "1970-01-01T00:00:00.000Z");
  CHECK(instant_text_ms({-1}) == "1969-12-31T23:59:59.999Z");
  CHECK(instant_text_ms({1'776'245'405'250}) == "2026-04-15T09:30:05.250Z");
}

}  // namespace
}  // namespace base::testing

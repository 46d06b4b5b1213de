#include "delivery/schedule.h"

#include <doctest/doctest.h>

namespace delivery::testing {
namespace {

TEST_CASE("a receiver that never answers is tried ten times over three days") {
  base::Instant now{1'000};
  for (std::size_t attempt = 0; attempt + 1 < kDelays.size(); ++attempt) {
    const Next next = after({.status = 500}, attempt, now, 0);
    CHECK(next.verdict == Verdict::Again);
    CHECK(next.due.milliseconds - now.milliseconds == kDelays[attempt + 1] * 1'000);
    now = next.due;
  }
  CHECK(now.milliseconds == 1'000 + 272'105'000);  // 75 h 35 min 5 s
  CHECK(after({.status = 500}, 9, now, 0).verdict == Verdict::GivenUp);
}

TEST_CASE("chance lengthens a delay by less than a tenth") {
  const auto due = [](std::uint32_t chance) { return after({}, 1, {0}, chance).due.milliseconds; };
  CHECK(due(0) == 300'000);
  CHECK(due(UINT32_MAX / 2) == 314'999);
  CHECK(due(UINT32_MAX) == 329'999);
}

TEST_CASE("only 2xx counts, a redirect is a failure, 410 ends it") {
  for (const int status : {200, 202, 204, 299})
    CHECK(after({.status = status}, 0, {}, 0).verdict == Verdict::Delivered);
  for (const int status : {0, 100, 199, 300, 301, 302, 307, 308, 400, 404, 429, 500, 503})
    CHECK(after({.status = status}, 0, {}, 0).verdict == Verdict::Again);
  for (const std::size_t attempt : {0U, 9U})
    CHECK(after({.status = 410}, attempt, {}, 0).verdict == Verdict::Gone);
  CHECK(after({.status = 204}, 9, {}, 0).verdict == Verdict::Delivered);
}

}  // namespace
}  // namespace delivery::testing

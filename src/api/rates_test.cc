#include "api/rates.h"

#include <doctest/doctest.h>

namespace api {
namespace {

TEST_CASE("a bucket gives its limit at once, then as much as time brings") {
  Rates rates({3, 1, 0});
  const auto take = [&](std::int64_t at) { return rates.take("key_1", RateClass::Read, {at}); };
  for (std::int64_t left = 2; left >= 0; --left) {
    const Rate rate = take(1'000);
    CHECK(rate.is_allowed);
    CHECK(rate.remaining == left);
  }
  CHECK(!take(1'000).is_allowed);
  CHECK(!take(1'333).is_allowed);
  CHECK(take(1'334).is_allowed);
  CHECK(!take(1'334).is_allowed);
  // An hour brings no more than the limit; a clock that goes back brings nothing.
  for (int i = 0; i < 3; ++i)
    CHECK(take(3'600'000).is_allowed);
  CHECK(!take(3'600'000).is_allowed);
  CHECK(!take(1'000).is_allowed);
}

TEST_CASE("principals and classes have buckets of their own") {
  Rates rates({1, 1, 0});
  CHECK(rates.take("key_1", RateClass::Read, {0}).is_allowed);
  CHECK(!rates.take("key_1", RateClass::Read, {0}).is_allowed);
  CHECK(rates.take("key_1", RateClass::Write, {0}).is_allowed);
  CHECK(rates.take("key_2", RateClass::Read, {0}).is_allowed);
  for (int i = 0; i < 100; ++i)
    CHECK(rates.take("key_1", RateClass::Ingest, {0}).is_allowed);
}

TEST_CASE("a limit that is set anew holds for buckets that are filled, too") {
  Rates rates({5, 1, 0});
  CHECK(rates.take("key_1", RateClass::Read, {0}).remaining == 4);
  rates.set({2, 1, 0});
  CHECK(rates.take("key_1", RateClass::Read, {0}).remaining == 1);
  rates.set({0, 1, 0});
  CHECK(rates.take("key_1", RateClass::Read, {0}).limit == 0);
}

TEST_CASE("what is left stands in the answer") {
  Rates rates({5, 1, 0});
  http::Response response;
  rates.take("key_1", RateClass::Read, {0}).tell(response);
  CHECK(http::header(response.headers, "ratelimit-policy") == "\"read\";q=5;w=1");
  CHECK(http::header(response.headers, "ratelimit") == "\"read\";r=4;t=1");
  http::Response silent;
  rates.take("key_1", RateClass::Ingest, {0}).tell(silent);
  CHECK(silent.headers.empty());
}

}  // namespace
}  // namespace api

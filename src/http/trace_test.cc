#include "http/trace.h"

#include <doctest/doctest.h>

#include <array>

namespace http {
namespace {

constexpr std::string_view kId = "0af7651916cd43dd8448eb211c80319c";
constexpr std::string_view kSpan = "b7ad6b7169203331";

std::string parent(std::string_view version, std::string_view flags) {
  return std::string(version) + '-' + std::string(kId) + '-' + std::string(kSpan) + '-' +
         std::string(flags);
}

TEST_CASE("a traceparent is read and written") {
  const auto trace = parse_traceparent(parent("00", "01"));
  REQUIRE(trace);
  CHECK(trace->id == kId);
  CHECK(trace->span == kSpan);
  CHECK(trace->is_sampled);
  CHECK(trace->traceparent() == parent("00", "01"));
  CHECK(!parse_traceparent(parent("00", "00"))->is_sampled);
  // Bits that are not defined yet are not passed on.
  CHECK(parse_traceparent(parent("00", "ff"))->traceparent() == parent("00", "01"));
}

TEST_CASE("of a later version the known parts are read") {
  CHECK(parse_traceparent(parent("01", "01")));
  CHECK(parse_traceparent(parent("cc", "09") + "-what-comes-later"));
  CHECK(!parse_traceparent(parent("cc", "09") + ".what-comes-later"));
  CHECK(!parse_traceparent(parent("ff", "01")));
}

TEST_CASE("what is malformed names no trace") {
  const std::string good = parent("00", "01");
  CHECK(!parse_traceparent(""));
  CHECK(!parse_traceparent(good.substr(0, 54)));
  CHECK(!parse_traceparent(good + '-'));
  CHECK(!parse_traceparent(good + "-01"));
  CHECK(!parse_traceparent(' ' + good));
  constexpr std::array<std::size_t, 8> kPlaces{0, 2, 3, 34, 35, 36, 52, 54};
  for (const std::size_t at : kPlaces) {
    for (const char wrong : {'g', 'A', '_', '\0'}) {
      std::string text = good;
      text[at] = wrong;
      CHECK_MESSAGE(!parse_traceparent(text), text);
    }
  }
  const std::string zeros(32, '0');
  CHECK(!parse_traceparent("00-" + zeros + '-' + std::string(kSpan) + "-01"));
  CHECK(!parse_traceparent("00-" + std::string(kId) + '-' + zeros.substr(0, 16) + "-01"));
}

TEST_CASE("a request goes on with its caller's trace, or begins one") {
  const auto caller = parse_traceparent(parent("00", "01"));
  const Trace ours = trace_of(caller, "seed", "req_1");
  CHECK(ours.id == kId);
  CHECK(ours.span != kSpan);
  CHECK(ours.is_sampled);
  const Trace fresh = trace_of(std::nullopt, "seed", "req_1");
  CHECK(parse_traceparent(fresh.traceparent()) == fresh);
  CHECK(!fresh.is_sampled);
  CHECK(trace_of(std::nullopt, "seed", "req_2").id != fresh.id);
  CHECK(trace_of(std::nullopt, "other", "req_1").id != fresh.id);
}

}  // namespace
}  // namespace http

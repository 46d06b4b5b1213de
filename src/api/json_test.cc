#include "api/json.h"

#include <doctest/doctest.h>

namespace api {
namespace {

TEST_CASE("a value survives writing and reading, its numbers as they were written") {
  for (const char* text : {"null", "true", "\"a\\u0001\\\"b\"", "[]", "{}",
                           "[1,2.50,-0,1e400,12345678901234567890123]",
                           R"({"a":{"b":[null,false]},"c":""})", "\"\xC3\xA9\""}) {
    const auto value = parse_json(text);
    REQUIRE_MESSAGE(value.has_value(), text);
    CHECK(json_of(*value) == text);
  }
  CHECK(parse_json(" { \"a\" : 1 } ").value().get("a").text() == "1");
  CHECK(parse_json(R"({"a":{"b":"x"}})").value().get("a", "b").text() == "x");
  CHECK(parse_json(R"({"a":1})").value().get("b", "c").is_null());
}

TEST_CASE("what is no JSON is refused with its place") {
  for (const char* text : {"", "{", "[1,]", "{\"a\":1,\"a\":2}", "nul", "1 2", "'a'", "{a:1}",
                           "// x\n1", "\"\x01\"", "\"\xff\"", "[NaN]", "+1", "01", "\"\\ud800\""})
    CHECK_MESSAGE(!parse_json(text).has_value(), text);
  CHECK_FALSE(parse_json(std::string(100, '[') + std::string(100, ']')).has_value());
  CHECK_FALSE(parse_json("[1,2,3]", {.depth = 8, .values = 3}).has_value());
  CHECK(parse_json("[1,2,3]", {.depth = 8, .values = 4}).has_value());
}

}  // namespace
}  // namespace api

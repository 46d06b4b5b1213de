#include "http/target.h"

#include <doctest/doctest.h>

namespace http {
namespace {

TEST_CASE("a target is taken apart once") {
  const Target target = parse_target("/v1/partners/P%2F1%20x?limit=5&q=a+b%26c&flag&q=").value();
  CHECK(target.path == std::vector<std::string>{"v1", "partners", "P/1 x"});
  REQUIRE(target.query.size() == 4);
  CHECK(target.query[1] == std::pair<std::string, std::string>("q", "a b&c"));
  CHECK(target.query[2] == std::pair<std::string, std::string>("flag", ""));
  CHECK(target.query[3] == std::pair<std::string, std::string>("q", ""));
  CHECK(parse_target("/").value().path.empty());
}

TEST_CASE("what could be read in two ways is refused") {
  for (const char* target : {"", "v1", "*", "http://a/v1", "/a//b", "/a/../b", "/a/%2e%2e/b",
                             "/a/./b", "/a/", "/a%", "/a%4", "/a%zz", "/a%00b", "/a%0ab",
                             "/a?x=%ff", "/a?x=%c0%af", "/a?x=%ed%a0%80", "/a#b", "/a?b#c"})
    CHECK_MESSAGE(!parse_target(target).has_value(), target);
}

TEST_CASE("escaping is undone by parsing") {
  const std::string odd = "a/b?c=d&e#f %\xC3\xA9";
  CHECK(parse_target("/x/" + escape(odd)).value().path[1] == odd);
}

}  // namespace
}  // namespace http

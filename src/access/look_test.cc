#include "access/look.h"

#include <doctest/doctest.h>

namespace rights {

TEST_CASE("an address is cut to its network") {
  CHECK(truncated_address("192.0.2.77") == "192.0.2.0");
  CHECK(truncated_address("2001:db8:1:2:3:4:5:6") == "2001:db8:1::");
  CHECK(truncated_address("2001:db8::7") == "2001:db8::");
  CHECK(truncated_address("::1") == "::");
  for (const char* text : {"", "anna", "192.0.2", "1.2.3.4.5", "::ffff:192.0.2.1", "x:y"})
    CHECK_MESSAGE(truncated_address(text).empty(), text);
}

TEST_CASE("the digest of a range is that of its lines") {
  Look one;
  one.number = 7;
  one.at = {1000};
  one.customer = "C1";
  one.who = "key:\"k\"";
  const std::string text = line(one);
  CHECK(text == R"({"number":"7","at":"1970-01-01T00:00:01Z","customer":"C1","partner":"",)"
                R"("who":"key:\"k\"","action":"viewed","object":"","object_id":"","rows":"0",)"
                R"("times":"1","purpose":"","address":"","request":""})"
                "\n");
  const std::array<Look, 2> both{one, one};
  CHECK(digest(both) == base::sha256(text + text));
}

}  // namespace rights

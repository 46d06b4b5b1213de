#include <doctest/doctest.h>

#include "base/csv_cell.h"
#include "base/hex.h"
#include "base/json_text.h"

namespace base {
namespace {

TEST_CASE("a CSV cell is quoted only when RFC 4180 asks for it") {
  CHECK(csv_cell("Velmarin Systems") == "Velmarin Systems");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("say \"so\"") == "\"say \"\"so\"\"\"");
  CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
  CHECK(csv_cell("").empty());
}

TEST_CASE("JSON text escapes quotes, backslashes and controls") {
  CHECK(json_text("a\"b\\c\n\t\x01") == "\"a\\\"b\\\\c\\n\\t\\u0001\"");
  CHECK(json_text("Müller") == "\"Müller\"");
}

TEST_CASE("hex digits are read back, and no others") {
  const std::string bytes("\x00\x7f\xff", 3);
  CHECK(hex(bytes) == "007fff");
  CHECK(parse_hex("007fff") == bytes);
  for (const char* text : {"007fF0", "0", "0g", "+1", " 1"})
    CHECK_FALSE(parse_hex(text).has_value());
}

}  // namespace
}  // namespace base

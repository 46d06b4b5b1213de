#include <doctest/doctest.h>

#include "base/csv_cell.h"
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

}  // namespace
}  // namespace base

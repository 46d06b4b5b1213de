#include "api/cursor.h"

#include <doctest/doctest.h>

namespace api {

TEST_CASE("a cursor leads on in the list that gave it, and in no other") {
  const Cursor end{base::CommitNumber{46}, "P 02"};
  const std::string text = cursor_text(end, "listPartners&country=DE");
  CHECK(parse_cursor(text, "listPartners&country=DE") == end);
  CHECK(parse_cursor(text, "listPartners") == std::nullopt);
  CHECK(parse_cursor(text, "listCustomers&country=DE") == std::nullopt);
}

TEST_CASE("a cursor that was altered is none") {
  std::string text = cursor_text({base::CommitNumber{46}, "P02"}, "listPartners");
  text.back() = text.back() == '0' ? '1' : '0';
  CHECK(parse_cursor(text, "listPartners") == std::nullopt);
  CHECK(parse_cursor("", "listPartners") == std::nullopt);
}

}  // namespace api

#include "filters/order.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace filters {
namespace {

const std::vector<Column> kColumns{{"id", Kind::Text}, {"amount", Kind::Decimal}};

// The keys of rows in that order.
std::string sorted(std::string_view text, const std::vector<std::vector<Cell>>& rows) {
  const Order order = Order::parse(text, kColumns).value();
  std::vector<Place> places;
  places.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    places.push_back(order.place_of(rows[i], std::to_string(i)));
  std::ranges::sort(places, [&](const Place& a, const Place& b) { return order.is_before(a, b); });
  std::string out;
  for (const Place& one : places) {
    out += one.key;
    CHECK(order.parse_place(text_of(one)) == one);
  }
  return out;
}

TEST_CASE("numbers are sorted as numbers, rows without one are last, those alike by their keys") {
  const std::vector<std::vector<Cell>> rows{{"a", "9"},  {"b", "10.5"}, {"c", {}},
                                            {"b", "-3"}, {"d", "9.0"},  {"e", "-20"}};
  CHECK(sorted("amount", rows) == "530412");
  CHECK(sorted("-amount", rows) == "104352");
  CHECK(sorted("-id,amount", rows) == "542310");
}

TEST_CASE("long texts are sorted by their beginning, in whole characters") {
  const std::string same(kSortedBytes - 1, 'x');
  CHECK(sorted("id", {{same + "\u00f8b", "1"}, {same + "\u00f8a", "1"}}) == "01");
  const Order order = Order::parse("id", kColumns).value();
  CHECK(order.place_of(std::vector<Cell>{same + "\u00f8", {}}, "").cells.front() == same);
}

TEST_CASE("what no order is, is said with its place") {
  struct Wrong {
    const char* text;
    std::size_t position;
    const char* message;
  };
  for (const Wrong& one : std::initializer_list<Wrong>{
           {"", 1, "there is no column ''"},
           {"amount,,id", 8, "there is no column ''"},
           {"-amout", 2, "there is no column 'amout'; did you mean 'amount'?"},
           {"id,-id", 4, "'id' is named twice"},
           {"id asc", 1, "there is no column 'id asc'"}}) {
    const auto order = Order::parse(one.text, kColumns);
    REQUIRE_MESSAGE(!order.has_value(), one.text);
    CHECK(order.error().position == one.position);
    CHECK(order.error().message.starts_with(one.message));
  }
  const std::vector<Column> many{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}};
  CHECK(Order::parse("a,b,c,d", many).has_value());
  CHECK(Order::parse("a,b,c,d,e", many).error().position == 9);
  const std::vector<std::size_t> last_and_first{4, 0};
  CHECK(parse_fields("e,a", many) == last_and_first);
  CHECK(parse_fields("-a", many).error().message == "there is no column '-a'; did you mean 'a'?");
}

TEST_CASE("a place that none is written as is none") {
  const Order order = Order::parse("id,amount", kColumns).value();
  for (const char* const text :
       {"", "x", "1:a", "9:abc", "2:ab", "1:a1", "1:a99999999999999999:", "-"})
    CHECK_MESSAGE(!order.parse_place(text).has_value(), text);
  const Place place{{"a", std::nullopt}, "key"};
  CHECK(order.parse_place("1:a-key") == place);
}

}  // namespace
}  // namespace filters

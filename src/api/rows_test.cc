#include "api/rows.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <set>

#include "api/call.h"
#include "base/decimal.h"

namespace api {
namespace {

using Random = std::mt19937_64;

int below(Random& random, int n) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(n));
}

const std::vector<Field> kFields{{"name"}, {"amount", CellType::Decimal}, {"day", CellType::Day}};

std::vector<Cell> any_cells(Random& random) {
  std::vector<Cell> out;
  for (const std::vector<std::string>& values :
       {std::vector<std::string>{"a", "b", "A", "ab", std::string(150, 'x') + "1",
                                 std::string(150, 'x') + "2"},
        {"9", "10", "-2", "0.5", "-10", "9.00"},
        {"2026-01-31", "2026-10-01", "2025-12-31"}}) {
    const auto at = static_cast<std::size_t>(below(random, static_cast<int>(values.size())));
    out.push_back(below(random, 4) == 0 ? Cell() : Cell(values[at]));
  }
  return out;
}

using Table = std::map<std::string, std::vector<Cell>>;  // by key

// As a lister gives it.
Rows page_of(const Table& table, const std::string& after, std::size_t limit,
             const RowsWish& wish) {
  Rows out(after, limit, wish);
  REQUIRE(out.begin(kFields));
  for (auto at = table.upper_bound(out.after()); at != table.end(); ++at) {
    if (!out.add(at->first, at->second)) break;
  }
  out.end();
  CHECK(out.rows().size() <= limit);
  return out;
}

struct Wished {
  std::string filter;
  bool (*meets)(const std::vector<Cell>&);
};
const std::vector<Wished> kFilters{
    {"", [](const std::vector<Cell>&) { return true; }},
    {"amount gt 9", [](const std::vector<Cell>& row) { return row[1] == "10"; }},
    {"amount le 0.50 or day is null",
     [](const std::vector<Cell>& row) {
       return (row[1] && *base::parse_exact(*row[1]) <= *base::parse_exact("0.5")) || !row[2];
     }},
    {"not name contains a",
     [](const std::vector<Cell>& row) {
       return !row[0] || row[0]->find_first_of("aA") == std::string::npos;
     }},
    {"day lt 2026-02-01",
     [](const std::vector<Cell>& row) { return row[2] && *row[2] != "2026-10-01"; }}};

struct Sorted {
  std::string sort;
  std::vector<std::pair<int, bool>> columns;  // which, and whether it descends
};
const std::vector<Sorted> kSorts{{"", {}},
                                 {"amount", {{1, false}}},
                                 {"-amount,day", {{1, true}, {2, false}}},
                                 {"name,-day", {{0, false}, {2, true}}},
                                 {"-day", {{2, true}}}};

// -1, 0, 1; none is last.
int naive_order(int column, bool descends, const Cell& a, const Cell& b) {
  if (!a || !b) return static_cast<int>(!a) - static_cast<int>(!b);
  int out = a->substr(0, 120).compare(b->substr(0, 120));
  if (column == 1) {
    const base::Decimal x = *base::parse_exact(*a), y = *base::parse_exact(*b);
    out = x < y ? -1 : y < x ? 1 : 0;
  }
  return descends ? -out : out;
}

std::vector<std::string> naive_keys(const Table& table, const Wished& filter, const Sorted& sort) {
  std::vector<std::string> out;
  for (const auto& [key, cells] : table) {
    if (filter.meets(cells)) out.push_back(key);
  }
  std::ranges::stable_sort(out, [&](const std::string& a, const std::string& b) {
    for (const auto& [column, descends] : sort.columns) {
      const auto at = static_cast<std::size_t>(column);
      const int order = naive_order(column, descends, table.at(a)[at], table.at(b)[at]);
      if (order != 0) return order < 0;
    }
    return a < b;
  });
  return out;
}

std::string any_key(Random& random) {
  return "k" + std::to_string(1'000 + below(random, 9'000));
}

struct Round {
  Wished filter;
  Sorted sort;
  std::size_t limit = 1;
  Table table;
};

Round any_round(Random& random) {
  Round out;
  out.filter = kFilters[static_cast<std::size_t>(below(random, 5))];
  out.sort = kSorts[static_cast<std::size_t>(below(random, 5))];
  out.limit = static_cast<std::size_t>(1 + below(random, 7));
  for (int rows = below(random, 60); rows > 0; --rows)
    out.table[any_key(random)] = any_cells(random);
  return out;
}

TEST_CASE(
    "pages put together are the whole list, filtered and sorted, whatever is added meanwhile") {
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Round round = any_round(random);
    const RowsWish wish{round.filter.filter, round.sort.sort, {}};
    CAPTURE(wish.filter);
    CAPTURE(wish.sort);
    CAPTURE(round.limit);
    const bool grows = below(random, 2) == 0;
    const auto first = naive_keys(round.table, round.filter, round.sort);
    std::vector<std::string> got;
    std::string after;
    for (bool has_more = true; has_more;) {
      const Rows page = page_of(round.table, after, round.limit, wish);
      for (const Rows::Row& row : page.rows())
        got.push_back(row.place.key);
      has_more = page.has_more();
      if (has_more) REQUIRE(page.rows().size() == round.limit);
      if (has_more) after = page.last();
      for (int added = grows ? below(random, 4) : 0; added > 0; --added)
        round.table.emplace(any_key(random), any_cells(random));
    }
    // In the order of all rows that there are now, each once, and none of the first is lost.
    const auto now = naive_keys(round.table, round.filter, round.sort);
    std::vector<std::string> expected;
    const std::set<std::string> seen(got.begin(), got.end());
    REQUIRE(seen.size() == got.size());
    std::ranges::copy_if(now, std::back_inserter(expected),
                         [&](const std::string& key) { return seen.contains(key); });
    REQUIRE(got == expected);
    for (const std::string& key : first)
      REQUIRE(seen.contains(key));
    if (!grows) REQUIRE(got == first);
  }
}

TEST_CASE("a full page ends a list in the order of its keys, filtered or not") {
  Rows rows({}, 2, {"name eq a", {}, {}});
  REQUIRE(rows.begin(kFields));
  int asked = 0;
  for (const char* const name : {"b", "a", "b", "a", "b", "a", "a", "a"}) {
    ++asked;
    if (!rows.add({name, {}, {}})) break;
  }
  CHECK(asked == 6);
  CHECK(rows.has_more());
}

TEST_CASE("pieces of a table are fetched until the page is full") {
  const auto fetched = [](const RowsWish& wish) {
    Rows rows(number_key(7), 2, wish);
    REQUIRE(rows.begin(kFields));
    int pieces = 0;
    const auto read = [&](std::int64_t after,
                          std::size_t most) -> base::Result<std::vector<std::int64_t>> {
      ++pieces;
      std::vector<std::int64_t> out;
      for (std::int64_t one = after + 1; one <= 2'500 && out.size() < most; ++one)
        out.push_back(one);
      return out;
    };
    const auto add = [&](std::int64_t one) -> base::Result<std::int64_t> {
      const bool is_open =
          rows.add(number_key(one), {std::to_string(one), std::to_string(one), {}});
      return is_open ? one : 0;
    };
    REQUIRE(add_pieces(rows, read, add));
    rows.end();
    std::string out = std::to_string(pieces) + (rows.has_more() ? " more:" : ":");
    for (const Rows::Row& row : rows.rows())
      out += ' ' + *row.cells.front();
    return out;
  };
  CHECK(fetched({}) == "1 more: 8 9");
  CHECK(fetched({"amount ge 2000", {}, {}}) == "2 more: 2000 2001");
  CHECK(fetched({"amount ge 2499", {}, {}}) == "3: 2499 2500");
  CHECK(fetched({"name eq 1", {}, {}}) == "3:");
}

}  // namespace
}  // namespace api

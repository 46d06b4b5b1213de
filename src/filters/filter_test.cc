#include "filters/filter.h"

#include <doctest/doctest.h>

#include <random>

#include "base/day.h"
#include "base/decimal.h"

namespace filters {
namespace {

const std::vector<Column> kColumns{{"name", Kind::Text},      {"lines", Kind::Integer},
                                   {"amount", Kind::Decimal}, {"open", Kind::Boolean},
                                   {"day", Kind::Day},        {"month", Kind::Month},
                                   {"at", Kind::Instant}};

bool meets(std::string_view text, const std::vector<Cell>& row) {
  const auto filter = Filter::parse(text, kColumns);
  REQUIRE_MESSAGE(filter.has_value(), (filter ? "" : filter.error().text()));
  return filter->matches(row);
}

const std::vector<Cell> kRow{"O'Neil & Co",         "9", "10.5", "true", "2026-03-09", "2026-03",
                             "2026-03-09T08:15:30Z"};
const std::vector<Cell> kEmpty(7);

TEST_CASE("values compare as what they are, not as texts") {
  for (const char* const text :
       {"amount gt 9", "amount eq 10.50", "amount lt 100", "amount ge 0010.5", "amount gt -11",
        "lines lt 10", "lines eq 9.0", "lines gt -9.5", "amount lt 99999999999999999999999999999",
        "amount gt 10.4999999999999999999999999999", "day gt 2026-02-28", "day le '2026-03-09'",
        "month in (2026-01, 2026-03)", "at gt 2026-03-09", "at lt 2026-03-10",
        "at lt 2026-03-09T08:15:30.25Z", "at eq 2026-03-09T08:15:30.000Z", "open eq TRUE"})
    CHECK_MESSAGE(meets(text, kRow), text);
}

TEST_CASE("words join comparisons: not before and, and before or") {
  CHECK(meets("name contains 'NEIL' and lines eq 9", kRow));
  CHECK(meets("lines eq 1 or lines eq 9 and open eq true", kRow));
  CHECK_FALSE(meets("(lines eq 1 or lines eq 9) and open eq false", kRow));
  CHECK(meets("not lines eq 1 and not (open eq false)", kRow));
  CHECK(meets("NOT not name EQ 'O''Neil & Co'", kRow));
  CHECK(meets("name in (x, 'O''Neil & Co')", kRow));
}

TEST_CASE("null equals nothing, and is less or greater than nothing") {
  for (const char* const text : {"amount is null", "amount ne 1", "not amount eq 1",
                                 "not amount ge 1", "name is null and not name contains a"})
    CHECK_MESSAGE(meets(text, kEmpty), text);
  for (const char* const text : {"amount eq 1", "amount lt 1", "amount ge 1", "name in (a, b)",
                                 "name contains a", "day is not null"})
    CHECK_FALSE_MESSAGE(meets(text, kEmpty), text);
}

TEST_CASE("a word that is a value is one where a value stands") {
  CHECK(meets("name in (IN, OR, 'null')", {"OR", {}, {}, {}, {}, {}, {}}));
  CHECK(meets("name eq not", {"not", {}, {}, {}, {}, {}, {}}));
}

TEST_CASE("a fault says where, what is expected and what is near") {
  struct Wrong {
    const char* text;
    std::size_t position;
    const char* message;
    const char* expected;
  };
  for (const Wrong& one : std::initializer_list<Wrong>{
           {"amout eq 1", 1, "there is no column 'amout'; did you mean 'amount'?",
            "a column: name, lines, amount, open, day, month, at"},
           {"amount eq", 10, "the expression ends", "a number: -12.50"},
           {"amount eq 1 and", 16, "the expression ends", "a column, not, or '('"},
           {"", 1, "the expression ends", "a column, not, or '('"},
           {"name eq 'Ø' and lines eq x", 26, "there is 'x'", "a number: -12.50"},
           {"amount >= 1", 8, "there is '>='; write ge",
            "eq, ne, lt, le, gt, ge, in, contains or is"},
           {"name contain x", 6, "there is 'contain'; did you mean 'contains'?",
            "eq, ne, lt, le, gt, ge, in, contains or is"},
           {"day contains 2026", 5, "'day' is no text", "eq, ne, lt, le, gt, ge, in or is"},
           {"open gt true", 6, "'open' is true or false", "eq, ne, in or is"},
           {"day eq 2026-02-30", 8, "there is '2026-02-30'", "a day: 2026-03-01"},
           {"amount eq 1e3", 11, "there is '1e3'", "a number: -12.50"},
           {"name eq null", 9, "null equals nothing; write is null",
            "'null' for the text, or a value"},
           {"name eq \"x\"", 9, "there is '\"'", "texts in single quotes: 'like this'"},
           {"name eq 'x", 9, "a text begins that does not end", "a quote: 'like this'"},
           {"(lines eq 1", 12, "the expression ends", "and, or, or ')'"},
           {"lines eq 1)", 11, "there is ')'", "and, or, or the end"},
           {"lines in 1", 10, "there is '1'", "'(' and the values"},
           {"lines in (1 2)", 13, "there is '2'", "',' or ')'"},
           {"lines is nothing", 10, "there is 'nothing'", "null or not null"}}) {
    const auto filter = Filter::parse(one.text, kColumns);
    REQUIRE_MESSAGE(!filter.has_value(), one.text);
    const Fault expected{one.position, one.message, one.expected};
    CHECK_MESSAGE(filter.error() == expected,
                  (std::string(one.text) + " | " + filter.error().text()));
  }
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += part;
  return out;
}

TEST_CASE("length, depth and the number of comparisons are bounded") {
  const auto is_taken = [](const std::string& text) {
    return Filter::parse(text, kColumns).has_value();
  };
  const std::string one = "lines eq 1";
  CHECK(is_taken(repeated("(", kDepthMax) + one + repeated(")", kDepthMax)));
  CHECK_FALSE(is_taken(repeated("(", kDepthMax + 1) + one + repeated(")", kDepthMax + 1)));
  CHECK(is_taken(repeated("not ", kDepthMax) + one));
  CHECK_FALSE(is_taken(repeated("not ", kDepthMax + 1) + one));
  CHECK(is_taken(repeated("not (" + one + ") or ", 60) + one));
  CHECK(is_taken("lines in (1" + repeated(",1", kTermsMax - 1) + ")"));
  CHECK_FALSE(is_taken("lines in (1" + repeated(",1", kTermsMax) + ")"));
  CHECK(is_taken(repeated(one + " or ", kTermsMax - 1) + one));
  CHECK_FALSE(is_taken(repeated(one + " or ", kTermsMax) + one));
  const std::string quoted = "name eq '";
  CHECK(is_taken(quoted + repeated("x", kFilterBytesMax - quoted.size() - 1) + "'"));
  CHECK_FALSE(is_taken(quoted + repeated("x", kFilterBytesMax - quoted.size()) + "'"));
}

// ---- random expressions against the obvious way ------------------------------------------------

using Random = std::mt19937_64;

int below(Random& random, int n) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(n));
}

const std::vector<std::vector<std::string>> kValues{
    {"a", "b", "Ab", "O'Neil", "x y", "null", "Ø", "and"},
    {"0", "1", "9", "10", "-3", "100"},
    {"0", "1.5", "10", "9.99", "-1.5", "-10", "0.000000000001", "1234567890123.5"},
    {"true", "false"},
    {"2025-12-31", "2026-01-01", "2026-02-28", "2026-10-01"},
    {"2025-12", "2026-01", "2026-10"},
    {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z", "2025-12-31T23:59:59Z"}};

const std::string& any_value(Random& random, std::size_t column) {
  const auto& all = kValues[column];
  return all[static_cast<std::size_t>(below(random, static_cast<int>(all.size())))];
}

// An expression as a tree, which knows its text and its truth.
struct Tree {
  std::string word;  // and, or, not; else of a comparison
  std::vector<Tree> parts;
  std::size_t column = 0;
  std::vector<std::string> values;
};

Tree any_comparison(Random& random) {
  Tree out;
  out.column = static_cast<std::size_t>(below(random, static_cast<int>(kColumns.size())));
  const bool is_text = out.column == 0, is_truth = out.column == 3;
  std::vector<std::string> words{"eq", "ne", "in", "null", "not null"};
  if (is_text) words.emplace_back("contains");
  if (!is_truth) words.insert(words.end(), {"lt", "le", "gt", "ge"});
  out.word = words[static_cast<std::size_t>(below(random, static_cast<int>(words.size())))];
  const int values = out.word == "in" ? 1 + below(random, 3) : out.word.ends_with("null") ? 0 : 1;
  for (int i = 0; i < values; ++i)
    out.values.push_back(any_value(random, out.column));
  return out;
}

Tree any_tree(Random& random, int depth) {
  if (depth == 0 || below(random, 3) == 0) return any_comparison(random);
  Tree out;
  out.word =
      std::vector<std::string>{"and", "or", "not"}[static_cast<std::size_t>(below(random, 3))];
  const int parts = out.word == "not" ? 1 : 2 + below(random, 2);
  for (int i = 0; i < parts; ++i)
    out.parts.push_back(any_tree(random, depth - 1));
  return out;
}

std::string value_text(const std::string& value, bool is_quoted) {
  if (!is_quoted) return value;
  std::string out = "'";
  for (const char c : value)
    out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

std::string text_of(const Tree& tree, Random& random) {
  const std::string gap = below(random, 4) == 0 ? " \n " : " ";
  std::string word = tree.word;
  if (below(random, 4) == 0) word.front() = static_cast<char>(word.front() - 'a' + 'A');
  if (!tree.parts.empty()) {
    std::string out = tree.word == "not" ? word + gap : "";
    for (const Tree& part : tree.parts) {
      if (&part != &tree.parts.front()) out += gap + word + gap;
      const bool is_plain = part.parts.empty() && below(random, 2) == 0;
      out += is_plain ? text_of(part, random) : '(' + text_of(part, random) + ')';
    }
    return out;
  }
  std::string out = kColumns[tree.column].name + gap;
  if (tree.values.empty()) return out + "is " + tree.word;
  out += word + gap + (tree.word == "in" ? "(" : "");
  for (std::size_t i = 0; i < tree.values.size(); ++i) {
    const bool is_quoted = tree.column == 0 || below(random, 2) == 0;
    out += (i == 0 ? "" : gap + ',') + value_text(tree.values[i], is_quoted);
  }
  return out + (tree.word == "in" ? ")" : "");
}

// -1, 0, 1 by types that know nothing of filters.
int naive_order(Kind kind, std::string a, std::string b) {
  const auto sign = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (kind == Kind::Integer || kind == Kind::Decimal)
    return sign(*base::parse_exact(a), *base::parse_exact(b));
  if (kind == Kind::Day) return sign(*base::Day::parse(a), *base::Day::parse(b));
  if (kind == Kind::Month) return sign(*base::Month::parse(a), *base::Month::parse(b));
  if (kind == Kind::Instant) {
    a.replace(a.find('Z'), 1, a.size() == 20 ? ".0" : "");
    b.replace(b.find('Z'), 1, b.size() == 20 ? ".0" : "");
  }
  return sign(a, b);
}

bool naive_contains(std::string whole, std::string part) {
  for (std::string* text : {&whole, &part}) {
    for (char& c : *text)
      c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return whole.find(part) != std::string::npos;
}

bool naive_truth(const Tree& tree, const std::vector<Cell>& row) {
  const std::string& word = tree.word;
  if (word == "not") return !naive_truth(tree.parts.front(), row);
  if (word == "and" || word == "or") {
    bool out = word == "and";
    for (const Tree& part : tree.parts)
      out = word == "and" ? out & naive_truth(part, row) : out | naive_truth(part, row);
    return out;
  }
  const Cell& cell = row[tree.column];
  if (word == "null") return !cell;
  if (word == "not null") return cell.has_value();
  if (!cell) return word == "ne";
  bool out = false;
  for (const std::string& value : tree.values) {
    if (word == "contains") return naive_contains(*cell, value);
    const int order = naive_order(kColumns[tree.column].kind, *cell, value);
    out |= word == "lt"   ? order < 0
           : word == "le" ? order <= 0
           : word == "gt" ? order > 0
           : word == "ge" ? order >= 0
           : word == "ne" ? order != 0
                          : order == 0;
  }
  return out;
}

TEST_CASE("random expressions mean what the obvious way says, and their negation the contrary") {
  for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Tree tree = any_tree(random, 3);
    const std::string text = text_of(tree, random);
    const auto filter = Filter::parse(text, kColumns);
    REQUIRE_MESSAGE(filter.has_value(), (text + (filter ? "" : filter.error().text())));
    const auto turned = Filter::parse("not(" + text + ")", kColumns);
    REQUIRE(turned.has_value());
    for (int i = 0; i < 10; ++i) {
      std::vector<Cell> row;
      row.reserve(kColumns.size());
      for (std::size_t column = 0; column < kColumns.size(); ++column)
        row.push_back(below(random, 5) == 0 ? Cell() : Cell(any_value(random, column)));
      REQUIRE_MESSAGE(filter->matches(row) == naive_truth(tree, row), text);
      REQUIRE_MESSAGE(turned->matches(row) != filter->matches(row), text);
    }
  }
}

}  // namespace
}  // namespace filters

#include "base/decimal.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace base {
namespace {

// ---- a big integer as pupils calculate: decimal digits, least first -----------------------------

struct Big {
  bool negative = false;
  std::string digits = "0";  // least first, no leading zeros at the end

  static Big of(bool minus, std::string text) {  // most first
    std::ranges::reverse(text);
    while (text.size() > 1 && text.back() == '0')
      text.pop_back();
    return {minus && text != "0", text};
  }
  friend bool operator==(const Big&, const Big&) = default;
};

char digit(int value) {
  return static_cast<char>('0' + value);
}
int at(const std::string& digits, std::size_t place) {
  return place < digits.size() ? digits[place] - '0' : 0;
}

std::string trimmed(std::string digits) {
  while (digits.size() > 1 && digits.back() == '0')
    digits.pop_back();
  return digits;
}

bool less(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size();
  return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
}

std::string sum(const std::string& a, const std::string& b, int sign) {
  std::string out;
  int carry = 0;
  for (std::size_t i = 0; i < std::max(a.size(), b.size()) + 1; ++i) {
    const int value = at(a, i) + sign * at(b, i) + carry;
    carry = value < 0 ? -1 : value / 10;
    out += digit(value - carry * 10);
  }
  return trimmed(out);
}

Big plus(const Big& a, const Big& b) {
  if (a.negative == b.negative) return {a.negative, sum(a.digits, b.digits, 1)};
  const bool a_is_less = less(a.digits, b.digits);
  Big out{a_is_less ? b.negative : a.negative,
          a_is_less ? sum(b.digits, a.digits, -1) : sum(a.digits, b.digits, -1)};
  if (out.digits == "0") out.negative = false;
  return out;
}

Big times(const Big& a, const Big& b) {
  std::vector<int> places(a.digits.size() + b.digits.size() + 1);
  for (std::size_t i = 0; i < a.digits.size(); ++i) {
    for (std::size_t j = 0; j < b.digits.size(); ++j) {
      places[i + j] += at(a.digits, i) * at(b.digits, j);
    }
  }
  std::string out;
  int carry = 0;
  for (const int place : places) {
    carry += place;
    out += digit(carry % 10);
    carry /= 10;
  }
  out = trimmed(out);
  return {a.negative != b.negative && out != "0", out};
}

// `text` without exponent as a count of 10^-24.
Big scaled(std::string text) {
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const std::size_t point = text.find('.');
  std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
  decimals.resize(24, '0');
  return Big::of(negative, text.substr(0, point) + decimals);
}

std::string random_number(std::mt19937_64& random, int whole_max, int decimals_max) {
  std::string out = random() % 2 == 0 ? "-" : "";
  const int whole = 1 + static_cast<int>(random() % static_cast<unsigned>(whole_max));
  for (int i = 0; i < whole; ++i)
    out += digit(static_cast<int>(random() % 10));
  const int decimals = static_cast<int>(random() % static_cast<unsigned>(decimals_max + 1));
  if (decimals > 0) out += '.';
  for (int i = 0; i < decimals; ++i)
    out += digit(static_cast<int>(random() % 10));
  return out;
}

Decimal exact(const std::string& text) {
  return parse_exact(text).value();
}
std::string text_of(std::string_view input) {
  ParsedDecimal parsed;
  REQUIRE(parse_decimal(input, parsed) == NumberFault::None);
  return Product::from_parts(parsed.value, parsed.rest).text();
}

TEST_CASE("numbers print exactly: no exponent, no trailing zeros, no sign on zero") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"0", "0"},
      {"-0", "0"},
      {"-0.000", "0"},
      {"+1.50", "1.5"},
      {"007", "7"},
      {".5", "0.5"},
      {"5.", "5"},
      {"-0.1", "-0.1"},
      {"5.2E-9", "0.0000000052"},
      {"1.5e3", "1500"},
      {"0.000000000000000000000001", "0.000000000000000000000001"},
      {"-0.000000000000500000000000", "-0.0000000000005"},
      {"999999999999999999", "999999999999999999"},
      {"0e99", "0"},
      {"100e-2", "1"},
      {"1.000000000000000000000000000000000000", "1"}};
  for (const auto& [input, expected] : cases) {
    CAPTURE(input);
    CHECK(text_of(input) == expected);
  }
}

TEST_CASE("what is no number, too large or too fine is told apart") {
  const std::vector<std::pair<std::string, NumberFault>> cases{
      {"", NumberFault::NotANumber},
      {"-", NumberFault::NotANumber},
      {".", NumberFault::NotANumber},
      {"1,5", NumberFault::NotANumber},
      {"1 ", NumberFault::NotANumber},
      {" 1", NumberFault::NotANumber},
      {"1.2.3", NumberFault::NotANumber},
      {"0x10", NumberFault::NotANumber},
      {"1e", NumberFault::NotANumber},
      {"1e+", NumberFault::NotANumber},
      {"NaN", NumberFault::NotANumber},
      {"inf", NumberFault::NotANumber},
      {"--1", NumberFault::NotANumber},
      {"1e1.5", NumberFault::NotANumber},
      {"1000000000000000000", NumberFault::TooLarge},
      {"1e18", NumberFault::TooLarge},
      {"-1e999", NumberFault::TooLarge},
      {"1e-25", NumberFault::TooFine},
      {"0.0000000000000000000000001", NumberFault::TooFine}};
  for (const auto& [input, fault] : cases) {
    CAPTURE(input);
    ParsedDecimal parsed;
    CHECK(parse_decimal(input, parsed) == fault);
  }
}

TEST_CASE("what lies beyond 12 decimals is rounded half-even and kept beside the value") {
  struct Case {
    const char* input;
    const char* value;
    std::int64_t rest;
  };
  for (const Case& c : std::vector<Case>{{"0.0000000000005", "0", 500'000'000'000},
                                         {"0.0000000000015", "0.000000000002", -500'000'000'000},
                                         {"-0.0000000000005", "0", -500'000'000'000},
                                         {"0.0000000000006", "0.000000000001", -400'000'000'000},
                                         {"1e-24", "0", 1}}) {
    CAPTURE(c.input);
    ParsedDecimal parsed;
    REQUIRE(parse_decimal(c.input, parsed) == NumberFault::None);
    CHECK(parsed.value.text() == c.value);
    CHECK(parsed.rest == c.rest);
  }
}

TEST_CASE("reading and printing keep every digit") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const std::string input = random_number(random, 18, 24);
    CAPTURE(input);
    CHECK(scaled(text_of(input)) == scaled(input));
  }
}

TEST_CASE("sums and products are those of school arithmetic") {
  const unsigned seed = 20'260'501;
  MESSAGE("seed " << seed);
  std::mt19937_64 random(seed);
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = random_number(random, 9, 12);
    const std::string b = random_number(random, 9, 12);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(scaled((exact(a) + exact(b)).text()) == plus(scaled(a), scaled(b)));
    const Product product = multiply(exact(a), exact(b));
    const Big square = times(scaled(a), scaled(b));  // of 10^-48: the last 24 places are zeros
    const std::string cut = square.digits.size() > 24 ? square.digits.substr(24) : "0";
    CHECK(scaled(product.text()) == Big{square.negative && cut != "0", cut});
    CHECK((product - product).is_zero());
    CHECK(product + Product(exact(a)) == Product(exact(a)) + product);
  }
}

TEST_CASE("the three roundings of a half, a little less and a little more") {
  struct Case {
    const char* input;
    int decimals;
    const char* even;
    const char* up;
    const char* floor;
  };
  for (const Case& c : std::vector<Case>{{"0.125", 2, "0.12", "0.13", "0.12"},
                                         {"0.135", 2, "0.14", "0.14", "0.13"},
                                         {"-0.125", 2, "-0.12", "-0.13", "-0.13"},
                                         {"-0.135", 2, "-0.14", "-0.14", "-0.14"},
                                         {"0.1250000000000001", 2, "0.13", "0.13", "0.12"},
                                         {"0.1249999999999999", 2, "0.12", "0.12", "0.12"},
                                         {"-0.1250000000000001", 2, "-0.13", "-0.13", "-0.13"},
                                         {"9876.48", 0, "9876", "9876", "9876"},
                                         {"98.76536", 3, "98.765", "98.765", "98.765"},
                                         {"0.5", 0, "0", "1", "0"},
                                         {"-0.5", 0, "0", "-1", "-1"},
                                         {"1.5", 0, "2", "2", "1"}}) {
    CAPTURE(c.input);
    ParsedDecimal parsed;
    REQUIRE(parse_decimal(c.input, parsed) == NumberFault::None);
    const Product value = Product::from_parts(parsed.value, parsed.rest);
    CHECK(round(value, c.decimals, Rounding::HalfEven).text() == c.even);
    CHECK(round(value, c.decimals, Rounding::HalfUp).text() == c.up);
    CHECK(round(value, c.decimals, Rounding::Floor).text() == c.floor);
  }
}

TEST_CASE("order follows value") {
  CHECK(Product::from_parts(exact("-1"), 1) > Product(exact("-1")));
  CHECK(exact("-0.000000000001") < exact("0"));
}

}  // namespace
}  // namespace base

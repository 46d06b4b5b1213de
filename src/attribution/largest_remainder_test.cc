#include "attribution/largest_remainder.h"

#include <doctest/doctest.h>

namespace {

using base::Decimal;

std::string shares(std::string_view amount, int decimals,
                   std::initializer_list<std::string_view> weights) {
  std::vector<Decimal> parsed;
  for (const std::string_view weight : weights)
    parsed.push_back(*base::parse_exact(weight));
  std::string out;
  for (const Decimal part : attribution::share_out(*base::parse_exact(amount), decimals, parsed))
    out += (out.empty() ? "" : " ") + part.text();
  return out;
}

}  // namespace

TEST_CASE("an amount is divided to the last coin, the largest remainders first") {
  CHECK(shares("100", 2, {"1", "1", "1"}) == "33.34 33.33 33.33");
  CHECK(shares("10", 2, {"1000", "2100", "4"}) == "3.22 6.77 0.01");
  CHECK(shares("2", 0, {"1", "3", "1", "3"}) == "0 1 0 1");
  CHECK(shares("0.002", 3, {"1", "1", "2"}) == "0.001 0 0.001");
}

TEST_CASE("what is not above zero weighs nothing") {
  CHECK(shares("10", 2, {"-5", "1", "0"}) == "0 10 0");
  CHECK(shares("10", 2, {"-5", "0"}) == "0 0");
  CHECK(shares("0", 2, {"1", "2"}) == "0 0");
  CHECK(shares("10", 2, {}).empty());
}

TEST_CASE("large amounts by fine weights stay exact") {
  CHECK(shares("999999999999999.99", 2, {"0.000000000001", "999999999999999.999999999999"}) ==
        "0 999999999999999.99");
  CHECK(shares("900000000000000000", 0, {"100000000000000000", "800000000000000000.5"}) ==
        "100000000000000000 800000000000000000");
}

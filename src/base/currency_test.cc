#include "base/currency.h"

#include <doctest/doctest.h>

#include <string>

namespace base {
namespace {

TEST_CASE("the minor unit of a currency is that of ISO 4217") {
  struct Row {
    const char* code;
    int digits;
  };
  for (const Row row :
       {Row{"USD", 2}, Row{"EUR", 2}, Row{"GBP", 2}, Row{"ZWG", 2}, Row{"JPY", 0}, Row{"KRW", 0},
        Row{"XPF", 0}, Row{"KWD", 3}, Row{"TND", 3}, Row{"BHD", 3}, Row{"CLF", 4}, Row{"UYW", 4}}) {
    CAPTURE(row.code);
    CHECK(is_currency(row.code));
    CHECK(minor_unit(row.code) == row.digits);
  }
}

TEST_CASE("a withdrawn currency is still one, with the digits it had") {
  CHECK(is_currency("DEM"));
  CHECK(minor_unit("DEM") == 2);
  CHECK(is_currency("ITL"));
  CHECK(minor_unit("ITL") == 0);
}

TEST_CASE("what is not a code of the list is no currency and has two digits") {
  for (const char* text : {"", "US", "usd", "USDX", "ABC", "XXX", "XTS", "XAU", "U$D", "EU "}) {
    CAPTURE(text);
    CHECK_FALSE(is_currency(text));
    CHECK(minor_unit(text) == 2);
  }
}

TEST_CASE("every list is well formed: the count of currencies is known") {
  int count = 0;
  std::string code = "AAA";
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        code = {a, b, c};
        count += is_currency(code) ? 1 : 0;
      }
    }
  }
  CHECK(count == 291);
}

}  // namespace
}  // namespace base

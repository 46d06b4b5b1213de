#include "http/cookie.h"

#include <doctest/doctest.h>

#include "http/target.h"

namespace http {
namespace {

std::string shown(const char* text) {
  return cookie({{"host", "a"}, {"cookie", text}}, "accredit").value_or("none");
}

TEST_CASE("a cookie is the one of its name, or none") {
  CHECK(shown("accredit=ses_a") == "ses_a");
  CHECK(shown("other=1; accredit=ses_a;more=2") == "ses_a");
  CHECK(shown(" \taccredit=a=b ;") == "a=b");
  CHECK(shown("accredit=") == "");
  for (const char* text :
       {"", ";", "=", "accredit", "xaccredit=1", "Accredit=1", "__Host-accredit=1", "accredit =1",
        "accredit=\"a\"", "accredit=a b", "accredit=a,b", "accredit=a\\", "accredit=\xC3\xA4"})
    CHECK_MESSAGE(shown(text) == "none", text);
}

TEST_CASE("of two cookies of one name neither counts") {
  CHECK(shown("accredit=1; accredit=2") == "none");
  CHECK(shown("accredit=1; accredit=1") == "none");
  CHECK(!cookie({{"cookie", "accredit=1"}, {"cookie", "accredit=2"}}, "accredit"));
  CHECK(cookie({{"cookie", "a=1"}, {"cookie", "accredit=2"}}, "accredit") == "2");
  CHECK(!cookie({{"set-cookie", "accredit=1"}}, "accredit"));
}

TEST_CASE("what a browser is told to keep") {
  CHECK(set_cookie("__Host-accredit", "ses_a", 60, true) ==
        "__Host-accredit=ses_a; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
  CHECK(set_cookie("accredit", "", 0, false) ==
        "accredit=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST_CASE("a form is pairs") {
  const auto form = parse_pairs("grant_type=client_credentials&scope=credit%3Aread+usage:*&&a");
  REQUIRE(form);
  REQUIRE(form->size() == 3);
  CHECK((*form)[1].second == "credit:read usage:*");
  CHECK((*form)[2] == std::pair<std::string, std::string>("a", ""));
  for (const char* text : {"a=%", "a=%zz", "%00=1", "a=%FF", "a=%0A"})
    CHECK_MESSAGE(!parse_pairs(text), text);
}

}  // namespace
}  // namespace http

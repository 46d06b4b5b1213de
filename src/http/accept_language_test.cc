#include "http/accept_language.h"

#include <array>

#include <doctest/doctest.h>

namespace {

constexpr std::array<std::string_view, 2> kOffered{"en", "de"};

std::string_view liked(std::string_view header) {
  return kOffered[http::preferred_language(header, kOffered)];
}

}  // namespace

TEST_CASE("the language that is wanted most is spoken") {
  CHECK(liked("de") == "de");
  CHECK(liked("de-CH, de;q=0.9, en;q=0.8") == "de");
  CHECK(liked("en;q=0.8, DE-at;q=0.9") == "de");
  CHECK(liked("fr, de ; q=0.5,en;q=0.4") == "de");
  CHECK(liked("en, de") == "en");
  CHECK(liked("de, en") == "de");
  CHECK(liked("de;q=0.5, en;q=0.501") == "en");
}

TEST_CASE("a star is every language that is not named") {
  CHECK(liked("*") == "en");
  CHECK(liked("en;q=0, *") == "de");
  CHECK(liked("fr, *;q=0.1, en;q=0.05") == "de");
}

TEST_CASE("what cannot be read wants nothing") {
  for (const char* header : {"", " ", ",", ";", "de;q=0", "de;q=2", "de;q=1.5", "de;q=0.1234",
                             "de;q=", "de;level=1", "deutsch", "d", "-de", "fr, it;q=0.3"}) {
    CAPTURE(header);
    CHECK(liked(header) == "en");
  }
}

#include "documents/printable.h"

#include <doctest/doctest.h>

TEST_CASE("what can be printed stays as it is") {
  for (const char* text : {"", "Contoso", "Zażółć gęślą jaźń", "株式会社", "شركة", "🎉 <b>&amp;"})
    CHECK(documents::printable(text) == text);
}

TEST_CASE("what steers the reader, or is no text, becomes a mark") {
  const std::string mark = "\xEF\xBF\xBD";
  for (const std::string& bad :
       {std::string(1, '\0'), std::string("\n"), std::string("\x1b"), std::string("\x7f"),
        std::string("\xC2\x85"), std::string("\xE2\x80\xAE"), std::string("\xE2\x80\xA8"),
        std::string("\xEF\xBB\xBF"), std::string("\xFF")})
    CHECK(documents::printable("a" + bad + "b") == "a" + mark + "b");
  CHECK(documents::printable("\xC0\xAF") == mark + mark);             // overlong
  CHECK(documents::printable("\xED\xA0\x80") == mark + mark + mark);  // a surrogate
  CHECK(documents::printable("x\xE6\xA0") == "x" + mark + mark);      // ends too early
  CHECK(documents::printable("\xF4\x90\x80\x80") == mark + mark + mark + mark);
}

TEST_CASE("a long text is cut at a character") {
  std::string text;
  for (int i = 0; i < 301; ++i)
    text += "ż";
  CHECK(documents::printable(text) == text.substr(0, 600) + "…");
  CHECK(documents::printable(text.substr(2)) == text.substr(2));
}

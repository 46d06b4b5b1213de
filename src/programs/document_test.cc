#include "programs/document.h"

#include <doctest/doctest.h>

namespace {

programs::Node parsed(std::string_view toml) {
  return programs::parse_document(toml, "d.toml").value();
}

}  // namespace

TEST_CASE("every value remembers its line") {
  const auto root = parsed("a = 1\n\n[t]\nb = [\n  'x',\n  'y',\n]\n[[list]]\nc = 2026-03-01\n");
  CHECK(root.find("a")->place == "d.toml:1");
  CHECK(root.find("t")->find("b")->items[1].place == "d.toml:6");
  CHECK(root.find("list")->items[0].find("c")->place == "d.toml:9");
  CHECK(root.find("list")->items[0].find("c")->text == "2026-03-01");
  CHECK(root.find("absent") == nullptr);
}

TEST_CASE("text that is not TOML is an error with its line") {
  const auto root = programs::parse_document("a = 1\nb = \n", "d.toml");
  REQUIRE_FALSE(root.has_value());
  CHECK(root.error().message.starts_with("d.toml:2: this is not TOML"));
}

TEST_CASE("what the parser does not expect is an error with its line too") {
  for (const std::string_view rest : {"[= 1", "[=]\nc = 1\n", "[= 1\n[= 2\n"}) {
    const auto root = programs::parse_document("a = 1\n\n" + std::string(rest), "d.toml");
    REQUIRE_FALSE(root.has_value());
    CHECK(root.error().message.starts_with("d.toml:3: this is not TOML"));
  }
}

TEST_CASE("a key of very many parts is a sentence, not the end of the stack") {
  const auto deep = [](int parts) {
    std::string key = "a";
    for (int i = 1; i < parts; ++i)
      key += ".a";
    return key;
  };
  CHECK(parsed("[" + deep(300) + "]\n" + deep(300) + " = 1\n").find("a") != nullptr);
  for (const std::string& text : {"[" + deep(100'000) + "]\n", deep(100'000) + " = 1"}) {
    const auto root = programs::parse_document("\n" + text, "d.toml");
    REQUIRE_FALSE(root.has_value());
    CHECK(root.error().message.starts_with("d.toml:2: "));
  }
}

TEST_CASE("letters beyond ASCII are for strings and comments") {
  CHECK(parsed("a = 'é ﻻ'  # ﻻ\n").find("a")->text == "é ﻻ");
  for (const std::string_view line : {"ä = 1", "qi\uFEFBe", "a = 1 é", "a\uFEFB= 1"}) {
    const auto root = programs::parse_document("\n" + std::string(line) + "\n", "d.toml");
    CAPTURE(line);
    REQUIRE_FALSE(root.has_value());
    CHECK(root.error().message.starts_with("d.toml:2: this is not TOML"));
  }
}

TEST_CASE("merging goes by key and by code, other values are replaced") {
  const auto under = parsed("k = 1\nplain = [1, 2]\n[[row]]\ncode = 'a'\nx = 1\ny = 1\n");
  const auto over = parsed("plain = [3]\n[[row]]\ncode = 'a'\nx = 2\n[[row]]\ncode = 'b'\n");
  const auto made = programs::merged(under, over);
  CHECK(made.find("k")->text == "1");
  CHECK(made.find("plain")->items.size() == 1);
  const auto& rows = made.find("row")->items;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].find("x")->text == "2");
  CHECK(rows[0].find("y")->text == "1");
  CHECK(rows[1].find("code")->text == "b");
}

TEST_CASE("a written document parses to the same values") {
  const auto root = parsed(
      "top = 'plain'\nquote = \"a \\\"b\\\" \\\\ \\n \\t \\u0007\"\nflag = true\nday = 2026-03-01\n"
      "mixed = [1, { a = 'x' }]\n[t]\n'odd key' = { deep = ['y'] }\n[[list]]\nn = 1\n[[list]]\n");
  const std::string text = programs::write_document(root);
  const auto again = parsed(text);
  CHECK(programs::write_document(again) == text);
  CHECK(again.find("quote")->text == root.find("quote")->text);
  CHECK(again.find("day")->kind == programs::Node::Kind::Date);
  CHECK(again.find("t")->find("odd key")->find("deep")->items[0].text == "y");
  CHECK(again.find("list")->items.size() == 2);
}

TEST_CASE("a name that begins with a sign is a sentence, not the end of the program") {
  for (const char* toml : {"[&x]\n", "[[&x]]\n", "a = 1\n[ $ ]\n", "[!\n"}) {
    CAPTURE(toml);
    const auto read = programs::parse_document(toml, "d.toml");
    REQUIRE(!read.has_value());
    CHECK(read.error().code == base::Code::InvalidInput);
    CHECK(read.error().message.find("d.toml") == 0);
    CHECK(read.error().message.find("not TOML") != std::string::npos);
  }
}

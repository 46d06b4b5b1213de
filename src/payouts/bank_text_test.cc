#include "payouts/bank_text.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace payouts {
namespace {

constexpr std::string_view kTaken =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-?:().,'+ ";

TEST_CASE("what banks take stays as it is") {
  CHECK(in_bank_text(kTaken, 100) == kTaken.substr(0, kTaken.size() - 1));
}

TEST_CASE("letters of other alphabets are spelled") {
  struct Row {
    std::string_view written, spelled;
  };
  for (const Row row :
       {Row{"Müller & Söhne", "Mueller + Soehne"},
        Row{"Großmärkte Ötztal AG", "Grossmaerkte Oetztal AG"},
        Row{"Société Générale", "Societe Generale"}, Row{"Ångström Ærø Øl", "Angstroem Aero Ol"},
        Row{"Þórr Łódź Čapek Ğül Ș", "Thorr Lodz Capek Guel S"},
        Row{"Nguyễn Thị Đẹp", "Nguyen Thi Dep"}, Row{"Ελλάδα Ψυχή ΘΕΟΣ", "Ellada Psychi ThEOS"},
        Row{"България Щит Жан", "Balgariya Shtit Zhan"}, Row{"Київ Їжак", "Kiyiv Yizhak"},
        Row{"e\xCC\x81tude", "etude"}, Row{"“quoted” ‘name’ – dash", "'quoted' 'name' - dash"},
        Row{"a_b~c|d\\e[f]{g};h", "a-b-c/d/e(f)(g),h"}}) {
    CAPTURE(row.written);
    CHECK(in_bank_text(row.written, 140) == row.spelled);
  }
}

TEST_CASE("what has no spelling is a full stop, so that it is seen") {
  CHECK(in_bank_text("<script>alert(1)</script>", 140) == ".script.alert(1)./script.");
  CHECK(in_bank_text("株式会社 Kumo", 140) == ".... Kumo");
  CHECK(in_bank_text("Cloud😀", 140) == "Cloud.");
  CHECK(in_bank_text("100% @home #1 = $", 140) == "100. .home .1 . .");
}

TEST_CASE("white space is one space and none at the ends") {
  CHECK(in_bank_text("  a \t\r\n b\xC2\xA0 ", 140) == "a b");
  CHECK(in_bank_text(" \n ", 140).empty());
  CHECK(in_bank_text("", 140).empty());
}

TEST_CASE("bytes that are no UTF-8 are full stops") {
  CHECK(in_bank_text("a\xFF\xC3", 140) == "a..");
  CHECK(in_bank_text("\xE2\x82", 140) == "..");
  CHECK(in_bank_text("\xC0\xBC", 140) == "..");
}

TEST_CASE("a text ends at its limit, not within a spelling") {
  CHECK(in_bank_text(std::string(300, 'x'), 140) == std::string(140, 'x'));
  CHECK(in_bank_text("xxä", 4) == "xxae");
  CHECK(in_bank_text("xxä", 3) == "xx");
  CHECK(in_bank_text("xx y", 3) == "xx");
}

TEST_CASE("every code point and every byte gives what banks take") {
  for (char32_t c = 1; c < 0x3000; ++c) {
    std::string text;
    if (c < 0x80)
      text = {static_cast<char>(c)};
    else if (c < 0x800)
      text = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
    else
      text = {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
              static_cast<char>(0x80 | (c & 63))};
    const std::string spelled = in_bank_text("x" + text + "x", 10);
    CAPTURE(static_cast<unsigned>(c));
    CHECK(spelled.find_first_not_of(kTaken) == spelled.npos);
  }
  for (int byte = 0; byte < 256; ++byte) {
    const std::string spelled = in_bank_text(std::string(3, static_cast<char>(byte)), 10);
    CHECK(spelled.find_first_not_of(kTaken) == spelled.npos);
  }
}

TEST_CASE("full stops cannot be read") {
  CHECK(is_readable("A."));
  CHECK_FALSE(is_readable("...."));
  CHECK_FALSE(is_readable(""));
}

}  // namespace
}  // namespace payouts

#include <doctest/doctest.h>

#include "cli/records.h"
#include "cli/table.h"

namespace cli {

TEST_CASE("thousands separators stand in plain numbers only") {
  struct Case {
    const char *number, *shown;
  };
  for (const Case& c : {Case{"0", "0"}, Case{"999", "999"}, Case{"1000", "1,000"},
                        Case{"-1234567.25", "-1,234,567.25"}, Case{"0.0001", "0.0001"},
                        Case{"0.06+0.075", "0.06+0.075"}, Case{"", ""}, Case{"1+2000", "1+2000"}}) {
    CAPTURE(c.number);
    CHECK(with_separators(c.number) == c.shown);
  }
}

TEST_CASE("a table on a pipe shows numbers as they are and cuts nothing") {
  const Records records{{{"partner"}, {"amount", ColumnKind::Number}},
                        {{"P1", "1234.5"}, {"P22", "9"}}};
  CHECK(render_table(records, {}) ==
        "partner  amount\n"
        "P1       1234.5\n"
        "P22           9\n");
}

TEST_CASE("a table on a terminal fits the window and groups digits") {
  Terminal terminal{.out_is_tty = true, .unicode = true, .width = 24};
  const Records records{{{"name"}, {"amount", ColumnKind::Number}},
                        {{"A name that is far too long", "1234567"}}};
  CHECK(render_table(records, terminal) ==
        "name              amount\n"
        "A name that …  1,234,567\n");
  terminal.unicode = false;
  CHECK(render_table(records, terminal).find("A name that ~") != std::string::npos);
}

TEST_CASE("wide letters take two columns, combining marks none") {
  CHECK(display_width("Tokyo") == 5);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(shorten("東京都庁", 5, true) == "東京…");
}

TEST_CASE("what came from a file cannot steer the terminal") {
  CHECK(printable("a\033[2Jb\rc") == "a?[2Jb?c");
  CHECK(printable("a\xFF") == "a?");
  CHECK(printable("\xE2\x80\xAE"
                  "abc") == "?abc");  // right-to-left override
  CHECK(printable("Zürich") == "Zürich");
}

}  // namespace cli

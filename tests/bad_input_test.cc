// Bad input gets a clear error or quarantine, and nothing is lost: one test for each kind.
#include <doctest/doctest.h>

#include "tests/program.h"

using tests::Answer;
using tests::Bench;
using tests::usage_header;
using tests::usage_row;

namespace {

struct Ready : Bench {
  Ready() { make_store(*this); }

  Answer ingest(std::string_view text, std::string_view name = "usage.csv") const {
    write(name, text);
    return accredit({"ingest", std::string(name)});
  }
  std::string credit() const {
    return accredit({"credit", "--from", "2026-03", "--by", "partner"}).out;
  }
  bool holds_nothing() const { return credit() == "partner,amount,quantity,associations\n"; }
  // The good row of a two-row file counted, the bad one waits.
  bool only_good_row_counts() const {
    return credit() == "partner,amount,quantity,associations\nP1,5,1,dpor\n";
  }
};

const std::string kGood = usage_row("good", "2026-03-02", "5");

}  // namespace

TEST_CASE("a row that cannot be accepted waits in quarantine, named by line, column and value") {
  struct Case {
    const char* what;
    std::string row;
    std::vector<std::string_view> told;
  };
  for (const Case& c : {
           Case{"unknown subscription",
                usage_row("b", "2026-03-02", "1", 1, "S77"),
                {"UNKNOWN_SUBSCRIPTION", "subscription_id", "S77"}},
           Case{"bad date",
                usage_row("b", "2026-02-30", "1"),
                {"BAD_DATE", "usage_date", "2026-02-30"}},
           Case{"bad number",
                usage_row("b", "2026-03-02", "12.5O"),
                {"BAD_NUMBER", "amount", "12.5O"}},
           Case{"overflow",
                usage_row("b", "2026-03-02", "1000000000000000000"),
                {"NUMBER_TOO_LARGE", "amount"}},
           Case{"too fine",
                usage_row("b", "2026-03-02", "0.0000000000001"),
                {"NUMBER_TOO_FINE", "amount"}},
           Case{"unknown currency",
                usage_row("b", "2026-03-02", "1", 1, "S1", "DOLLAR"),
                {"UNKNOWN_CURRENCY", "currency", "DOLLAR"}},
       }) {
    CAPTURE(c.what);
    const Ready bench;
    const Answer answer = bench.ingest(usage_header() + kGood + c.row);
    CHECK(answer.exit == 3);
    CHECK_MESSAGE(answer.says("usage.csv line 3"), answer.err);
    for (const std::string_view word : c.told)
      CHECK_MESSAGE(answer.says(word), answer.err);
    CHECK(bench.only_good_row_counts());
  }
}

TEST_CASE("the same key and revision with other content waits as KEY_REUSED") {
  const Ready bench;
  REQUIRE(bench.ingest(usage_header() + kGood).exit == 0);
  const Answer answer =
      bench.ingest(usage_header() + usage_row("good", "2026-03-02", "6"), "b.csv");
  CHECK(answer.exit == 3);
  CHECK(answer.says("KEY_REUSED"));
  CHECK(bench.only_good_row_counts());
}

TEST_CASE("a byte order mark, CRLF and an embedded line end are read") {
  const Ready bench;
  std::string crlf = usage_header() + kGood;
  for (std::size_t at = 0; (at = crlf.find('\n', at)) != crlf.npos; at += 2)
    crlf.insert(at, "\r");
  CHECK(bench.ingest("\xEF\xBB\xBF" + crlf).exit == 0);
  CHECK(bench.only_good_row_counts());
  const std::string embedded =
      "meter,\"two\nlines\",1,S1,compute,2026-03-03,consumption,1,h,2,USD,usage\n";
  CHECK(bench.ingest(usage_header() + embedded, "lines.csv").exit == 0);
  const Answer bad =
      bench.ingest(usage_header() + embedded + usage_row("b", "bad", "1"), "after.csv");
  CHECK_MESSAGE(bad.says("after.csv line 4"), bad.err);
}

TEST_CASE("a cell of ten megabytes waits in quarantine") {
  const Ready bench;
  const Answer answer = bench.ingest(
      usage_header() + usage_row(std::string(10'000'000, 'k'), "2026-03-02", "1") + kGood);
  CHECK(answer.exit == 3);
  CHECK(answer.says("CELL_TOO_LARGE"));
  CHECK(answer.err.size() < 10'000);
  CHECK(bench.only_good_row_counts());
}

TEST_CASE("a file that is no usage file is refused whole") {
  const Ready bench;
  std::string semicolons = usage_header() + kGood;
  for (char& c : semicolons)
    c = c == ',' ? ';' : c;
  std::string junk;
  for (int i = 0; i < 4096; ++i)
    junk += static_cast<char>(i * 167 + i / 7);
  struct Case {
    const char* name;
    std::string text;
  };
  for (const Case& c :
       {Case{"semicolons.csv", semicolons}, Case{"empty.csv", ""}, Case{"junk.csv", junk},
        Case{"junk.csv.gz", junk}, Case{"cut.parquet", "PAR1" + junk},
        Case{"unknown.csv", "souce,record_key\n"}}) {
    CAPTURE(c.name);
    const Answer answer = bench.ingest(c.text, c.name);
    CHECK(answer.exit == 1);
    CHECK_MESSAGE(answer.says("Error: "), answer.err);
    CHECK_MESSAGE(answer.says(c.name), answer.err);
    CHECK_FALSE(answer.says("SELECT"));  // nobody delivered any SQL
    CHECK(bench.holds_nothing());
  }
  CHECK(bench.accredit({"ingest", "missing.csv"}).exit == 1);
}

TEST_CASE("an unknown column is answered with the nearest known one") {
  const Ready bench;
  std::string header = usage_header();
  header.replace(header.find("amount"), 6, "amuont");
  const Answer answer = bench.ingest(header + kGood);
  CHECK(answer.exit == 1);
  CHECK(answer.says("amuont"));
  CHECK(answer.says("'amount'"));
}

TEST_CASE("a gzip bomb is bounded") {
  const Ready bench;
  REQUIRE(bench.shell("head -c 300000000 /dev/zero | gzip -9 > bomb.csv.gz").exit == 0);
  const Answer answer = bench.accredit({"ingest", "bomb.csv.gz"});
  CHECK((answer.exit == 1 || answer.exit == 3));
  CHECK(bench.holds_nothing());
}

TEST_CASE("two partners of record for one day refuse the file and are both named") {
  const Ready bench;
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA8,dpor,P3,C1,S2,,2026-01-01,2026-02-01\nA9,dpor,P4,C1,S2,,2026-01-31,\n");
  const Answer answer = bench.accredit({"import", "associations.csv"});
  CHECK(answer.exit == 1);
  CHECK(answer.says("ALREADY_HELD"));
  CHECK(answer.says("A8"));
  CHECK(answer.says("A9"));
  CHECK(bench.accredit({"history", "--subscription", "S2"}).out.find("A8") == std::string::npos);
}

TEST_CASE("an association of a partner that is not active is refused") {
  const Ready bench;
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA8,dpor,P9,C1,S2,,2026-01-01,\n");
  const Answer answer = bench.accredit({"import", "associations.csv"});
  CHECK(answer.exit == 1);
  CHECK(answer.says("PARTNER_NOT_ACTIVE"));
  CHECK(answer.says("P9"));
}

TEST_CASE("a registry row that is wrong is named by file, line, column and value") {
  const std::string header =
      "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n";
  struct Case {
    const char* row;
    std::vector<std::string_view> told;
  };
  for (const Case& c :
       {Case{"A8,dpor,P3,C1,S2,,2026-02-01,2026-01-01\n", {"ends_on", "2026-01-01"}},
        Case{"A8,dpor,P3,C1,S2,,2026-02-31,\n", {"starts_on", "2026-02-31"}},
        Case{"A8,dpro,P3,C1,S2,,2026-02-01,\n", {"type", "dpro", "dpor"}},
        Case{"A8,dpor,P33,C1,S2,,2026-02-01,\n", {"partner_id", "P33"}},
        Case{"A8,dpor,P3,C1,S22,,2026-02-01,\n", {"subscription_id", "S22"}}}) {
    CAPTURE(c.row);
    const Ready bench;
    bench.write("associations.csv", header + c.row);
    const Answer answer = bench.accredit({"import", "associations.csv"});
    CHECK(answer.exit == 1);
    CHECK_MESSAGE(answer.says("associations.csv line 2"), answer.err);
    for (const std::string_view word : c.told)
      CHECK_MESSAGE(answer.says(word), answer.err);
  }
}

TEST_CASE("a programme with an unknown key is refused with the nearest known one") {
  const Bench bench;
  bench.write("p.toml", "[programme]\ncode = \"x\"\nversoin = \"1\"\n");
  const Answer answer = bench.accredit({"init", "--programme", "p.toml"});
  CHECK(answer.exit == 1);
  CHECK(answer.says("versoin"));
  CHECK(answer.says("version"));
  CHECK(answer.says("p.toml"));
  CHECK(!bench.has("store/record.db"));
}

TEST_CASE("a full disk during ingest commits nothing, and the same file goes in afterwards") {
  const Ready bench;
  std::string text = usage_header();
  for (int i = 0; i < 40'000; ++i) {
    text += usage_row("k" + std::to_string(i), "2026-03-02", std::to_string(i % 977) + ".25");
  }
  bench.write("big.csv", text);
  const Answer full = bench.accredit_on_full_disk({"ingest", "big.csv"}, 256 * 1024);
  CHECK(full.exit == 1);
  CHECK_MESSAGE(full.says("Error: "), full.err);
  CHECK(bench.holds_nothing());
  CHECK(bench.accredit({"verify"}).exit == 0);
  const Answer room = bench.accredit({"ingest", "big.csv"});
  CHECK_MESSAGE(room.exit == 0, room.err);
  CHECK(bench.accredit({"verify"}).exit == 0);
}

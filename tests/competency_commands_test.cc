// competency status, history, gap and forecast from outside: facts come in as files, answers stay
// as they were known.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

// P2 is the partner of record of S1 since 11 March 2026, where 20,000 are used in one day.
void open_books(const Bench& bench) {
  tests::make_store(bench);  // commits 1 to 8
  bench.write("usage.csv", tests::usage_header() + tests::usage_row("k1", "2026-03-20", "20000") +
                               tests::usage_row("k2", "2026-03-05", "500"));
  REQUIRE(bench.accredit({"ingest", "usage.csv"}).exit == 0);
}

std::string status(const Bench& bench, std::vector<std::string> more) {
  std::vector<std::string> words{"competency", "status", "--month", "2026-03", "--no-header"};
  words.insert(words.end(), more.begin(), more.end());
  const Answer answer = bench.accredit(words);
  CHECK_MESSAGE(answer.exit == 0, answer.err);
  return answer.out;
}

TEST_CASE("an award makes a level held, and what was known before stays askable") {
  const Bench bench;
  open_books(bench);
  const std::string qualified =
      "2026-03,P2,cloud-platform,QUALIFIED,,silver,,,,consumption=20000\n";
  CHECK(status(bench, {"--partner", "P2"}) == qualified);
  bench.write("awards.csv",
              "account_id,competency,level,awarded_on\nP2,cloud-platform,silver,2026-03-25\n");
  const Answer imported = bench.accredit({"import", "awards.csv"});
  CHECK_MESSAGE(imported.says("awards.csv: 1 row, 1 new or changed"), imported.err);
  CHECK(bench.accredit({"import", "awards.csv"}).says("nothing changed"));
  CHECK(status(bench, {"--partner", "P2"}) ==
        "2026-03,P2,cloud-platform,ACTIVE,silver,silver,,2027-03-25,,consumption=20000\n");
  CHECK(status(bench, {"--partner", "P2", "--as-known", "9"}) == qualified);
}

TEST_CASE("a group holds what its partners do together, from the day on which they belong to it") {
  const Bench bench;
  open_books(bench);
  bench.write("memberships.csv",
              "partner_id,group_id,starts_on,ends_on\nP1,G,2026-03-01,\nP2,G,2026-03-01,\n");
  REQUIRE(bench.accredit({"import", "memberships.csv"}).exit == 0);
  const std::string group = "2026-03,G,cloud-platform,QUALIFIED,,silver,,,,consumption=20500\n";
  CHECK(status(bench, {"--group", "G"}) == group);
  CHECK(status(bench, {"--partner", "P1"}) == group);
  CHECK(bench.accredit({"competency", "status", "--group", "H"}).says("there is no group 'H'"));
  CHECK(bench.accredit({"competency", "gap", "--group", "G", "--partner", "P1"}).exit == 2);
}

TEST_CASE("history shows the months in which something changed") {
  const Bench bench;
  open_books(bench);
  const Answer answer =
      bench.accredit({"competency", "history", "--partner", "P2", "--month", "2027-06",
                      "--no-header", "--competency", "cloud-platform"});
  CHECK(answer.out ==
        "2026-03,P2,cloud-platform,QUALIFIED,,silver,,,,consumption=20000\n"
        "2027-03,P2,cloud-platform,STARTED,,,,,,consumption=0\n");
}

TEST_CASE("a gap is told in words too, a forecast is refused when there is too little") {
  const Bench bench;
  open_books(bench);
  const Answer gap = bench.accredit({"competency", "gap", "--partner", "P1", "--month", "2026-03"});
  CHECK(
      gap.says("P1 lacks 14500 of consumption for silver in cloud-platform; this would do it: S1"));
  const Answer forecast =
      bench.accredit({"competency", "forecast", "--partner", "P2", "--month", "2026-03"});
  CHECK(forecast.exit == 1);
  CHECK(forecast.says("not enough history: 'P2' has 1 month of credit up to 2026-03"));
}

}  // namespace

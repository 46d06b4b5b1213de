#include "scenarios/example.h"

#include <doctest/doctest.h>

#include "programs/load.h"

namespace {

const programs::Programme& shipped() {
  static const auto programme =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  return programme;
}

constexpr const char* kMonth =
    "# One partner of record for one day.\n"
    "partner P1\n"
    "customer C1\n"
    "product azure family Azure metered\n"
    "subscription S1 customer C1 product azure currency EUR\n"
    "association P1 as dpor on S1 in 2026-03\n"
    "usage S1 100.00 EUR on 2026-03-10\n";

std::string outcome(const std::string& questions) {
  const auto status =
      scenarios::run_example(shipped(), kMonth + questions, "m.scn", scenarios::naive_answers());
  return status ? "passes" : status.error().message;
}

}  // namespace

TEST_CASE("numbers compare as numbers, rates as rates, and only the named columns") {
  CHECK(outcome("earnings 2026-03\n  rate  base     partner\n  8 %   0,100.00  P1\n") == "passes");
  CHECK(outcome("earnings 2026-03\n  rate   amount\n  0.080  8\n") == "passes");
  CHECK(outcome("credit 2026-03 by partner, currency\n"
                "  currency  amount\n  EUR  100\n") == "passes");
}

TEST_CASE("a credit row of zeros says that there is no such row") {
  CHECK(outcome("credit 2026-03 by partner, currency\n"
                "  partner  amount\n  P1  100\n  P2  0\n") == "passes");
}

TEST_CASE("a different answer shows both tables with the differing rows marked") {
  const std::string message =
      outcome("credit 2026-03 by partner, currency\n  partner  amount\n  P1  100\n  P2  7\n");
  CHECK(message ==
        "m.scn:8: credit 2026-03 by partner, currency: the answer differs\n"
        "  expected            | actual\n"
        "    partner  amount   |   partner  amount  \n"
        "    P1       100      |   P1       100     \n"
        "  ! P2       7        | ");
}

TEST_CASE("none means that the answer has no rows") {
  CHECK(outcome("credit 2026-04 by partner\n  none\n") == "passes");
  CHECK(outcome("credit 2026-03 by partner, currency\n  none\n").find("! P1       EUR") !=
        std::string::npos);
}

TEST_CASE("an expected failure must fail and name its words") {
  CHECK(outcome("credit 2026-03 by partner fails naming 2026-03 EUR\n") == "passes");
  CHECK(outcome("credit 2026-03 by partner fails naming GBP\n").find("does not name 'GBP'") !=
        std::string::npos);
  CHECK(outcome("credit 2026-03 by partner, currency fails naming EUR\n")
            .find("expected an error, but there is an answer") != std::string::npos);
  CHECK(outcome("credit 2026-03 by partner\n  none\n").find("2026-03") != std::string::npos);
}

TEST_CASE("in every order asks once for each order of delivery") {
  int asked = 0;
  auto counting = scenarios::naive_answers();
  const auto inner = counting.credit;
  counting.credit = [&](const scenarios::Books& books, const attribution::CreditQuery& query) {
    ++asked;
    return inner(books, query);
  };
  const std::string text = std::string(kMonth) +
                           "usage S1 2.00 EUR on 2026-03-10\nusage S1 3.00 EUR on 2026-03-10\n"
                           "in every order\n"
                           "credit 2026-03 by currency\n  amount\n  105\n";
  CHECK(scenarios::run_example(shipped(), text, "m.scn", counting).has_value());
  CHECK(asked == 6);
}

TEST_CASE("a programme whose example fails cannot pass") {
  programs::Programme programme = shipped();
  programme.examples = {{.name = "wrong",
                         .scenario = std::string(kMonth) + "credit 2026-04 by partner\n"
                                                           "  partner  amount\n  P1  1\n"}};
  const auto status = scenarios::run_examples(programme);
  REQUIRE_FALSE(status.has_value());
  CHECK(status.error().message.starts_with("cloud-2016 example 'wrong':8: credit 2026-04"));
}

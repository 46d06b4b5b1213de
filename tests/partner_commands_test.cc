// partner status, enrol, profile and show from outside, what they do to earnings, why, and how diff
// names it.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

// The shipped rules, with more asked of the partner of record on consumption.
std::string asking(const Bench& bench, const std::string& eligibility) {
  std::string text = bench.accredit({"programme", "show"}).out;
  text.resize(std::min(text.size(), text.find("[[example")));
  const std::size_t version = text.find("\nversion = ");
  text.replace(version, text.find('\n', version + 1) - version, "\nversion = \"asking\"");
  const std::size_t lever = text.find("code = \"dpor-consumption\"");
  REQUIRE(lever != std::string::npos);
  const std::size_t end = text.find("\n\n", lever);
  text.insert(std::min(end, text.size()), "\neligibility = " + eligibility + "\n");
  return text;
}

// March 2026 of S1: P1 partner of record until the 11th, then P2.
struct March : Bench {
  explicit March(const std::string& eligibility) {
    tests::make_store(*this);
    write("usage.csv", tests::usage_of_march());
    REQUIRE(accredit({"ingest", "usage.csv"}).exit == 0);
    write("asking.toml", asking(*this, eligibility));
    const Answer answer = accredit({"programme", "activate", "asking.toml", "--reason", "test"});
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
  }
  std::string earnings(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{"earnings", "--month", "2026-03", "--no-header"};
    words.insert(words.end(), more.begin(), more.end());
    const Answer answer = accredit(words);
    CHECK_MESSAGE(answer.exit == 0, answer.err);
    std::string out;  // of the partners of record, under the lever that asks
    for (std::size_t at = 0, end = 0; at < answer.out.size(); at = end + 1) {
      end = answer.out.find('\n', at);
      const std::string line = answer.out.substr(at, end - at + 1);
      const bool asked = line.find(",dpor-consumption,") != std::string::npos;
      if (asked && !line.starts_with("P3")) out += line;
    }
    return out;
  }
};

constexpr const char* kAsksProfile = R"({ profiles = ["payout"] })";

}  // namespace

TEST_CASE(
    "profiles come by file; the month before stays as it was known, and diff names the cause") {
  const March bench(kAsksProfile);
  const std::string before =
      "P1,dpor-consumption,S1,2026-03,1000,,0,USD,rebate,PROFILE_INCOMPLETE\n"
      "P2,dpor-consumption,S1,2026-03,2100,,0,USD,rebate,PROFILE_INCOMPLETE\n";
  CHECK(bench.earnings() == before);
  bench.write("profiles.csv", "partner_id,kind,completed_on,ends_on\nP2,payout,2026-03-31,\n");
  const Answer simulated = bench.accredit({"simulate", "--changes", "profiles.csv", "-o", "csv"});
  CHECK(bench.earnings() == before);
  CHECK(bench.accredit({"simulate", "--changes", "partners.csv"}).exit == 2);
  const Answer imported = bench.accredit({"import", "profiles.csv"});
  CHECK_MESSAGE(imported.says("profiles.csv: 1 row, 1 new or changed"), imported.err);
  CHECK(bench.accredit({"import", "profiles.csv"}).says("nothing changed"));
  CHECK(bench.earnings() ==
        "P1,dpor-consumption,S1,2026-03,1000,,0,USD,rebate,PROFILE_INCOMPLETE\n"
        "P2,dpor-consumption,S1,2026-03,2100,0.08,168,USD,rebate,\n");
  const std::size_t at = imported.err.rfind("commit ") + 7;
  const int commit = std::stoi(imported.err.substr(at));
  const std::string known = std::to_string(commit - 1);
  CHECK(bench.earnings({"--as-known", known}) == before);
  const Answer diff = bench.accredit({"diff", "--from-commit", known, "-o", "csv"});
  CHECK_MESSAGE(diff.out.find(",0,168,ENROLLMENT_CORRECTION,168") != std::string::npos, diff.out);
  CHECK(simulated.out == diff.out);
  CHECK(diff.out.find("MASTER_DATA_CORRECTION") == std::string::npos);
}

TEST_CASE("an explanation names every closed gate, its day, and what would mend it") {
  const March bench(R"({ profiles = ["payout"], enrolments = ["cloud-incentives"] })");
  bench.write("enrolments.csv",
              "partner_id,agreement,completed_on,ends_on\nP2,cloud-incentives,2026-04-02,\n");
  REQUIRE(bench.accredit({"import", "enrolments.csv"}).exit == 0);
  const Answer why = bench.accredit({"explain", "--partner", "P2", "--month", "2026-03"});
  const auto says = [&](std::string_view part) { return why.out.find(part) != std::string::npos; };
  CHECK_MESSAGE(says("NOT_ENROLLED"), why.out);
  CHECK(says("the enrolment of P2 in 'cloud-incentives' is complete only from 2026-04-02 on"));
  CHECK(says("the payout profile of P2 is not complete"));
  CHECK(says("accredit partner profile --partner P2 --kind payout"));
}

TEST_CASE("a termination by file ends associations, holds the month for cause, and is shown") {
  const March bench(R"({ good_standing = true })");
  bench.write("partner_statuses.csv",
              "partner_id,status,starts_on,for_cause,reason\nP2,terminated,2026-03-21,yes,fraud\n");
  const Answer imported = bench.accredit({"import", "partner_statuses.csv"});
  CHECK_MESSAGE(imported.says("1 row, 1 new or changed, 1 association ended"), imported.err);
  CHECK(bench.earnings() ==
        "P1,dpor-consumption,S1,2026-03,1000,0.08,80,USD,rebate,\n"
        "P2,dpor-consumption,S1,2026-03,1000,0.08,80,USD,rebate,ON_HOLD\n");
  CHECK(bench.accredit({"import", "associations.csv"}).says("nothing changed"));
  const Answer shown = bench.accredit({"partner", "show", "--partner", "P2", "--no-header"});
  CHECK(shown.out ==
        "P2,status,active,,,partners.csv\n"
        "P2,status,terminated,2026-03-21,,for cause: fraud\n");
  const Answer why = bench.accredit({"explain", "--partner", "P2", "--month", "2026-03"});
  CHECK_MESSAGE(
      why.out.find("P2 is terminated for cause on 2026-03-21 (fraud)") != std::string::npos,
      why.out);
  const Answer history = bench.accredit({"history", "--partner", "P2", "-o", "csv"});
  CHECK(history.out.find("PARTNER_TERMINATED") != std::string::npos);
}

TEST_CASE("single acts are checked, recorded with their reason, and taken back") {
  const March bench(R"({ enrolments = ["cloud-incentives"] })");
  const auto act = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "partner");
    return bench.accredit(words);
  };
  const Answer suspended =
      act({"status", "--partner", "P2", "--status", "suspended", "--reason", "papers"});
  CHECK_MESSAGE(suspended.says("partner P2 is suspended (commit "), suspended.err);
  CHECK(act({"status", "--partner", "P2", "--status", "suspended", "--reason", "x"})
            .says("ALREADY_HELD"));
  CHECK(act({"status", "--partner", "P2", "--status", "suspendd", "--reason", "x"})
            .says("did you mean 'suspended'?"));
  CHECK(act({"status", "--partner", "P2", "--status", "active"}).says("--reason"));
  CHECK(act({"status", "--partner", "P2", "--withdraw", "--reason", "papers came"}).exit == 0);
  CHECK(act({"status", "--partner", "P0", "--status", "active", "--reason", "x"})
            .says("PARTNER_NOT_FOUND"));
  CHECK(
      act({"status", "--partner", "P2", "--status", "active", "--reason", "x", "--as", "customer"})
          .exit == 2);

  const Answer enrolled = act({"enrol", "--partner", "P2", "--agreement", "cloud-incentives"});
  CHECK_MESSAGE(enrolled.says("enrolment of P2 in cloud-incentives recorded"), enrolled.err);
  CHECK(act({"profile", "--partner", "P2", "--kind", "tax", "--reason", "form"}).exit == 0);
  CHECK(act({"profile", "--partner", "P2", "--kind", "taxes"}).says("is not payout or tax"));
  const Answer shown = act({"show", "--partner", "P2", "-o", "csv"});
  CHECK(shown.out.find("P2,enrolment,cloud-incentives,") != std::string::npos);
  CHECK(shown.out.find("P2,profile,tax,") != std::string::npos);
  CHECK(shown.out.find("suspended") == std::string::npos);
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
}

TEST_CASE("a corrected status is a correction of master data") {
  const March bench(kAsksProfile);
  bench.write("profiles.csv", "partner_id,kind,completed_on,ends_on\nP2,payout,2026-03-01,\n");
  REQUIRE(bench.accredit({"import", "profiles.csv"}).exit == 0);
  bench.write("partner_statuses.csv", "partner_id,status,starts_on\nP2,suspended,2026-03-21\n");
  const Answer imported = bench.accredit({"import", "partner_statuses.csv"});
  const std::size_t at = imported.err.rfind("commit ") + 7;
  const std::string known = std::to_string(std::stoi(imported.err.substr(at)) - 1);
  const Answer diff = bench.accredit({"diff", "--from-commit", known, "-o", "csv"});
  CHECK_MESSAGE(diff.out.find("MASTER_DATA_CORRECTION") != std::string::npos, diff.out);
  CHECK(diff.out.find("ASSOCIATION_CORRECTION") == std::string::npos);
}

// diff and simulate from outside: what a correction changes, to the cent and with its cause, and
// that a draft in force changes what its simulation said.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/program.h"

using tests::Answer;
using tests::Bench;
using Lines = std::vector<std::string>;

namespace {

// March 2026 of S1 in the store: 100 USD a day, P1 partner of record until the 11th, then P2.
struct March : Bench {
  March() {
    tests::make_store(*this);
    write("usage.csv", tests::usage_of_march());
    head = ingest("usage.csv");
  }

  std::string ingest(const std::string& file) { return commit_of(accredit({"ingest", file})); }
  static std::string commit_of(const Answer& answer) {
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    const std::size_t at = answer.err.rfind("commit ") + 7;
    return answer.err.substr(at, answer.err.find(')', at) - at);
  }

  // "partner,item,before,after,cause,amount" of the lines of one kind.
  static Lines shares(const Answer& answer, const std::string& kind) {
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    Lines out;
    for (std::size_t at = 0, end = 0; at < answer.out.size(); at = end + 1) {
      end = answer.out.find('\n', at);
      std::vector<std::string> cells(1);
      for (const char c : answer.out.substr(at, end - at)) {
        if (c == ',') {
          cells.emplace_back();
        } else {
          cells.back() += c;
        }
      }
      if (cells[0] != kind) continue;
      out.push_back(cells[1] + ',' + cells[2] + ',' + cells[8] + ',' + cells[9] + ',' + cells[10] +
                    ',' + cells[11]);
    }
    return out;
  }
  Answer since(const std::string& commit) const {
    return accredit({"diff", "--from-commit", commit, "-o", "csv"});
  }
  // The rules in force without their examples, the last `from` replaced by `to`.
  void write_draft(const std::string& version, const std::string& from, const std::string& to) {
    std::string text = accredit({"programme", "show"}).out;
    text.resize(std::min(text.size(), text.find("[[example")));
    const std::size_t line = text.find("\nversion = ");
    text.replace(line, text.find('\n', line + 1) - line, "\nversion = \"" + version + "\"");
    const std::size_t at = text.rfind(from);
    REQUIRE(at != std::string::npos);
    write("draft.toml", text.replace(at, from.size(), to));
  }

  std::string head;
};

std::string refund(int day) {
  const std::string date = (day < 10 ? "2026-03-0" : "2026-03-") + std::to_string(day);
  return "meter,refund" + std::to_string(day) + ",1,S1,compute," + date +
         ",consumption,0,hours,-40,USD,refund\n";
}

}  // namespace

TEST_CASE("a corrected day, a late row and refunds go to who held on their day (E7, E8)") {
  March bench;
  const std::string known = bench.read("usage.csv");
  const std::size_t fifth = known.find("2026-03-05");
  const std::size_t begin = known.rfind('\n', fifth) + 1;
  std::string row = known.substr(begin, known.find('\n', fifth) + 1 - begin);
  const std::size_t revision = row.find(",1,");
  row.replace(revision, 3, ",2,");
  const std::size_t amount = row.find(",100");
  row.replace(amount, 4, ",130");
  bench.write("corrections.csv",
              tests::usage_header() + row + tests::usage_row("late", "2026-03-31", "25"));
  const std::string corrected = bench.ingest("corrections.csv");
  CHECK(bench.shares(bench.since(bench.head), "rebate") ==
        Lines{"P1,dpor-consumption,80,82.4,CORRECTED_USAGE,2.4",
              "P2,dpor-consumption,168,170,LATE_USAGE,2"});

  std::string refunds = tests::usage_header();
  for (int day = 1; day <= 10; ++day)
    refunds += refund(day);
  bench.write("refunds.csv", refunds);
  bench.ingest("refunds.csv");
  const Answer since = bench.since(corrected);
  CHECK(bench.shares(since, "rebate") == Lines{"P1,dpor-consumption,82.4,50.4,REFUND,-32"});
  CHECK(since.says("Earnings -32 USD: 0 partners up, 1 down; REFUND -32"));
  const Answer between = bench.accredit({"diff", "--from-commit", bench.head, "--to-commit",
                                         corrected, "--partner", "P2", "-o", "csv"});
  CHECK(bench.shares(between, "rebate") == Lines{"P2,dpor-consumption,168,170,LATE_USAGE,2"});
  CHECK(bench.accredit({"diff", "--from-commit", corrected, "--to-commit", corrected})
            .says("No line differs."));
}

TEST_CASE("a corrected association moves money and creates none; simulating it says so (E9)") {
  March bench;
  bench.write("change/associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA1,dpor,P1,C1,S1,,2026-03-01,2026-03-01\n"
              "A2,dpor,P2,C1,S1,,2026-03-01,\n");
  const Answer simulated =
      bench.accredit({"simulate", "--associations", "change/associations.csv", "-o", "csv"});
  CHECK(bench.shares(simulated, "rebate") ==
        Lines{"P1,dpor-consumption,80,0,ASSOCIATION_CORRECTION,-80",
              "P2,dpor-consumption,168,248,ASSOCIATION_CORRECTION,80"});
  CHECK(bench.since(bench.head).says("No line differs."));  // nothing was stored
  CHECK(bench.accredit({"import", "change/associations.csv"}).exit == 0);
  CHECK(bench.since(bench.head).out == simulated.out);

  bench.write("wrong/associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA7,dpor,P3,C1,S1,,2026-03-05,\n");
  const Answer refused = bench.accredit({"simulate", "--associations", "wrong/associations.csv"});
  CHECK(refused.exit == 1);
  CHECK(refused.says("ALREADY_HELD"));
}

TEST_CASE("a draft in force changes what its simulation said, and only from its day (E28)") {
  March bench;
  bench.write_draft("next", "rates = [{ rate = \"8 %\" }]",
                    "rates = [{ rate = \"8 %\", until = \"2026-03-20\" }, "
                    "{ rate = \"6 %\", from = \"2026-03-20\" }]");
  const Answer simulated = bench.accredit({"simulate", "--programme", "draft.toml", "-o", "csv"});
  CHECK(bench.shares(simulated, "rebate") ==
        Lines{"P2,dpor-consumption,168,144,RATE_CORRECTION,-24"});
  CHECK(bench.shares(simulated, "credit").empty());
  const Answer activated =
      bench.accredit({"programme", "activate", "draft.toml", "--reason", "new year"});
  CHECK_MESSAGE(activated.exit == 0, activated.err);
  CHECK(bench.since(bench.head).out == simulated.out);
  CHECK(bench.accredit({"programme", "show"}).out == bench.read("draft.toml"));
  CHECK(bench.accredit({"earnings", "--month", "2026-03", "--as-known", bench.head})
            .out.find(",0.06,") == std::string::npos);

  bench.write_draft("next", "6 %", "5 %");
  const Answer again = bench.accredit({"programme", "activate", "draft.toml"});
  CHECK(again.exit == 1);
  CHECK(again.says("version"));
}

TEST_CASE(
    "what if a partner were designated: who holds is replaced on that day, nothing is stored") {
  const March bench;
  const std::vector<std::string> ask{"simulate",   "--designate", "P3", "--type",
                                     "dpor",       "--scope",     "S1", "--on",
                                     "2026-03-21", "-o",          "csv"};
  const Answer simulated = bench.accredit(ask);
  const Lines gained{"P2,dpor-consumption,168,80,ASSOCIATION_CORRECTION,-88",
                     "P3,dpor-consumption,0,88,ASSOCIATION_CORRECTION,88"};
  CHECK(bench.shares(simulated, "rebate") == gained);
  CHECK(bench.since(bench.head).says("No line differs."));

  std::vector<std::string> by_partner = ask;
  by_partner.insert(by_partner.end(), {"--by", "partner"});
  const Answer summed = bench.accredit(by_partner);
  CHECK(bench.shares(summed, "rebate") == gained);
  CHECK(summed.out.find(",S1,") == std::string::npos);
  by_partner.back() = "subscription";
  CHECK(bench.accredit(by_partner).exit == 2);

  std::vector<std::string> unknown = ask;
  unknown[6] = "S1,S99";
  CHECK(bench.accredit(unknown).says("S99"));
}

TEST_CASE("several causes of one line are told apart and add up") {
  March bench;
  bench.write("late.csv", tests::usage_header() + tests::usage_row("late", "2026-03-05", "50"));
  bench.ingest("late.csv");
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA1,dpor,P1,C1,S1,,2026-03-01,2026-03-06\n"
              "A2,dpor,P2,C1,S1,,2026-03-06,\n");
  CHECK(bench.accredit({"import", "associations.csv"}).exit == 0);
  bench.write_draft("next", "rates = [{ rate = \"8 %\" }]", "rates = [{ rate = \"10 %\" }]");
  CHECK(bench.accredit({"programme", "activate", "draft.toml"}).exit == 0);
  CHECK(bench.shares(bench.since(bench.head), "rebate") ==
        Lines{"P1,dpor-consumption,80,55,LATE_USAGE,4",
              "P1,dpor-consumption,80,55,RATE_CORRECTION,21",
              "P1,dpor-consumption,80,55,ASSOCIATION_CORRECTION,-50",
              "P2,dpor-consumption,168,260,RATE_CORRECTION,42",
              "P2,dpor-consumption,168,260,ASSOCIATION_CORRECTION,50"});
}

TEST_CASE("wrong words of diff and simulate are refused before anything is read") {
  const March bench;
  CHECK(bench.accredit({"diff"}).exit == 2);
  CHECK(bench.accredit({"diff", "--from-commit", "5", "--to-commit", "3"}).exit == 2);
  CHECK(bench.accredit({"diff", "--from-commit", "999"}).says("has not happened yet"));
  CHECK(bench.accredit({"diff", "--from-commit", "5", "--partner", "P77"}).says("no partner"));
  CHECK(bench.accredit({"simulate"}).exit == 2);
  CHECK(bench.accredit({"simulate", "--programme", "none.toml"}).exit == 1);
  CHECK(bench.accredit({"programme"}).says("show, validate, submit"));
}

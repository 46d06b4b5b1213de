// The contract of the command line, from outside: columns, exit codes, streams.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <sstream>

#include "tests/program.h"

using tests::Answer;
using tests::Bench;

namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// The store of tests/program.h with March 2026 of S1 in it.
struct Filled : Bench {
  Filled() {
    make_store(*this);
    write("usage.csv", tests::usage_of_march());
    const Answer answer = accredit({"ingest", "usage.csv"});
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
  }
};

}  // namespace

TEST_CASE("without a command there is short help, with --version a version") {
  const Bench bench;
  const Answer help = bench.accredit({});
  CHECK(help.exit == 0);
  CHECK(help.out.find("Examples:") != std::string::npos);
  CHECK(help.err.empty());
  CHECK(bench.accredit({"--version"}).out.starts_with("accredit "));
  CHECK(bench.accredit({"credit", "--help"}).out.starts_with("Examples:"));
  CHECK(bench.accredit({"help", "exit-codes"}).exit == 0);
}

TEST_CASE("an error ends with the command that leads on") {
  const Filled bench;
  CHECK(bench.accredit({"help", "credt"}).err ==
        "Error: there is no help on 'credt'; did you mean 'credit'?  Try: accredit help\n");
  CHECK(bench.accredit({"statement", "show", "ST-9"}).err ==
        "Error: there is no statement 'ST-9'.  Try: accredit statement list\n");
}

TEST_CASE("bad usage is exit 2 and attempts nothing") {
  const Bench bench;
  struct Case {
    std::vector<std::string> words;
    const char* hint;
  };
  for (const Case& c :
       {Case{{"credt"}, "credit"}, Case{{"credit", "--form", "2026-03"}, "--from"},
        Case{{"credit", "--from", "2026-3"}, "YYYY-MM"},
        Case{{"credit", "--from", "2026-03", "--by", "partnr"}, "partner"},
        Case{{"credit", "--from", "2026-03", "--to", "2026-02"}, "before"},
        Case{{"credit", "--from", "2026-03", "-o", "xml"}, "formatting"},
        Case{{"earnings"}, "--month"}, Case{{"explain", "--month", "2026-03"}, "--partner"},
        Case{{"ingest"}, "files"}, Case{{"quarantine"}, "replay"},
        Case{{"credit", "--from", "2026-03", "--as-known", "-1"}, "--as-known"}}) {
    CAPTURE(c.words.front());
    const Answer answer = bench.accredit(c.words);
    CHECK(answer.exit == 2);
    CHECK(answer.out.empty());
    CHECK(answer.says("Error: "));
    CHECK_MESSAGE(answer.says(c.hint), answer.err);
  }
  CHECK(bench.shell("unset ACCREDIT_DATA; accredit credit --from 2026-03").exit == 2);
}

TEST_CASE("a store that is not there is named, with the command that makes one") {
  const Bench bench;
  const Answer answer = bench.accredit({"credit", "--from", "2026-03"});
  CHECK(answer.exit == 1);
  CHECK(answer.says("accredit init"));
}

TEST_CASE("init makes a store once and never overwrites one") {
  const Bench bench;
  CHECK(bench.accredit({"init", "--data", "here"}).exit == 0);
  CHECK(bench.has("here"));
  const Answer again = bench.accredit({"init", "--data", "here"});
  CHECK(again.exit == 1);
  CHECK(again.says("already"));
}

TEST_CASE("credit has the keys that were asked for, then amount, quantity, associations") {
  const Filled bench;
  const Answer answer = bench.accredit({"credit", "--from", "2026-03", "--to", "2026-03", "--by",
                                        "partner,competency", "-o", "csv"});
  CHECK(answer.exit == 0);
  CHECK(answer.out ==
        "partner,competency,amount,quantity,associations\n"
        "P1,cloud-platform,1000,10,dpor\n"
        "P2,cloud-platform,2100,21,dpor\n");
  CHECK(
      bench.accredit({"credit", "--from", "2026-03", "--by", "month,measure,currency,subscription"})
          .out ==
      "month,measure,currency,subscription,amount,quantity,associations\n"
      "2026-03,consumption,USD,S1,3100,31,dpor\n");
}

TEST_CASE("the header stands when there is nothing to say") {
  const Filled bench;
  CHECK(bench.accredit({"credit", "--from", "2020-01"}).out ==
        "partner,month,amount,quantity,associations\n");
  CHECK(first_line(bench.accredit({"earnings", "--month", "2020-01"}).out) ==
        "partner,lever,subscription,earning_month,base,rate,amount,currency,kind,reason_code");
  CHECK(bench.accredit({"credit", "--from", "2020-01", "-o", "json"}).out == "[]\n");
}

TEST_CASE("earnings have the columns of the contract") {
  const Filled bench;
  const Answer answer = bench.accredit({"earnings", "--month", "2026-03", "-o", "csv"});
  CHECK(answer.exit == 0);
  CHECK(answer.out ==
        "partner,lever,subscription,earning_month,base,rate,amount,currency,kind,reason_code\n"
        "P1,dpor-consumption,S1,2026-03,1000,0.08,80,USD,rebate,\n"
        "P2,dpor-consumption,S1,2026-03,2100,0.08,168,USD,rebate,\n"
        "P3,dpor-consumption,S1,2026-03,0,,0,USD,rebate,ASSOC_NOT_INCENTIVE_BEARING\n");
}

TEST_CASE("a reconciliation names where everything went") {
  const Filled bench;
  bench.write("more.csv", tests::usage_header() +
                              tests::usage_row("n1", "2026-03-02", "7.5", 1, "S3", "EUR") +
                              "meter,t1,1,S1,compute,2026-03-02,consumption,1,h,3,USD,tax\n");
  CHECK(bench.accredit({"ingest", "more.csv"}).exit == 0);
  CHECK(bench.accredit({"reconcile", "--month", "2026-03", "-o", "csv"}).out ==
        "measure,currency,bucket,amount,quantity\n"
        "consumption,EUR,credited_once,7.5,1\n"
        "consumption,EUR,ingested,7.5,1\n"
        "consumption,USD,TAX_EXCLUDED,3,1\n"
        "consumption,USD,credited_once,3100,31\n"
        "consumption,USD,ingested,3103,32\n");
}

TEST_CASE("an explanation goes down to the usage rows, as a tree and as JSON") {
  const Filled bench;
  const Answer tree = bench.accredit({"explain", "--partner", "P1", "--month", "2026-03"});
  CHECK(tree.exit == 0);
  CHECK(tree.out.find("1000") != std::string::npos);
  CHECK(tree.out.find("A1") != std::string::npos);
  const Answer json =
      bench.accredit({"explain", "--partner", "P1", "--month", "2026-03", "-o", "json"});
  CHECK(json.out.starts_with("{\"kind\":"));
  const Answer zero =
      bench.accredit({"explain", "--partner", "P3", "--month", "2026-03", "--why-not"});
  CHECK(zero.out.find("ASSOC_NOT_ALLOWED_FOR_FAMILY") != std::string::npos);
  CHECK(bench.accredit({"explain", "--partner", "P7", "--month", "2026-03"}).exit == 1);
}

TEST_CASE("an explanation says which gate of the partner's own association was closed") {
  const Filled bench;
  const std::string tree = bench
                               .accredit({"explain", "--partner", "P3", "--month", "2026-03",
                                          "--subscription", "S1", "--why-not"})
                               .out;
  CHECK_MESSAGE(tree.find("ASSOC_NOT_ALLOWED_FOR_FAMILY  consumption 3100 USD, quantity 31 in 31 "
                          "rows is not credited") != std::string::npos,
                tree);
  CHECK(tree.find("the partner was not associated") == std::string::npos);
}

TEST_CASE("a type that gives no credit is not explained as one that does") {
  const Bench bench;
  tests::write_registry(bench);
  bench.write("quiet.toml",
              "[programme]\ncode = \"quiet\"\nversion = \"1\"\n\n[[type]]\ncode = \"dpor\"\n"
              "competency = false\n\n[[type]]\ncode = \"dap\"\n");
  REQUIRE(bench.accredit({"init", "--programme", "quiet.toml"}).exit == 0);
  REQUIRE(bench
              .accredit({"import", "partners.csv", "customers.csv", "products.csv",
                         "subscriptions.csv", "channels.csv", "associations.csv"})
              .exit == 0);
  bench.write("usage.csv", tests::usage_of_march());
  REQUIRE(bench.accredit({"ingest", "usage.csv"}).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03", "--by", "partner"}).out ==
        "partner,amount,quantity,associations\nP3,3100,31,dap\n");
  const std::string tree = bench.accredit({"explain", "--partner", "P1", "--month", "2026-03"}).out;
  CHECK_MESSAGE(tree.find("ASSOC_NOT_COUNTED  consumption 1000 USD") != std::string::npos, tree);
  CHECK(tree.find("as dpor") == std::string::npos);
}

TEST_CASE("an explanation counts in words and shows no currency where nothing was billed") {
  const Filled bench;
  bench.write("users.csv", tests::usage_header() +
                               "meter,u1,1,S2,mail,2026-03-31,active_users,420,users,0,,usage\n"
                               "meter,u2,1,S2,mail,2026-03-10,active_users,400,users,0,,usage\n");
  REQUIRE(bench.accredit({"ingest", "users.csv"}).exit == 0);
  const std::string tree =
      bench.accredit({"explain", "--partner", "P3", "--month", "2026-03", "--why-not"}).out;
  for (const char* part :
       {"sum of 1 row on 1 day = 0, quantity 420\n", "revision 1  0, quantity 420 users (usage)",
        "active_users 0, quantity 400 in 1 row is not credited"}) {
    CHECK_MESSAGE(tree.find(part) != std::string::npos, tree);
  }
}

TEST_CASE("with the key currency no rate is needed; without it a missing one is an error") {
  const Filled bench;
  bench.write("euro.csv",
              tests::usage_header() + tests::usage_row("e1", "2026-02-02", "10", 1, "S3", "EUR"));
  REQUIRE(bench.accredit({"ingest", "euro.csv"}).exit == 0);
  const Answer kept = bench.accredit({"credit", "--from", "2026-02", "--by", "partner,currency"});
  CHECK(kept.out ==
        "partner,currency,amount,quantity,associations\n"
        "P4,EUR,10,1,csp_reseller\nP5,EUR,10,1,csp_provider\n");
  const Answer missing = bench.accredit({"credit", "--from", "2026-02"});
  CHECK(missing.exit == 1);
  CHECK(missing.out.empty());
  CHECK(missing.says("2026-02"));
  CHECK(missing.says("EUR"));
}

TEST_CASE("a file again, a permuted file and a repeated import are done") {
  const Filled bench;
  const std::string before = bench.accredit({"credit", "--from", "2026-03"}).out;
  const Answer again = bench.accredit({"ingest", "usage.csv"});
  CHECK(again.exit == 0);
  CHECK(again.says("nothing changed"));
  bench.write("other-name.csv", tests::usage_header() +
                                    tests::usage_row("k2026-03-31", "2026-03-31", "100") +
                                    tests::usage_row("k2026-03-01", "2026-03-01", "100.0"));
  CHECK(bench.accredit({"ingest", "--feed", "x", "other-name.csv"}).exit == 0);
  CHECK(bench.accredit({"import", "partners.csv", "associations.csv"}).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out == before);
}

TEST_CASE("a mapping is listed, shown, and proposed; a proposal can be ingested") {
  const Bench bench;
  make_store(bench);
  CHECK(bench.accredit({"feed", "list"}).out.find("aws-cur") != std::string::npos);
  const Answer shown = bench.accredit({"feed", "show", "azure-cost"});
  CHECK(shown.out.find("restates = \"file\"") != std::string::npos);
  CHECK(bench.accredit({"feed", "show", "azure-cots"}).says("azure-cost"));
  CHECK(bench.accredit({"feed"}).says("infer"));

  bench.write("export.csv",
              "Abonnement;Datum;Menge;Betrag;W\xE4hrung\nS1;28.02.2026;1,5;1.234,50;EUR\n"
              "S1;27.02.2026;2;-0,25;EUR\n");
  const Answer proposed = bench.accredit({"feed", "infer", "export.csv"});
  REQUIRE_MESSAGE(proposed.exit == 0, proposed.err);
  CHECK(proposed.says("1.234,50"));
  CHECK(proposed.says("amount=1234.50"));
  bench.write("mine.toml", proposed.out);
  const Answer taken =
      bench.accredit({"ingest", "--format", "mine.toml", "export.csv", "-o", "csv"});
  CHECK_MESSAGE(taken.exit == 0, taken.err);
  CHECK(taken.out.find("consumption EUR 1234.25 quantity 3.5") != std::string::npos);
  bench.write("names.csv", "name,country\nOne,DE\n");
  CHECK(bench.accredit({"feed", "infer", "names.csv"}).exit == 1);
}

TEST_CASE("the digest is the same for the same records, as known then and in any order") {
  const Filled bench;
  const std::string before = bench.accredit({"feed", "digest", "-o", "csv"}).out;
  bench.write("more.csv", tests::usage_header() + tests::usage_row("m1", "2026-03-05", "1") +
                              tests::usage_row("m2", "2026-03-06", "2"));
  const std::string receipt = bench.accredit({"ingest", "more.csv", "-o", "tsv"}).out;
  std::istringstream cells(receipt.substr(receipt.find('\n') + 1));
  std::string file, feed, sha256;
  int commit = 0;
  std::getline(cells, file, '\t');
  std::getline(cells, feed, '\t');
  std::getline(cells, sha256, '\t');
  const bool read = static_cast<bool>(cells >> commit);
  REQUIRE(read);
  const std::string then = std::to_string(commit - 1);
  const std::string after = bench.accredit({"feed", "digest", "-o", "csv"}).out;
  CHECK(after != before);
  CHECK(bench.accredit({"feed", "digest", "-o", "csv", "--as-known", then}).out == before);

  const Bench other;
  make_store(other);
  other.write("b.csv", tests::usage_header() + tests::usage_row("m2", "2026-03-06", "2"));
  other.write("a.csv", tests::usage_header() + tests::usage_row("m1", "2026-03-05", "1"));
  other.write("usage.csv", tests::usage_of_march());
  REQUIRE(other.accredit({"ingest", "b.csv", "usage.csv", "a.csv"}).exit == 0);
  CHECK(other.accredit({"feed", "digest", "-o", "csv"}).out == after);
}

TEST_CASE("--as-known answers as it was known then") {
  const Filled bench;
  const std::string history = bench.accredit({"history", "--association", "A1"}).out;
  CHECK(first_line(history) ==
        "commit,recorded_at,actor,action,association,type,partner,customer,subscription,workload,"
        "starts_on,ends_on,end_reason,source,reason");
  bench.write("late.csv",
              tests::usage_header() + tests::usage_row("k2026-03-05", "2026-03-05", "130", 2));
  const std::string then = bench.accredit({"credit", "--from", "2026-03", "--by", "partner"}).out;
  REQUIRE(bench.accredit({"ingest", "late.csv"}).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03", "--by", "partner"}).out ==
        "partner,amount,quantity,associations\nP1,1030,10,dpor\nP2,2100,21,dpor\n");
  CHECK(bench.accredit({"credit", "--from", "2026-03", "--by", "partner", "--as-known", "9"}).out ==
        then);
  const Answer future = bench.accredit({"credit", "--from", "2026-03", "--as-known", "99"});
  CHECK(future.exit == 1);
  CHECK(future.says("99"));
}

TEST_CASE("quarantined rows are committed findings and can be replayed") {
  const Filled bench;
  bench.write("new.csv", tests::usage_header() +
                             tests::usage_row("q1", "2026-03-02", "5", 1, "S8") +
                             tests::usage_row("q2", "2026-03-02", "6"));
  CHECK(bench.accredit({"ingest", "new.csv"}).exit == 3);
  CHECK(bench.accredit({"credit", "--from", "2026-03", "--by", "partner", "--partner", "P1"}).out ==
        "partner,amount,quantity,associations\nP1,1006,11,dpor\n");
  const Answer list = bench.accredit({"quarantine", "list", "-o", "csv"});
  CHECK(list.exit == 0);
  CHECK(first_line(list.out) ==
        "cause,feed,column,value,rows,files,subscriptions,customers,first_day,last_day,amounts,"
        "remedy,examples");
  CHECK(list.out.find("UNKNOWN_SUBSCRIPTION,,subscription_id,S8,1,1,1,0,2026-03-02,2026-03-02,"
                      "consumption USD 5 quantity 1,") != std::string::npos);
  CHECK(list.out.find("new.csv line 2\n") != std::string::npos);
  CHECK(bench.accredit({"quarantine", "replay"}).exit == 3);
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S8,C1,azure,USD,2025-01-01,\n");
  REQUIRE(bench.accredit({"import", "--no-replay", "subscriptions.csv"}).exit == 0);
  CHECK(bench.accredit({"quarantine", "replay"}).exit == 0);
  CHECK(bench.accredit({"reconcile", "--month", "2026-03"}).out.find("FAMILY,5,1") !=
        std::string::npos);

  // What waited once stays askable: before the file (commit 9 is the March of S1), with it, now.
  const auto rows_known_at = [&](const char* commit) {
    return bench.accredit({"quarantine", "list", "-o", "csv", "--no-header", "--as-known", commit})
        .out;
  };
  CHECK(rows_known_at("9").empty());
  CHECK(rows_known_at("10").find("UNKNOWN_SUBSCRIPTION,,subscription_id,S8,1,") == 0);
  CHECK(bench.accredit({"quarantine", "list", "-o", "csv", "--no-header"}).out.empty());
  CHECK(bench.accredit({"quarantine", "list", "--as-known", "99"}).exit == 1);
}

TEST_CASE("an import releases what waited for it; a waiver and a void want to be confirmed") {
  const Filled bench;
  bench.write("new.csv", tests::usage_header() +
                             tests::usage_row("q1", "2026-03-02", "5", 1, "S8") +
                             tests::usage_row("q2", "2026-03-02", "x") +
                             tests::usage_row("q3", "2026-03-02", "6"));
  REQUIRE(bench.accredit({"ingest", "new.csv"}).exit == 3);
  const std::string before = bench.accredit({"credit", "--from", "2026-03"}).out;
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S8,C1,azure,USD,2025-01-01,\n");
  const Answer imported = bench.accredit({"import", "subscriptions.csv"});
  CHECK(imported.exit == 0);
  CHECK_MESSAGE(imported.says("1 now accepted"), imported.err);

  CHECK(bench.accredit({"quarantine", "waive"}).says("--reason"));
  const Answer asked = bench.accredit({"quarantine", "waive", "--reason", "no number"});
  CHECK(asked.exit == 2);
  CHECK(asked.says("accredit quarantine waive --reason 'no number' --yes"));
  CHECK(asked.out.find("BAD_NUMBER") != std::string::npos);
  CHECK(bench.accredit({"quarantine", "waive", "--reason", "no number", "--yes"}).exit == 0);
  CHECK(bench.accredit({"quarantine", "list", "--no-header", "-o", "csv"}).out.empty());
  const Answer waived = bench.accredit({"quarantine", "list", "--waived", "-o", "csv"});
  CHECK(waived.out.find(",operator:cli,no number,BAD_NUMBER,") != std::string::npos);

  const Answer shown = bench.accredit({"feed", "void", "new.csv", "--reason", "wrong"});
  CHECK(shown.exit == 2);
  CHECK_MESSAGE(shown.says("2 rows would stop counting"), shown.err);
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out == before);  // nothing changed yet
  CHECK(bench.accredit({"feed", "void", "new.csv", "--reason", "wrong", "--yes"}).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out != before);
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
  const Answer twice = bench.accredit({"feed", "void", "new.csv", "--reason", "wrong", "--yes"});
  CHECK(twice.exit == 1);
  CHECK(twice.says("voided before"));
}

TEST_CASE("single acts designate, hand over and end; a rule that says no gives its code") {
  const Filled bench;
  const auto act = [&](std::vector<std::string> words) { return bench.accredit(words); };
  const Answer held =
      act({"associate", "--type", "dpor", "--partner", "P3", "--subscription", "S1"});
  CHECK(held.exit == 1);
  CHECK(held.says("ALREADY_HELD: "));
  const Answer csp =
      act({"associate", "--type", "dpor", "--partner", "P3", "--subscription", "S3"});
  CHECK(csp.exit == 1);
  CHECK(csp.says("ASSOC_NOT_ALLOWED_ON_CHANNEL: "));
  CHECK(act({"associate", "--type", "dpor", "--partner", "P9", "--subscription", "S2"})
            .says("PARTNER_NOT_ACTIVE: "));
  const Answer made =
      act({"associate", "--type", "dpor", "--partner", "P3", "--subscription", "S2"});
  REQUIRE_MESSAGE(made.exit == 0, made.err);
  CHECK(act({"replace", "--type", "dpor", "--subscription", "S2", "--partner", "P1"}).exit == 0);
  CHECK(act({"end", "--type", "dpor", "--subscription", "S2", "--as", "customer"}).exit == 0);
  const std::string history = act({"history", "--subscription", "S2"}).out;
  CHECK(history.find("SUPERSEDED_SAME_DAY") != std::string::npos);
  CHECK(history.find("customer:cli,end") != std::string::npos);
}

TEST_CASE("many small files are folded while they come in, and no answer changes") {
  const Filled bench;
  std::string files;
  for (int file = 0; file < 40; ++file) {
    const std::string name = "small-" + std::to_string(file) + ".csv";
    bench.write(name, tests::usage_header() +
                          tests::usage_row("small" + std::to_string(file), "2026-03-06", "1.5"));
    files += " " + name;
  }
  const Answer ingested = bench.shell("accredit ingest" + files);
  CHECK_MESSAGE(ingested.exit == 0, ingested.err);
  CHECK(bench.has("store/segments/folded-000001.parquet"));
  CHECK_FALSE(bench.has("store/segments/000002.parquet"));
  const std::string credit = bench.accredit({"credit", "--from", "2026-03"}).out;
  const Answer folded = bench.accredit({"fold"});
  CHECK(folded.says("folded into 1"));
  CHECK(bench.accredit({"fold"}).says("No two files"));
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out == credit);
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
  CHECK(bench.shell("accredit ingest" + files).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out == credit);
}

TEST_CASE("verify holds and doctor is well on a good store; a changed segment is found") {
  const Filled bench;
  CHECK(bench.accredit({"verify"}).exit == 0);
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
  const Answer doctor = bench.accredit({"doctor"});
  CHECK(doctor.out.find("ok    record") != std::string::npos);
  REQUIRE(bench.shell("printf x >> \"$(ls store/segments/*.parquet | head -n 1)\"").exit == 0);
  const Answer damaged = bench.accredit({"verify", "-o", "csv"});
  CHECK(damaged.exit == 3);
  CHECK(first_line(damaged.out) == "subject,violation");
}

TEST_CASE("while one process writes a second one is refused and readers are not") {
  const Filled bench;
  const int lock = open(bench.file("store/lock").c_str(), O_RDWR);
  REQUIRE(lock >= 0);
  REQUIRE(flock(lock, LOCK_EX) == 0);
  const Answer second = bench.accredit({"import", "partners.csv"});
  CHECK(second.exit == 1);
  CHECK(second.says("is writing"));
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).exit == 0);
  close(lock);
  CHECK(bench.accredit({"import", "partners.csv"}).exit == 0);
}

TEST_CASE("an answer that cannot be written is an error") {
  const Filled bench;
  const Answer answer = bench.shell("accredit credit --from 2026-03 > /dev/full");
  CHECK(answer.exit == 1);
  CHECK(answer.says("could not be written"));
}

TEST_CASE("deleting everything derived changes no answer") {
  const Filled bench;
  const std::string before = bench.accredit({"credit", "--from", "2026-03"}).out;
  REQUIRE(bench.shell("rm -rf store/index").exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-03"}).out == before);
}

TEST_CASE("the demo prints amounts in coins of their currency") {
  const Bench bench;
  const Answer demo = bench.accredit({"demo", "--no-serve", "--rows", "5000", "--closed", "0"});
  REQUIRE_MESSAGE(demo.exit == 0, demo.err);
  const std::size_t at = demo.out.find("Incentive earnings");
  REQUIRE(at != std::string::npos);
  const std::string earnings = demo.out.substr(at, demo.out.find("\nWhy ", at) - at);
  const std::size_t head = earnings.find("partner  name");
  const std::size_t yen = earnings.find("JPY", head) - head;  // a column of numbers ends here
  int amounts = 0;
  for (std::size_t line = earnings.find("\nP", head); line != std::string::npos;
       line = earnings.find("\nP", line + 1)) {
    const std::string cell = earnings.substr(line + 1 + yen, 3);
    amounts += cell != "   ";
    CHECK(cell.find('.') == std::string::npos);
  }
  CHECK(amounts > 0);
}

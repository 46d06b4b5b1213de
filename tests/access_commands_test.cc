// consent and access from outside: a customer's word, what a partner sees by it, and why.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

struct Counter : tests::Bench {
  Counter() { tests::make_store(*this); }

  std::string good(std::vector<std::string> words) const {
    words.push_back("--no-header");
    const tests::Answer answer = accredit(words);
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    return answer.out;
  }
  std::string check(const std::string& partner, const std::string& day) const {
    return good({"access", "check", "--partner", partner, "--subscription", "S1", "--date", day});
  }
};

bool has(const std::string& text, std::string_view part) {
  INFO(text);
  const bool found = text.find(part) != text.npos;
  CHECK_MESSAGE(found, part);
  return found;
}

}  // namespace

TEST_CASE("a word narrows, a later one cuts, a new one opens again") {
  const Counter counter;
  has(counter.check("P1", "2026-03-05"), "usage,yes,,");
  has(counter.check("P1", "2026-03-05"), ",programme_rule\n");
  has(counter.check("P1", "2026-03-11"), "usage,no,NO_ASSOCIATION_ON_DATE,");
  has(counter.check("P2", "2026-03-11"), "usage,yes,,");
  CHECK(counter.good({"consent", "give", "--customer", "C1", "--partner", "P1", "--classes",
                      "usage", "--as", "customer:C1/anna"}) == "CR-1\n");
  has(counter.check("P1", "2026-03-05"), "subscription_facts,no,NOT_AGREED,");
  has(counter.check("P1", "2026-03-05"), "usage,yes,,");
  counter.good({"consent", "withdraw", "--customer", "C1", "--partner", "P1", "--subscription",
                "S1", "--as", "customer:C1/anna", "--reason", "over"});
  has(counter.check("P1", "2026-03-05"), "usage,no,CONSENT_WITHDRAWN,");
  has(counter.check("P2", "2026-03-11"), "usage,yes,,");
  counter.good({"consent", "give", "--customer", "C1", "--partner", "P1", "--subscription", "S1",
                "--as", "customer:C1/anna"});
  has(counter.check("P1", "2026-03-05"), "subscription_facts,yes,,");
  const std::string list = counter.good({"consent", "list", "--customer", "C1"});
  has(list, "CR-1,C1,P1,,usage,,,explicit,standard-1,customer:C1/anna,");
  has(list, "\nwithdrawn,C1,P1,S1,");
  has(list, "\nCR-2,C1,P1,S1,subscription_facts+usage+billed_revenue,");
  has(counter.accredit({"verify"}).err, "every promise holds");
}

TEST_CASE("the matrix of a customer, with since, until and the consent") {
  const Counter counter;
  counter.good({"consent", "give", "--customer", "C1", "--partner", "P2", "--subscription", "S1",
                "--classes", "usage", "--to", "2027-01-01", "--as", "customer:C1/anna"});
  const std::string all = counter.good({"access", "show", "--customer", "C1"});
  has(all, "P2,S1,,usage,2026-03-11,2027-01-01,CR-1\n");
  has(all, "P3,S2,,usage,");
  CHECK(all.find("P2,S1,,billed_revenue") == all.npos);
  CHECK(all.find("end_user_identities") == all.npos);
  const std::string of_one =
      counter.good({"access", "show", "--customer", "C1", "--partner", "P2"});
  CHECK(of_one.find("P3,") == of_one.npos);
}

TEST_CASE("X23: who ends an association for want of consent cuts the earlier days too") {
  const Counter counter;
  const std::string id =
      counter.good({"request", "new", "dpor", "designate", "--as", "customer:C1/anna", "--partner",
                    "P3", "--subscription", "S1", "--at", "2026-04-01"});
  has(counter.check("P3", "2026-04-02"), "usage,yes,,");
  counter.good({"request", "move", id.substr(0, id.find('\n')), "withdraw_consent", "--as",
                "customer:C1/anna", "--at", "2026-04-20"});
  has(counter.check("P3", "2026-04-02"), "usage,no,CONSENT_WITHDRAWN,");
  has(counter.check("P2", "2026-03-20"), "usage,yes,,");  // whom it replaced keeps its days
  counter.good(
      {"consent", "give", "--customer", "C1", "--partner", "P3", "--as", "customer:C1/anna"});
  has(counter.check("P3", "2026-04-02"), "usage,yes,,");
  has(counter.check("P3", "2026-04-20"), "usage,no,");
}

TEST_CASE("X49, X50: a stranger and a second administrator are refused, and the chain keeps it") {
  const Counter counter;
  const std::vector<std::string> words{"consent", "give",          "--customer", "C1",  "--partner",
                                       "P2",      "--if-revision", "0",          "--as"};
  auto by = [&](const std::string& actor) {
    auto all = words;
    all.push_back(actor);
    return counter.accredit(all);
  };
  const tests::Answer stranger = by("customer:C2/otto");
  CHECK(stranger.exit == 1);
  CHECK(stranger.says("NOT_CUSTOMER_ADMIN"));
  CHECK(by("customer:C1/anna").exit == 0);
  CHECK(by("customer:C1/bea").says("REVISION_CONFLICT"));
  has(counter.accredit({"audit", "export"}).out, "consent give refused");
}

TEST_CASE("a receipt is a document of one line, the same after its person was erased") {
  const Counter counter;
  counter.write("text.txt", "P2 sees the usage of S1.");
  counter.good({"consent", "give", "--customer", "C1", "--partner", "P2", "--file", "text.txt",
                "--as", "customer:C1/anna"});
  const std::string before = counter.good({"consent", "show", "CR-1"});
  has(before, R"("given_by":"customer:C1/~k1")");
  has(before, R"("text":"P2 sees the usage of S1.","text_version":"text")");
  counter.good({"person", "erase", "customer:C1/anna", "--reason", "asked", "--yes"});
  CHECK(counter.good({"consent", "show", "CR-1"}) == before);
  has(counter.good({"consent", "list"}), ",customer:C1/~k1,");
  CHECK(counter.shell("grep -rl anna store").exit != 0);
}

TEST_CASE("looks are forgotten when that is said with a reason, and confirmed") {
  const Counter counter;
  const std::vector<std::string> wish{"access", "forget", "--before", "2020-01-01"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), wish.begin(), wish.end());
    return counter.accredit(more);
  };
  CHECK(with({}).exit == 2);
  const tests::Answer shown = with({"--reason", "old"});
  CHECK(shown.exit == 2);
  CHECK(shown.says("nothing changed yet"));
  CHECK(counter.accredit({"access", "forget", "--before", "2100-01-01", "--reason", "old", "--yes"})
            .says("has not come yet"));
  const tests::Answer done = with({"--reason", "old", "--yes"});
  CHECK(done.exit == 0);
  CHECK(done.says("0 rows left the access log"));
}

TEST_CASE("an access log without looks has a digest too") {
  const Counter counter;
  const tests::Answer empty =
      counter.accredit({"access", "log", "--customer", "C1", "-o", "ndjson"});
  CHECK(empty.exit == 0);
  CHECK(empty.out.empty());
  CHECK(empty.says("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  CHECK(counter.accredit({"access", "log"}).exit == 2);
}

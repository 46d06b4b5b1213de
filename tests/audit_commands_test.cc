// The audit chain from outside: signed, checked in the store and without it, handed on, and kept
// whole when a person's name is taken out (X54).
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

// "a seed of thirty-two known bytes" as a key.
constexpr const char* kKey =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIGEgc2VlZCBvZiB0aGlydHktdHdvIGtub3duIGJ5dGVz\n"
    "-----END PRIVATE KEY-----\n";

Answer audit(const Bench& bench, const std::string& words) {
  return bench.shell("accredit audit " + words);
}

void designate(const Bench& bench, const std::string& as, const std::string& partner = "P3") {
  const Answer answer = bench.shell("accredit request new dpor designate --as " + as +
                                    " --partner " + partner + " --subscription S2 --at 2027-03-01");
  REQUIRE_MESSAGE(answer.exit == 0, answer.err);
}

// Whether a file of the store holds the text.
bool holds(const Bench& bench, const std::string& text) {
  return bench.shell("grep -rqaF '" + text + "' store").exit == 0;
}

std::string cells(const Bench& bench, const std::string& words, const std::string& columns) {
  return bench.shell("accredit " + words + " --no-header -o csv | cut -d, -f" + columns).out;
}

}  // namespace

TEST_CASE("the first checkpoint makes a key for its owner only, and nothing is signed twice") {
  const Bench bench;
  tests::make_store(bench);  // commits 1 to 8
  CHECK(bench.accredit({"key", "show"}).says("has not signed anything yet"));
  CHECK(audit(bench, "verify").says("8 events, 1 to 8; nothing is signed"));
  const Answer made = audit(bench, "checkpoint");
  CHECK_MESSAGE(made.says("signed up to event 8 by key"), made.err);
  CHECK(made.says("(commit 9)"));
  CHECK(audit(bench, "checkpoint").says("nothing happened since commit 9"));
  struct stat status {};
  REQUIRE(::stat(bench.file("store/signing.key").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(cells(bench, "audit list", "1,3") == "9,8\n");
  CHECK(audit(bench, "verify").says("9 events, 1 to 9; signed up to event 8 by key"));
  CHECK(audit(bench, "verify --from last").says("1 event, 9 to 9; signed up to event 8"));
  CHECK(audit(bench, "verify --from 4").says("commit 4 made no checkpoint"));
  CHECK(audit(bench, "verify --from soon").exit == 2);
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("a key that is gone is not replaced silently") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("key.pem", kKey);
  REQUIRE(audit(bench, "checkpoint").exit == 0);
  std::filesystem::remove(bench.file("store/signing.key"));
  designate(bench, "customer:C1/anna");
  const Answer gone = audit(bench, "checkpoint");
  CHECK(gone.exit == 1);
  CHECK(gone.says("signing.key' is gone"));
  CHECK(bench.shell("ACCREDIT_SIGNING_KEY=key.pem accredit audit checkpoint").exit == 0);
  CHECK(audit(bench, "verify").says("(2 checkpoints)"));
  bench.write("store/signing.key", "no key");
  designate(bench, "customer:C1/bert", "P1");
  CHECK(audit(bench, "checkpoint").says("store/signing.key': the file holds no Ed25519"));
}

TEST_CASE("an export is checked without its store, by us, by another program, and by OpenSSL") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("key.pem", kKey);
  designate(bench, "customer:C1/anna");
  REQUIRE(audit(bench, "checkpoint --key key.pem").exit == 0);
  REQUIRE(bench
              .shell("accredit request new dpor invite --as partner:P1/jo --subscription S1 "
                     "--at 2027-03-01")
              .exit == 0);
  REQUIRE(audit(bench, "export --out chain.ndjson").exit == 0);
  REQUIRE(bench.shell("accredit key show > public.pem").exit == 0);
  CHECK(bench.shell("openssl pkey -in key.pem -pubout | diff - public.pem").exit == 0);
  CHECK(bench.shell("accredit audit export | diff - chain.ndjson").exit == 0);
  CHECK(bench.shell("grep -c -e anna -e jo chain.ndjson").out == "0\n");
  std::filesystem::rename(bench.file("store"), bench.file("elsewhere"));
  const Answer ours = audit(bench, "verify chain.ndjson --key public.pem");
  CHECK_MESSAGE(ours.exit == 0, (ours.out + ours.err));
  CHECK(ours.says("11 events, 1 to 11; signed up to event 9 by key"));
  const std::string script = std::filesystem::absolute("tests/check_chain.py").string();
  const Answer theirs = bench.shell("python3 " + script + " chain.ndjson .");
  CHECK_MESSAGE(theirs.exit == 0, (theirs.out + theirs.err));
  CHECK(ours.says("head " + theirs.out.substr(3, 64)));
  const std::string openssl =
      "openssl pkeyutl -verify -pubin -inkey public.pem -rawin -in message -sigfile sig";
  CHECK(bench.shell(openssl).exit == 0);
  CHECK(bench.shell("printf x >> message; " + openssl).exit != 0);
  REQUIRE(bench.shell("sed -i 's/designate/disguise/' chain.ndjson").exit == 0);
  const Answer broken = audit(bench, "verify chain.ndjson --key public.pem");
  CHECK(broken.exit == 3);
  CHECK(broken.out.find("\"event 9, hash\",") != std::string::npos);
  CHECK(bench.shell("python3 " + script + " chain.ndjson").out.starts_with("event 9, hash\n"));
  CHECK(audit(bench, "verify chain.ndjson --from last").exit == 2);
  CHECK(audit(bench, "verify nothing.ndjson").exit == 1);
}

TEST_CASE("an export from a checkpoint stands on it") {
  const Bench bench;
  tests::make_store(bench);
  REQUIRE(audit(bench, "checkpoint").exit == 0);
  designate(bench, "customer:C1/anna");
  REQUIRE(audit(bench, "export --from last --out since.ndjson").exit == 0);
  CHECK(bench.shell("wc -l < since.ndjson").out == "4\n");  // key, checkpoint, events 9 and 10
  CHECK(audit(bench, "verify since.ndjson").says("2 events, 9 to 10; signed up to event 8"));
  const std::string script = std::filesystem::absolute("tests/check_chain.py").string();
  CHECK(bench.shell("python3 " + script + " since.ndjson").exit == 0);
  REQUIRE(bench.shell("sed -i 2d since.ndjson").exit == 0);
  const Answer cut = audit(bench, "verify since.ndjson");
  CHECK(cut.exit == 3);
  CHECK(cut.out.find("no checkpoint vouches for what came before") != std::string::npos);
}

TEST_CASE("a person is erased from every file, and everything else stays") {  // X54
  const Bench bench;
  tests::make_store(bench);
  designate(bench, "customer:C1/annabella");
  // The refusal's sentence names her, too.
  CHECK(bench.shell("accredit request move req-9 undo --as customer:C1/bert --at 2027-03-01T01:00Z")
            .says("only customer:C1/annabella may undo it"));
  CHECK(cells(bench, "history --subscription S2", "3") == "operator:cli\ncustomer:C1/annabella\n");
  REQUIRE(audit(bench, "checkpoint").exit == 0);
  CHECK(bench.accredit({"person", "list"}).out ==
        "person,name,erased_in\ncustomer:C1/~k1,annabella,\ncustomer:C1/~k2,bert,\n");
  REQUIRE(holds(bench, "annabella"));
  const std::string before = cells(bench, "history --customer C1", "1,2,4-20");

  const std::string erase = "accredit person erase customer:C1/annabella --reason asked";
  const Answer shown = bench.shell(erase);
  CHECK(shown.exit == 2);
  CHECK_MESSAGE(shown.says("nothing changed yet"), shown.err);
  CHECK(bench.shell("accredit person erase customer:C1/annabella --yes").exit == 2);
  CHECK(bench.shell(erase + "' by Annabella' --yes").says("the reason names the person"));
  CHECK(bench.shell("accredit person erase customer:C1/carl --reason asked --yes").exit == 1);
  REQUIRE(holds(bench, "annabella"));
  const Answer erased = bench.shell(erase + " --yes");
  CHECK_MESSAGE(erased.says("customer:C1/~k1 is erased (commit 12)"), erased.err);

  CHECK_FALSE(holds(bench, "annabella"));
  CHECK(holds(bench, "bert"));
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
  CHECK(audit(bench, "verify").says("12 events, 1 to 12; signed up to event 10"));
  CHECK(cells(bench, "history --subscription S2", "3") == "operator:cli\ncustomer:C1/~k1\n");
  CHECK(cells(bench, "history --customer C1", "1,2,4-20") == before);
  CHECK(cells(bench, "request show req-9", "4,16,18") ==
        "ACTIVE,customer:C1/~k1,customer:C1/~k1\n");
  CHECK(cells(bench, "person list", "1,2,3") == "customer:C1/~k1,,12\ncustomer:C1/~k2,bert,\n");
  CHECK(bench.shell("accredit person erase customer:C1/~k1").says("was erased before (commit 12)"));

  // Whoever comes now under the name is somebody else.
  CHECK(bench
            .shell("accredit request move req-9 undo --as customer:C1/annabella "
                   "--at 2027-03-01T02:00Z")
            .says("only customer:C1/~k1 may undo it"));
  CHECK(cells(bench, "person list", "1,2").find("customer:C1/~k3,annabella") != std::string::npos);
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("a person's name is one word") {
  const Bench bench;
  tests::make_store(bench);
  for (const char* name : {"~k1", "anna lee", "a/b", "\"anna\"", "anna,", "x."}) {
    CAPTURE(name);
    const Answer answer = bench.shell(
        "accredit request new dpor designate --partner P3 "
        "--subscription S2 --as 'customer:C1/" +
        std::string(name) + "'");
    CHECK(answer.exit == 2);
    CHECK_MESSAGE(answer.says("names no person"), answer.err);
  }
}

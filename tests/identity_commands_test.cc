// Users and keys from outside: what is printed once, what is listed, what the chain and the files
// of the store have of it.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

Answer accredit(const Bench& bench, const std::string& words) {
  return bench.shell("accredit " + words);
}

std::string cells(const Bench& bench, const std::string& words, const std::string& columns) {
  return accredit(bench, words + " --no-header -o csv | cut -d, -f" + columns).out;
}

bool holds(const Bench& bench, const std::string& text) {
  return bench.shell("grep -rqaF '" + text + "' store").exit == 0;
}

std::string line_of(const Answer& answer) {
  REQUIRE_MESSAGE(answer.exit == 0, answer.err);
  return answer.out.substr(0, answer.out.size() - 1);
}

}  // namespace

TEST_CASE("a user is invited by a link that is shown once, and its name is in no event") {
  const Bench bench;
  tests::make_store(bench);  // commits 1 to 8
  const Answer made = accredit(
      bench, "user create omar --email omar@tostrand.example --role partner_admin --partner P3");
  const std::string link = line_of(made);
  CHECK(link.size() == 56);
  CHECK(link.starts_with("acl_"));
  CHECK_MESSAGE(made.says("usr_1 is omar (commit 9)"), made.err);
  CHECK(!holds(bench, link));
  CHECK(holds(bench, "omar"));
  CHECK(cells(bench, "user list", "1-8") ==
        "usr_1,omar,omar@tostrand.example,invited,no,partner_admin,partner:P3,no\n");
  CHECK(accredit(bench, "user grant omar --role partner_admin --partner P3 --sees-money").exit ==
        0);
  CHECK(accredit(bench, "user grant usr_1 --role customer_viewer --customer C1").exit == 0);
  CHECK(cells(bench, "user list", "6-8") ==
        "customer_viewer,customer:C1,no\npartner_admin,partner:P3,yes\n");
  CHECK(accredit(bench, "audit export | grep -c -e omar -e tostrand").out == "0\n");
  CHECK(accredit(bench, "audit export | grep -c user_").out == "3\n");
  CHECK(line_of(accredit(bench, "user reset omar")) != link);
  CHECK(accredit(bench, "user disable omar --reason left").exit == 0);
  CHECK(cells(bench, "user list", "4") == "disabled\ndisabled\n");
  CHECK(accredit(bench, "user reset omar").says("is disabled; enable it first"));
  CHECK(accredit(bench, "user disable omar --withdraw").exit == 0);
  CHECK(accredit(bench, "user revoke omar --role customer_viewer --customer C1").exit == 0);
  CHECK(bench.accredit({"verify"}).exit == 0);

  CHECK(cells(bench, "person list", "1,2") == "customer:C1/~k2,omar\npartner:P3/~k1,omar\n");
  REQUIRE(accredit(bench, "person erase partner:P3/omar --reason asked --yes").exit == 0);
  CHECK(!holds(bench, "omar"));
  CHECK(!holds(bench, "tostrand.example"));
  CHECK(cells(bench, "user list", "1-7") == "usr_1,,,erased,no,,\n");
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("what is wrong with a user is said, and nothing changes") {
  const Bench bench;
  tests::make_store(bench);
  struct Case {
    const char* words;
    int exit;
    const char* says;
  };
  REQUIRE(accredit(bench, "user create mika --email m@v.example --role finance").exit == 0);
  for (const Case& one : {
           Case{"create MIKA --email m@v.example --role admin", 1, "there is a user mika already"},
           Case{"create m/x --email m@v.example --role admin", 2, "names no person"},
           Case{"create usr_7 --email m@v.example --role admin", 2, "is no name"},
           Case{"create jo --email nobody --role admin", 2, "no address for mail"},
           Case{"create jo --role admin", 2, "--email"},
           Case{"create jo --email j@v.example", 2, "--role"},
           Case{"create jo --email j@v.example --role amin", 2, "admin"},
           Case{"create jo --email j@v.example --role admin --partner P1", 2, "of the operator"},
           Case{"create jo --email j@v.example --role partner_admin", 2, "a role of a partner"},
           Case{"create jo --email j@v.example --role partner_admin --partner P99", 1,
                "the registry has no partner:P99"},
           Case{"create jo --email j@v.example --role partner_analyst --partner P1 --sees-money", 2,
                "never sees money"},
           Case{"grant mika --role partner_admin --partner P1", 1, "create another user"},
           Case{"grant nobody --role admin", 1, "there is no user 'nobody'"},
           Case{"revoke mika --role admin", 1, "there is no grant"},
       }) {
    CAPTURE(one.words);
    const Answer answer = accredit(bench, "user " + std::string(one.words));
    CHECK(answer.exit == one.exit);
    CHECK_MESSAGE(answer.says(one.says), answer.err);
  }
  CHECK(cells(bench, "user list", "1,6") == "usr_1,finance\n");
}

TEST_CASE("a key is shown once, rotates with an overlap and ends") {
  const Bench bench;
  tests::make_store(bench);
  const std::string secret = line_of(
      accredit(bench, "key create meter --role feed --scopes 'imports:*' --networks 192.0.2.0/24"));
  CHECK(secret.starts_with("ack_"));
  CHECK(!holds(bench, secret));
  CHECK(!holds(bench, secret.substr(13)));
  CHECK(cells(bench, "key list", "1-9") ==
        "key_1,meter,active,feed,operator,no,imports:read imports:write,192.0.2.0/24," +
            secret.substr(0, 12) + "\n");
  const std::string fresh = line_of(accredit(bench, "key rotate key_1 --until 2099-01-01"));
  CHECK(fresh != secret);
  CHECK(cells(bench, "key list", "9,10") ==
        secret.substr(0, 12) + ",2099-01-01T00:00:00Z\n" + fresh.substr(0, 12) + ",\n");
  const std::string client =
      line_of(accredit(bench, "key create erp --role finance --client --until 2099-01-01"));
  CHECK(client.starts_with("acs_"));
  CHECK(cells(bench, "key list", "1,3,6,11").ends_with("cli_2,active,yes,2099-01-01T00:00:00Z\n"));
  CHECK(accredit(bench, "key revoke key_1 --reason lost").exit == 0);
  CHECK(cells(bench, "key list", "1,3,9").starts_with("key_1,revoked,\n"));
  CHECK(accredit(bench, "key revoke key_1").says("is revoked already"));
  CHECK(accredit(bench, "key rotate key_1").says("create another one"));
  CHECK(accredit(bench, "key rotate key_9").says("there is no key 'key_9'"));
  CHECK(accredit(bench, "key create x --role feed --scopes imports:wite").says("write"));
  CHECK(accredit(bench, "key create x --role feed --networks 192.0.2.1/24").exit == 2);
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("an identity provider is set with a secret that no file of the store shows") {
  const Bench bench;
  tests::make_store(bench);
  bench.write("secret", "a-secret-of-theirs\n");
  const std::string client = "identity-provider set --client-id accredit --secret-file secret ";
  const std::string set = client + "--service https://accredit.example --issuer ";
  CHECK(accredit(bench, "user create mika --email m@v.example --role finance").exit == 0);
  CHECK(accredit(bench, "user link mika --subject 17").says("no identity provider is set"));
  CHECK(accredit(bench, set + "http://127.0.0.1:9").exit == 2);
  CHECK(accredit(bench, set + "https://10.0.0.1").exit == 2);
  for (const char* url :
       {"http://accredit.example", "https://accredit.example/x", "accredit", ""}) {
    const std::string words = client + "--issuer https://id.example --service '" + url + "'";
    CHECK_MESSAGE(accredit(bench, words).exit == 2, url);
  }
  CHECK(accredit(bench, set + "http://127.0.0.1:9 --private-network").exit == 0);
  CHECK(accredit(bench, set + "https://id.example").exit == 0);
  CHECK(cells(bench, "identity-provider show", "1-5") ==
        "https://id.example,accredit,yes,https://accredit.example,no\n");
  CHECK(!holds(bench, "a-secret-of-theirs"));
  CHECK(accredit(bench, "user link mika --subject 17").exit == 0);
  CHECK(accredit(bench, "audit export | grep -c provider_set").out == "2\n");
  CHECK(accredit(bench, "identity-provider remove").exit == 0);
  CHECK(accredit(bench, "identity-provider remove").exit == 1);
  CHECK(cells(bench, "identity-provider show", "1").empty());
  CHECK(bench.accredit({"verify"}).exit == 0);
}

// Requests from outside: invitations that reveal nothing, revisions, refusals in the record, the
// clock, standing designations that meet what is imported, coverage.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

Answer request(const Bench& bench, const std::string& words) {
  return bench.shell("accredit request " + words);
}

std::string cells(const Bench& bench, const std::string& words, const std::string& columns) {
  return bench.shell("accredit " + words + " --no-header -o csv | cut -d, -f" + columns).out;
}

TEST_CASE("an invitation is answered the same, whether the subscription exists or not") {
  const Bench bench;
  tests::make_store(bench);  // commits 1 to 8
  const Answer known =
      request(bench, "new dpor invite --as partner:P3 --subscription S2 --at 2027-03-01");
  const Answer unknown =
      request(bench, "new dpor invite --as partner:P3 --subscription S77 --at 2027-03-01");
  CHECK(known.out == "req-9\n");
  CHECK(unknown.out == "req-10\n");
  CHECK_MESSAGE(known.says("req-9: dpor is INVITED, revision 1 (commit 9)"), known.err);
  CHECK_MESSAGE(unknown.says("req-10: dpor is INVITED, revision 1 (commit 10)"), unknown.err);
  CHECK(cells(bench, "request list", "1,4,8,9,10") == "req-9,INVITED,,,S2\nreq-10,INVITED,,,S77\n");
  // Only the customer of what exists is told.
  CHECK(cells(bench, "notifications list", "5,6,7,8") == "customer,C1,invited,req-9\n");
}

TEST_CASE("who may not is refused by a code, and the attempt stays in the record") {
  const Bench bench;
  tests::make_store(bench);
  REQUIRE(
      request(bench, "new dpor invite --as partner:P3 --subscription S2 --at 2027-03-01").exit ==
      0);
  const Answer stranger = request(bench, "move req-9 confirm --as customer:C2 --at 2027-03-02");
  CHECK(stranger.exit == 1);
  CHECK_MESSAGE(stranger.says("NOT_CUSTOMER_ADMIN"), stranger.err);
  CHECK(request(bench, "move req-9 approve --as customer:C1 --at 2027-03-02")
            .says("EVENT_NOT_ALLOWED"));
  CHECK(request(bench, "move req-9 confirm --as partner:P3 --at 2027-03-02")
            .says("ACTOR_NOT_ALLOWED"));
  CHECK(request(bench, "move req-9 confirm --as customer:C1 --if-revision 4 --at 2027-03-02")
            .says("REVISION_CONFLICT"));
  CHECK(request(bench, "move req-99 confirm --as customer:C1 --at 2027-03-02")
            .says("there is no request 'req-99'"));
  CHECK(request(bench, "move req-9 confirm --as nobody").exit == 2);
  CHECK(request(bench, "move req-9 expire --as system:me").says("only the clock does"));
  CHECK(request(bench, "new dinner invite").says("there is no lifecycle 'dinner'"));
  const Answer agreed =
      request(bench, "move req-9 confirm --as customer:C1 --if-revision 1 --at 2027-03-02");
  CHECK_MESSAGE(agreed.says("req-9: dpor is ACTIVE, revision 2 (commit 14)"), agreed.err);
  CHECK(request(bench, "move req-9 remove --as customer:C1 --at 2027-03-01")
            .says("nobody acts on 2027-03-01 after that"));
  CHECK(cells(bench, "request show req-9", "2,4,18") ==
        "1,INVITED,partner:P3\n2,ACTIVE,customer:C1\n");
  CHECK(cells(bench, "request list --as-known 9", "4") == "INVITED\n");
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("a tick runs what is due, once") {
  const Bench bench;
  tests::make_store(bench);
  REQUIRE(bench.accredit({"tick"}).says("nothing was due"));
  REQUIRE(
      request(bench, "new dpor invite --as partner:P3 --subscription S2 --at 2027-03-01").exit ==
      0);
  CHECK(bench.accredit({"tick", "--now", "2027-03-20"}).says("nothing was due until 2027-03-20"));
  const Answer late = bench.accredit({"tick", "--now", "2028-01-01T08:00+01:00"});
  CHECK_MESSAGE(late.says("2 steps that were due until 2028-01-01 (commit 11)"), late.err);
  CHECK(bench.accredit({"tick", "--now", "2028-01-01"}).says("nothing was due"));
  CHECK(cells(bench, "request list", "4,17") == "EXPIRED,2027-03-31T00:00:00Z\n");
  CHECK(cells(bench, "notifications list --partner P3", "4,7") ==
        "2027-03-24,invitation_expiring\n2027-03-31,invitation_expired\n");
  CHECK(bench.accredit({"tick", "--now", "soon"}).exit == 2);
}

TEST_CASE("a standing designation meets what is imported") {
  const Bench bench;
  tests::make_store(bench);
  const Answer made = request(
      bench, "new standing designate --as customer:C1 --partner P3 --products all --at 2026-04-01");
  REQUIRE_MESSAGE(made.exit == 0, made.err);
  // S1 has a partner of record already, S3 is CSP: only S2 is met at once.
  CHECK(cells(bench, "history --partner P3 --as-known 10", "6,9,11") ==
        "dap,,2026-01-01\ndpor,S2,2026-04-01\n");
  bench.write("more/subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S8,C1,azure,USD,2026-05-01,\n");
  REQUIRE(bench.accredit({"import", "more/subscriptions.csv"}).exit == 0);
  REQUIRE(bench.accredit({"tick", "--now", "2100-01-01"}).exit == 0);  // if import did not already
  CHECK(cells(bench, "history --subscription S8", "3,4,6,7,11") ==
        "operator:cli,import,dap,P3,2026-01-01\n"
        "system:tick,standing arrival,dpor,P3,2026-05-01\n");
  bench.write("usage.csv", tests::usage_header() +
                               tests::usage_row("k1", "2026-05-02", "70", 1, "S8") +
                               tests::usage_row("k2", "2026-04-29", "30", 1, "S1"));
  REQUIRE(bench.accredit({"ingest", "usage.csv"}).exit == 0);
  CHECK(bench.accredit({"credit", "--from", "2026-05", "--by", "partner"}).out ==
        "partner,amount,quantity,associations\nP3,70,1,dpor\n");
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
}

TEST_CASE("what a feed says of the past is taken and flagged") {  // X52
  const Bench bench;
  tests::make_store(bench);
  const std::string header =
      "subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id\n";
  bench.write("a/channels.csv", header + "S1,ea,2025-01-01,,P3,\n");
  bench.write("b/channels.csv",
              header + "S1,ea,2025-01-01,2025-03-01,P3,\nS1,ea,2025-03-01,,P4,\n");
  CHECK_FALSE(bench.accredit({"import", "a/channels.csv"}).says("in the past"));
  const Answer changed = bench.accredit({"import", "b/channels.csv"});
  CHECK_MESSAGE(changed.says("2 associations recognised, 1 of them changed in the past"),
                changed.err);
  CHECK(cells(bench, "notifications list", "5,7,8") ==
        "operator,changed_by_feed,channel/S1/2025-01-01/tpor\n");
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("coverage names what nobody is recognised for") {
  const Bench bench;
  tests::make_store(bench);
  bench.write(
      "more/associations.csv",
      "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
      "ends_on\nA2,dpor,P2,C1,S1,,2026-03-11,2026-03-20\nA3,dap,P3,C1,,,2026-01-01,2026-02-01\n");
  REQUIRE(bench.accredit({"import", "more/associations.csv"}).exit == 0);
  bench.write("usage.csv", tests::usage_header() + tests::usage_row("k1", "2026-03-19", "70") +
                               tests::usage_row("k2", "2026-03-20", "30"));
  REQUIRE(bench.accredit({"ingest", "usage.csv"}).exit == 0);
  const Answer answer = bench.accredit({"coverage", "--month", "2026-03"});
  CHECK(answer.out ==
        "month,customer,currency,reason,amount\n2026-03,C1,USD,ENDED_NOT_REPLACED,30\n");
  CHECK(bench.accredit({"coverage", "--month", "2026-03", "--customer", "C7"})
            .says("there is no customer 'C7'"));
}

}  // namespace

// customer merge and show from outside: by command and by file, who is told, what credit follows,
// why, and how diff and simulate name it.
#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Two tenants with a partner of record each for all they have; T1's was there first.
struct Tenants : Bench {
  Tenants() {
    tests::make_store(*this);
    write("partners.csv",
          "partner_id,name,group_id,country,status\nPA,A,,US,active\nPB,B,,US,active\n");
    write("customers.csv", "customer_id,name,country\nT1,One,US\nT2,Two,US\n");
    write("products.csv", "product_id,name,family,metering\nmeters,Meters,Azure,metered\n");
    write("subscriptions.csv",
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
          "ST1,T1,meters,USD,,\nST2,T2,meters,USD,,\n");
    write("associations.csv",
          "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n"
          "W1,dpor,PA,T1,,,2025-06-01,\nW2,dpor,PB,T2,,,2025-09-01,\n");
    write("usage.csv", tests::usage_header() +
                           tests::usage_row("t1", "2026-03-05", "10.00", 1, "ST2") +
                           tests::usage_row("t2", "2026-03-20", "5.00", 1, "ST2"));
    write("customer_mergers.csv",
          "merged_customer_id,surviving_customer_id,starts_on,kind\n"
          "T2,T1,2026-03-11,tenant_merged\n");
    take({"import", "partners.csv", "customers.csv", "products.csv", "subscriptions.csv",
          "associations.csv"});
    take({"ingest", "usage.csv"});
  }
  Answer take(const std::vector<std::string>& words) const {
    Answer answer = accredit(words);
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    return answer;
  }
  std::string credit() const {
    return take({"credit", "--from", "2026-03", "--by", "partner", "--subscription", "ST2",
                 "--no-header"})
        .out;
  }
};

}  // namespace

TEST_CASE("a file of mergers ends what collides, and the same files again change nothing") {
  const Tenants bench;
  CHECK(has(bench.credit(), "PB,15"));
  const Answer simulated =
      bench.take({"simulate", "--changes", "customer_mergers.csv", "--from", "2026-03"});
  CHECK_MESSAGE(has(simulated.out, "ASSOCIATION_CORRECTION"), simulated.out);
  const Answer imported = bench.take({"import", "customer_mergers.csv"});
  CHECK_MESSAGE(has(imported.err, "1 new or changed, 1 association ended"), imported.err);
  CHECK(bench.credit() == "PA,5,1,dpor\nPB,10,1,dpor\n");
  const std::string told = bench.take({"notifications", "list", "-o", "csv"}).out;
  for (const char* line : {",partner,PB,tenant_merged,W2", ",partner,PA,tenant_merged,W2",
                           ",customer,T1,tenant_merged,W2"}) {
    CHECK_MESSAGE(has(told, line), told);
  }
  const Answer again = bench.take({"import", "customer_mergers.csv", "associations.csv"});
  CHECK_MESSAGE(has(again.err, "nothing changed"), again.err);
  CHECK(!has(again.err, "new or changed"));
  const std::string why = bench.take({"explain", "--partner", "PA", "--month", "2026-03"}).out;
  CHECK_MESSAGE(has(why, "customer T1, which is one with T2 from 2026-03-11 on"), why);
  const Answer diff = bench.take({"diff", "--from-commit", "9", "-o", "csv"});
  CHECK_MESSAGE(has(diff.out, "ASSOCIATION_CORRECTION"), diff.out);
  bench.take({"verify", "--deep"});
}

TEST_CASE("a merger by command is kept once, shown, and refused when it leads back") {
  const Tenants bench;
  const auto merge = [&](const char* merged, const char* into, const char* kind) {
    return bench.accredit({"customer", "merge", "--customer", merged, "--into", into, "--kind",
                           kind, "--reason", "one company"});
  };
  const Answer done = merge("T2", "T1", "tenant_merged");
  CHECK_MESSAGE(has(done.err, "customer T2 is merged into T1, 1 association ended"), done.err);
  CHECK(has(merge("T2", "T1", "tenant_merged").err, "ALREADY_MERGED"));
  CHECK(has(merge("T1", "T2", "acquired").err, "MERGER_CYCLE"));
  CHECK(has(merge("T2", "T1", "bought").err, "is not tenant_merged or acquired"));
  CHECK(has(merge("T3", "T1", "acquired").err, "'T3' is not registered"));
  const std::string shown = bench.take({"customer", "show", "--customer", "T1", "--no-header"}).out;
  CHECK_MESSAGE(has(shown, "T1,takes_in,T2,"), shown);
  CHECK_MESSAGE(has(shown, "T1,one_with,T2,"), shown);
  bench.take({"verify", "--deep"});
}

TEST_CASE("an acquisition ends nothing") {
  const Tenants bench;
  const Answer done = bench.take({"customer", "merge", "--customer", "T2", "--into", "T1", "--kind",
                                  "acquired", "--reason", "bought"});
  CHECK_MESSAGE(has(done.err, "customer T2 is acquired by T1 (commit"), done.err);
  CHECK(has(bench.credit(), "PB,15"));
  CHECK(has(bench.take({"customer", "show", "--customer", "T2"}).out, "T2,acquired_by,T1,"));
}

// The programme cloud-modern through the program: claims beside a partner of record, a linked role
// for hours, points. Its own examples run when it is activated.
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

using tests::Answer;

// One customer with a subscription of seats and a metered one, both since 2026-01-01.
struct Modern : tests::Bench {
  Modern() {
    std::filesystem::copy_file("programmes/cloud-modern.toml", file("cloud-modern.toml"));
    write("partners.csv",
          "partner_id,name,group_id,country,status\nP1,One,,US,active\nP2,Two,,US,active\n"
          "P3,Three,,US,active\n");
    write("customers.csv", "customer_id,name,country\nC1,First,US\n");
    write("products.csv",
          "product_id,name,family,metering\ne3,E3,Office 365,seat\nazure,Azure,Azure,metered\n");
    write("subscriptions.csv",
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
          "S1,C1,e3,USD,2026-01-01,\nS2,C1,azure,USD,2026-01-01,\n");
    write("associations.csv", associations());
    write("access.csv",
          "association_id,starts_at,ends_at\nA5,2026-03-12T09:00Z,2026-03-12T17:00Z\n");
    write("usage.csv",
          tests::usage_header() +
              "meter,1,1,S1,Exchange,2026-03-31,active_users,420,users,0,,usage\n"
              "meter,2,1,S1,Teams,2026-03-31,active_users,100,users,0,,usage\n"
              "meter,3,1,S2,compute,2026-03-05,consumption,10,hours,1000.00,USD,usage\n");
  }

  static std::string associations() {
    return "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n"
           "A1,dpor,P1,,S1,,2026-01-01,\n"
           "A2,cpor,P2,C1,,Exchange,2026-01-01,\n"
           "A3,cpor,P3,C1,,Teams,2026-01-01,\n"
           "A4,dpor,P1,,S2,,2026-01-01,\n"
           "A5,pal,P2,,S2,,2026-01-01,\n";
  }

  void fill() const {
    done({"init", "--programme", "cloud-modern.toml"});
    done({"import", "partners.csv", "customers.csv", "products.csv", "subscriptions.csv",
          "associations.csv", "access.csv"});
    done({"ingest", "usage.csv"});
  }
  void done(const std::vector<std::string>& words) const {
    const Answer answer = accredit(words);
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
  }
};

}  // namespace

TEST_CASE("cloud-modern is activated in a store that began with cloud-2016") {
  const Modern bench;
  bench.done({"init"});
  const Answer answer = bench.accredit(
      {"programme", "activate", "cloud-modern.toml", "--reason", "claims and points"});
  CHECK_MESSAGE(answer.exit == 0, answer.err);
  CHECK_MESSAGE(answer.says("programme cloud-modern 2022.1 is in force (6 examples passed"),
                answer.err);
}

TEST_CASE(
    "claims on two workloads stand side by side, and each earns before the partner of record") {
  const Modern bench;
  bench.fill();
  CHECK(bench.accredit({"earnings", "--month", "2026-03"}).out ==
        "partner,lever,subscription,earning_month,base,rate,amount,currency,kind,reason_code\n"
        "P1,azure-consumption,S2,2026-03,1000,0.06,60,USD,rebate,\n"
        "P1,usage,S1,2026-03,0,,0,USD,rebate,NOT_HOLDER\n"
        "P2,azure-consumption,S2,2026-03,0,,0,USD,rebate,ASSOC_NOT_INCENTIVE_BEARING\n"
        "P2,usage,S1,2026-03,420,0.1,63,USD,rebate,\n"
        "P3,usage,S1,2026-03,100,0.1,15,USD,rebate,\n");
  const Answer tree =
      bench.accredit({"explain", "--partner", "P1", "--month", "2026-03", "--subscription", "S1"});
  CHECK_MESSAGE(tree.out.find("paid to the holder as cpor, before dpor") != std::string::npos,
                tree.out);
}

TEST_CASE("a second claim on a workload is refused with both rows, one for every workload too") {
  const Modern bench;
  bench.fill();
  for (const std::string workload : {"Teams", ""}) {
    CAPTURE(workload);
    bench.write("associations.csv",
                Modern::associations() + "A6,cpor,P1,C1,," + workload + ",2026-02-01,\n");
    const Answer answer = bench.accredit({"import", "associations.csv"});
    CHECK(answer.exit != 0);
    CHECK_MESSAGE(answer.says("only one partner a day holds 'cpor usage' of customer 'C1'"),
                  answer.err);
  }
  CHECK(bench.accredit({"verify"}).exit == 0);
}

TEST_CASE("a linked role is explained by its hours") {
  const Modern bench;
  bench.fill();
  CHECK(bench.accredit({"credit", "--from", "2026-03", "--by", "partner,measure"}).out ==
        "partner,measure,amount,quantity,associations\n"
        "P1,active_users,0,520,dpor\n"
        "P1,consumption,1000,10,dpor\n"
        "P2,active_users,0,420,cpor\n"
        "P2,consumption,10.958904109589,0.109589041096,pal\n"
        "P3,active_users,0,100,cpor\n");
  const Answer tree =
      bench.accredit({"explain", "--partner", "P2", "--month", "2026-03", "--subscription", "S2"});
  CHECK_MESSAGE(tree.out.find("1000 USD, quantity 10, x 28800 s of access / 2628000 s = "
                              "10.958904109589 USD, quantity 0.109589041096 "
                              "(rounded once to 12 decimals)") != std::string::npos,
                tree.out);
  const Answer deep = bench.accredit({"verify", "--deep"});
  CHECK_MESSAGE(deep.exit == 0, deep.out << deep.err);
}

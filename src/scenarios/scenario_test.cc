#include "scenarios/scenario.h"

#include <doctest/doctest.h>

#include "programs/load.h"

namespace {

using scenarios::parse_scenario;
using scenarios::Scenario;

const programs::Programme& shipped() {
  static const auto programme =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  return programme;
}

// Line 1 is the title, so the first line of `text` is line 2.
base::Result<Scenario> parsed(const std::string& text) {
  return parse_scenario(shipped(), "# A title.\n" + text, "s.scn");
}

constexpr const char* kParties =
    "partner P1, P2\n"
    "customer C1 named \"Northwind Traders\" country DE\n"
    "product azure family Azure metered\n"
    "subscription S1 customer C1 product azure currency EUR from 2026-01-01\n";  // line 5

}  // namespace

TEST_CASE("a scenario declares the registry as plain values") {
  const auto scenario = parsed(std::string(kParties) +
                               "channel S1 ea transacting P2 until 2026-03-16\n"
                               "association P1 as dpor on S1 in 2026-03\n"
                               "fx 2026-03 1 EUR = 1.0850 USD\n");
  REQUIRE_MESSAGE(scenario.has_value(), (scenario ? "" : scenario.error().message));
  const auto& registry = scenario->registry;
  CHECK(scenario->title == "A title.");
  CHECK(registry.partners.size() == 2);
  CHECK(registry.customers[0].name == "Northwind Traders");
  CHECK(registry.subscriptions[0].currency == "EUR");
  CHECK(registry.fx_rates[0].rate.text() == "1.085");
  REQUIRE(registry.associations.size() == 2);
  CHECK(registry.associations[0].days.to.text() == "2026-04-01");
  CHECK(registry.associations[1].source == "recognition");
  CHECK(registry.associations[1].days.to.text() == "2026-03-16");
}

TEST_CASE("usage on a day, daily, with keys, revisions and exact decimals") {
  const auto scenario =
      parsed(std::string(kParties) +
             "usage S1 1,000.50 EUR daily from 2026-03-30 through 2026-04-01 key k\n"
             "usage S1 730 hours 12.5 USD on 2026-03-30 workload vm as correction "
             "key k-2026-03-30 revision 2 source late\n"
             "usage S1 0.0000000000001 EUR on 2026-03-30\n");
  REQUIRE_MESSAGE(scenario.has_value(), (scenario ? "" : scenario.error().message));
  const auto& rows = scenario->deliveries;
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].record_key == "k-2026-03-30");
  CHECK(rows[0].amount.text() == "1000.5");
  CHECK(rows[2].usage_date.text() == "2026-04-01");
  CHECK(rows[3].quantity.text() == "730");
  CHECK(rows[3].unit == "hours");
  CHECK(rows[3].revision == 2);
  CHECK(rows[3].charge_kind == base::ChargeKind::Correction);
  CHECK(rows[4].amount.is_zero());
  CHECK(rows[4].amount_rest == 100'000'000'000);
}

TEST_CASE("a question sees what stands above it") {
  const auto scenario = parsed(std::string(kParties) +
                               "usage S1 1 EUR on 2026-03-01\n"
                               "credit 2026-03 by partner\n  none\n"
                               "usage S1 2 EUR on 2026-03-01\n"
                               "partner P3\n"
                               "earnings 2026-03 for P1\n  none\n");
  REQUIRE_MESSAGE(scenario.has_value(), (scenario ? "" : scenario.error().message));
  REQUIRE(scenario->questions.size() == 2);
  CHECK(scenario->questions[0].deliveries == 1);
  CHECK(scenario->questions[0].registry.partners.size() == 2);
  CHECK(scenario->questions[1].deliveries == 2);
  CHECK(scenario->questions[1].registry.partners.size() == 3);
  CHECK(scenario->questions[1].only_partner == "P1");
}

TEST_CASE("what cannot be read is said with file, line and what may stand there") {
  struct Row {
    const char* text;
    const char* says;
  };
  for (const Row& row : {
           Row{"parner P9\n",
               "s.scn:6: cannot read 'parner' here; expected one of programme, partner"},
           Row{"parner P9\n", "did you mean 'partner'?"},
           Row{"  indented\n", "s.scn:5: the indented lines below belong to nothing"},
           Row{"partner P9 status gone\n", "expected one of active, suspended, terminated"},
           Row{"customer C9 nmaed X\n", "did you mean 'named'?"},
           Row{"product x family\n", "the line ends where a product family should stand"},
           Row{"subscription S9 customer C9 product azure\n",
               "customer 'C9' is not declared above"},
           Row{"channel S1 eaa\n", "did you mean 'ea'?"},
           Row{"channel S1\n", "the line ends too early"},
           Row{"association P1 as dpro on S1\n", "no association type 'dpro'"},
           Row{"association P1 dpor on S1\n", "expected 'as' before 'dpor'"},
           Row{"association P1 as dpor on S1 from 2026-03-11 until 2026-03-01\n",
               "ends before it begins"},
           Row{"designate P1 as dpor on S1 at yesterday\n", "'yesterday' is not a day"},
           Row{"designate P1 as dpor on S1 at 2026-03-01 refused ALREADY_HELD\n",
               "expected refusal ALREADY_HELD, but it is allowed"},
           Row{"designate P1 as dap on S1 at 2026-03-01\n", "refused ASSOC_NOT_ALLOWED_FOR_FAMILY"},
           Row{"replace dpor on S1 by P1 at 2026-03-01\n", "nobody holds this role on that day"},
           Row{"withdraw A9\n", "association 'A9' is not declared above"},
           Row{"usage S9 1 EUR on 2026-03-01\n", "subscription 'S9' is not declared above"},
           Row{"usage S1 on 2026-03-01\n", "expected an amount and a currency"},
           Row{"usage S1 1 EUR\n", "usage belongs to one day"},
           Row{"usage S1 1 EUR in 2026-03\n", "with the word daily"},
           Row{"usage S1 1 EUR on 2026-03-01 revision 1.5\n", "a revision is a whole number"},
           Row{"usage S1 1 EUR on 2026-03-01 as refunded\n", "did you mean 'refund'?"},
           Row{"fx 2026-13 1 EUR = 1 USD\n", "'2026-13' is not a month"},
           Row{"award P9 cloud-platform silver on 2026-03-01\n", "no partner and no group 'P9'"},
           Row{"award P1 cloud-platform sliver on 2026-03-01\n", "no level 'sliver'"},
           Row{"value P1 cloud-platform people 4 from 2026-03\n", "no metric 'people'"},
           Row{"member P9 of G in 2026-03\n", "partner 'P9' is not declared above"},
           Row{"member P1 of G\nmember P1 of H in 2026-03\n", "two groups on one day"},
           Row{"competency 2026-03 of clod\n  none\n", "no competency 'clod'"},
           Row{"competency 2026-03\n  acount\n", "did you mean 'account'?"},
           Row{"credit 2026-03 by parnter\n  none\n", "did you mean 'partner'?"},
           Row{"credit 2026-03 by partner\n", "what is expected is missing"},
           Row{"credit 2026-03 by partner\n  partner  ammount\n", "did you mean 'amount'?"},
           Row{"credit 2026-03 by partner\n  partner  amount\n  P1 7\n",
               "has 1 cells, the table has 2 columns"},
           Row{"programme\n  x = 1\n", "amend the programme first"},
           Row{"partner \"P9\n", "a quote is not closed"},
       }) {
    CAPTURE(row.text);
    const auto scenario = parsed(std::string(kParties) + row.text);
    REQUIRE_FALSE(scenario.has_value());
    CAPTURE(scenario.error().message);
    CHECK(scenario.error().message.find(row.says) != std::string::npos);
  }
}

TEST_CASE("a scenario begins with a sentence that says what it shows") {
  const auto scenario = parse_scenario(shipped(), "partner P1\n", "s.scn");
  REQUIRE_FALSE(scenario.has_value());
  CHECK(scenario.error().message.starts_with("s.scn:1: a scenario begins with a sentence"));
}

TEST_CASE("an error in an amendment names its line in the scenario") {
  const auto scenario = parsed("programme\n  [parameters]\n  curency = \"EUR\"\n");
  REQUIRE_FALSE(scenario.has_value());
  CHECK(scenario.error().message.starts_with("s.scn:4: unknown key 'curency'"));
}

TEST_CASE("the highest revision is current, duplicates and reused keys change nothing") {
  const auto scenario = parsed(std::string(kParties) +
                               "usage S1 2 EUR on 2026-03-01 key k revision 2\n"
                               "usage S1 1 EUR on 2026-03-01 key k revision 1\n"
                               "usage S1 2 EUR on 2026-03-01 key k revision 2\n"
                               "usage S1 9 EUR on 2026-03-01 key k revision 2\n")
                            .value();
  const auto current = scenarios::current_records(scenario.deliveries);
  REQUIRE(current.size() == 1);
  CHECK(current[0].amount.text() == "2");
}

TEST_CASE("a scenario writes itself as the files of the contract") {
  const auto scenario = parsed(std::string(kParties) +
                               "channel S1 ea transacting P2\n"
                               "association P1 as dpor on S1 from 2026-03-01 id first\n"
                               "usage S1 0.0000000000015 EUR on 2026-03-01 workload \"a,b\"\n"
                               "credit 2026-03 by partner\n  none\n"
                               "usage S1 2 EUR on 2026-03-02\n")
                            .value();
  const auto files = to_files(scenario, scenario.questions.size());
  CHECK(files.at("customers.csv") == "customer_id,name,country\nC1,Northwind Traders,DE\n");
  CHECK(files.at("subscriptions.csv") ==
        "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
        "S1,C1,azure,EUR,2026-01-01,\n");
  CHECK(files.at("associations.csv") ==
        "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n"
        "first,dpor,P1,C1,S1,,2026-03-01,\n");
  CHECK(files.at("channels.csv").ends_with("S1,ea,,,P2,\n"));
  CHECK(files.at("usage.csv").find("\"a,b\",2026-03-01,consumption,0,,0.0000000000015,EUR,usage") !=
        std::string::npos);
  CHECK(files.at("programme.toml") == shipped().source);
  const auto earlier = to_files(scenario, 0);
  CHECK(earlier.at("usage.csv").find("2026-03-02") == std::string::npos);
}

// Every example of `accredit help` runs: in the order of the help, in one folder that holds what
// the examples name. Only the demo is made smaller.
#include "cli/help.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/parquet.h"

namespace {

constexpr const char* kRegistry[] = {"partners.csv",      "customers.csv", "products.csv",
                                     "subscriptions.csv", "channels.csv",  "associations.csv",
                                     "fx_rates.csv"};

void registry_of_the_help(const tests::Bench& bench) {
  bench.write("partners.csv",
              "partner_id,name,group_id,country,status\n"
              "P17,Velmarin Systems,,DE,active\nP3,Tostrand Labs,,FR,active\n");
  bench.write("customers.csv",
              "customer_id,name,country\nC31,Marvossen Foods,DE\nC7,Brindale,DE\n");
  bench.write("products.csv",
              "product_id,name,family,metering\nazure,Azure,Azure,metered\n"
              "office,Office 365,Office 365,seat\n");
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S204,C31,azure,EUR,2024-01-01,\nS205,C31,office,EUR,2024-01-01,\n"
              "S206,C31,azure,USD,2024-01-01,\n"
              "5f0e7c1a-22d4,C31,azure,EUR,2024-01-01,\n");
  bench.write("channels.csv",
              "subscription_id,channel,starts_on,ends_on,transacting_partner_id,"
              "reseller_partner_id\nS204,ea,2024-01-01,,P3,\nS206,ea,2024-01-01,,,\n");
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\nA1004,gdap,P17,C31,,,2024-06-01,\nA1005,dpor,P3,C31,S206,,2026-03-01,\n");
  bench.write("enrolments.csv",
              "partner_id,agreement,completed_on,ends_on\nP3,cloud-incentives,2025-03-05,\n");
  bench.write("fx_rates.csv",
              "month,from_currency,to_currency,rate\n2024-12,EUR,USD,1.05\n2025-01,EUR,USD,1."
              "03\n2025-02,EUR,USD,1.04\n"
              "2025-03,EUR,USD,1.08\n");
}

void payouts_of_the_help(const tests::Bench& bench) {
  bench.write("payout_accounts.csv",
              "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,"
              "town,address1,address2\n"
              ",Lanternfall Clouds,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,,\n"
              "P3,Tostrand Labs,,000123456789,,USABA,021000021,US,USD,,,\n");
  bench.write("answers.csv", "payment_id,status,day,reason\nPO-000002-0001,sent,2026-04-16,\n");
}

// The same month in four dialects; each file has rows of its own.
void usage_of_the_help(const tests::Bench& bench) {
  bench.write("usage-2025-03.csv",
              tests::usage_header() +
                  tests::usage_row("k1", "2025-03-05", "100", 1, "S204", "EUR") +
                  tests::usage_row("k3", "2024-12-05", "90", 1, "S204", "EUR") +
                  tests::usage_row("k4", "2025-01-05", "95", 1, "S204", "EUR") +
                  tests::usage_row("k5", "2025-02-05", "98", 1, "S204", "EUR") +
                  tests::usage_row("k6", "2026-03-05", "5000", 1, "S206") +
                  "meter,k2,1,S205,mail,2025-03-31,active_users,420,users,0,,usage\n");
  REQUIRE(bench.shell("gzip usage-2025-03.csv").exit == 0);
  std::filesystem::copy_file("tests/data/focus/focus_1.2_own.csv", bench.file("focus.csv"));
  tests::write_parquet(bench, "focus.csv", "focus-2025-03.parquet",
                       "* REPLACE ('S204' AS SubAccountId)");
  bench.write("my-mapping.toml",
              "mapping = \"my-mapping\"\nidentity = \"file\"\ndelimiter = \";\"\n\n[columns]\n"
              "subscription_id = \"contract\"\nusage_date = \"day\"\n"
              "currency = { columns = [\"currency\"], constant = \"EUR\" }\n\n[[facts]]\n"
              "name = \"cost\"\nmeasure = \"consumption\"\namount = \"cost\"\n");
  bench.write("azure-2025-03.csv",
              "SubscriptionId,MeterCategory,Date,BillingCurrency,ChargeType,CostInBillingCurrency,"
              "Quantity,UnitOfMeasure\n5F0E7C1A-22D4,Storage,03/07/2025,EUR,Usage,4.20,1,GB\n");
  const std::string event =
      R"({"specversion":"1.0","id":"e-1","source":"meter","type":"vm","subject":"S204",)"
      R"("time":"2025-03-06T10:00:00Z","data":{"workload":"vm","measure":"consumption",)"
      R"("quantity":"2","unit":"h","amount":"10","currency":"USD",)"
      R"("charge_kind":"usage","value":"2"}})";
  bench.write("events.json", event);
  std::string other = event;
  other.replace(other.find("e-1"), 3, "e-2");
  bench.write("batch.json", '[' + other + ']');
  bench.write("guide.md", "# The programme\n\nWho is recognised, and for what.\n");
  bench.write("export.csv", "contract;day;cost\nS204;2025-03-06;12.5\n");
}

// The commands among the lines below "Examples:", continued lines joined.
std::vector<std::string> examples_in(const std::string& help) {
  std::vector<std::string> commands;
  constexpr std::string_view kHeading = "Examples:\n";
  std::size_t at = help.find(kHeading);
  REQUIRE(at != std::string::npos);
  at += kHeading.size();
  bool continued = false;
  while (help[at] != '\n') {
    const std::size_t end = help.find('\n', at);
    const std::string line = help.substr(at, end - at);
    if (continued) {
      commands.back() += '\n' + line;
    } else {
      commands.push_back(line);
    }
    continued = line.ends_with('\\');
    at = end + 1;
  }
  return commands;
}

// As a shell would, but for what serves until it is interrupted (tests/service/demo.py).
void run(const tests::Bench& bench, std::string command) {
  if (command == "  accredit demo" || command == "accredit demo") return;
  constexpr std::string_view kDemo = "accredit demo";
  if (const std::size_t at = command.find(kDemo); at != command.npos) {
    command.insert(at + kDemo.size(), " --rows 5000");
  }
  CAPTURE(command);
  const tests::Answer answer = bench.shell(command);
  CHECK_MESSAGE(answer.exit == 0, answer.err);
}

}  // namespace

TEST_CASE("every example of the help on a command runs") {
  const tests::Bench bench;
  registry_of_the_help(bench);
  usage_of_the_help(bench);
  payouts_of_the_help(bench);
  std::filesystem::copy_file("programmes/cloud-2016.toml", bench.file("my-programme.toml"));
  for (const cli::CommandText& text : cli::command_texts()) {
    const std::string name(text.name);
    const tests::Answer help = bench.shell("accredit help '" + name + "'");
    REQUIRE_MESSAGE(help.exit == 0, help.err);
    const std::vector<std::string> examples = examples_in(help.out);
    CHECK_MESSAGE(!examples.empty(), name);
    for (const std::string& example : examples)
      run(bench, example);
  }
}

TEST_CASE("every example of the short help runs") {
  const tests::Bench bench;
  registry_of_the_help(bench);
  usage_of_the_help(bench);
  std::filesystem::create_directory(bench.file("registry"));
  for (const char* file : kRegistry)
    std::filesystem::rename(bench.file(file), bench.file("registry/" + std::string(file)));
  for (const std::string& example : examples_in(bench.accredit({}).out))
    run(bench, example);
}

// The shipped mappings over files of others (tests/data/feeds) and our own examples
// (docs/examples/feeds): sums to the last digit, and each oddity handled as documented.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "storage/quarantine_table.h"
#include "storage/usage_testing.h"

namespace storage {
namespace {

using storage::testing::UsageShop;

ingest::Mapping shipped(std::string_view name) {
  for (const ingest::ShippedMapping& mapping : ingest::shipped_mappings()) {
    if (mapping.name == name) return ingest::load_mapping(mapping.toml, mapping.name).value();
  }
  FAIL("no mapping ", name);
  return {};
}

// Registers every subscription that rows wait for, and tries them again.
void let_in(UsageShop& shop) {
  std::set<std::string> ids;
  REQUIRE(each_waiting(shop.record->database(), base::CommitNumber::latest(),
                       "q.cause = 'UNKNOWN_SUBSCRIPTION'", [&](WaitingRow&& row) -> base::Status {
                         ids.insert(row.content.value);
                         return {};
                       }));
  registry::ChangeSet set;
  for (const std::string& id : ids)
    set.subscriptions.push_back({id, "C1", "azure", "USD", {}});
  if (!ids.empty()) REQUIRE(shop.apply(set));
  REQUIRE(shop.replay());
}

// "consumption EUR 2.5" for each measure and currency, with what rounding put aside.
std::set<std::string> sums_of(UsageShop& shop) {
  std::map<std::pair<base::Measure, std::string>, base::Product> sums;
  const auto rows = shop.log->read_records({}).value();
  for (const usage::LocatedRecord& row : rows) {
    const usage::Record& r = row.record;
    sums[{r.measure, r.currency}] += base::Product(r.amount);
    sums[{r.measure, r.currency}] += base::Product::from_parts({}, r.amount_rest);
  }
  std::set<std::string> out;
  for (const auto& [key, sum] : sums)
    out.insert(std::string(base::word(key.first)) + " " + key.second + " " + sum.text());
  return out;
}

TEST_CASE("files of others add up to the last digit") {
  struct Case {
    const char* mapping;
    const char* file;
    std::int64_t rows;
    std::set<std::string> sums;
  };
  const std::vector<Case> cases{
      {"aws-cur",
       "tests/data/feeds/aws_cur_legacy_60_rows.csv.gz",
       60,
       {"consumption USD 0.0800287376", "indicator USD 0.0000527425"}},
      {"azure-cost",
       "tests/data/feeds/azure_ea_export_2023-09-02.csv",
       27,
       {"consumption CAD 1.26136926505726"}},
      {"azure-cost",
       "tests/data/feeds/azure_ea_actualcost_small.csv",
       11,
       {"consumption USD 8.5450077867419368"}},
      {"azure-cost", "tests/data/feeds/opencost_PayAsYouGo.csv", 1, {"consumption USD 0.075"}},
      {"optscale",
       "tests/data/feeds/optscale_gcp_300_rows.csv.gz",
       300,
       {"consumption USD 4.85578399999999998699"}},
      {"csp-usage",
       "tests/data/feeds/billed-consumption-lineitems.json",
       2,
       {"consumption USD 0.976267461840794", "indicator USD 0.976267461840794"}},
      {"stripe-meter", "tests/data/feeds/billing.meter_event.json", 1, {"consumption USD 0"}},
      {"csp-usage",
       "docs/examples/feeds/csp-daily-rated-usage.csv",
       3,
       {"consumption EUR 1.9220070689999998", "indicator USD 2.11209568"}},
      {"csp-usage",
       "docs/examples/feeds/csp-billed-usage.csv",
       2,
       {"consumption EUR 2.0967270689999998", "indicator USD 2.30409568"}},
      {"csp-recon", "docs/examples/feeds/csp-onetime.csv", 2, {"revenue EUR 445.23"}},
      {"csp-recon", "docs/examples/feeds/csp-license.csv", 2, {"revenue EUR 43.2"}},
      {"partner-insights",
       "docs/examples/feeds/insights-azure-usage.csv",
       2,
       {"consumption USD 2469.134"}},
      {"partner-insights",
       "docs/examples/feeds/insights-office-usage.csv",
       1,
       {"active_users USD 0", "seats USD 0"}},
      {"cloudevents",
       "docs/examples/feeds/events.ndjson",
       4,
       {"consumption EUR 0.024", "consumption USD 0", "indicator EUR 0", "indicator USD 0"}}};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.file));
    UsageShop shop;
    const auto receipt = shop.ingest(c.file, shipped(c.mapping));
    REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().message));
    CHECK(receipt->rows_read == c.rows);
    let_in(shop);
    const std::set<std::string> sums = sums_of(shop);
    std::string got;
    for (const std::string& sum : sums)
      got += sum + "; ";
    CAPTURE(got);
    CHECK(sums == c.sums);
    CHECK(digest_log(*shop.record, *shop.log, base::CommitNumber::latest())->waiting == 0);
    CHECK(shop.verify().empty());
  }
}

TEST_CASE("JSON lines and CSV of the same report are read alike") {
  UsageShop shop;
  REQUIRE(shop.ingest("tests/data/feeds/optscale_aws_20_rows.ndjson.gz", shipped("aws-cur")));
  let_in(shop);
  CHECK(sums_of(shop).contains("consumption USD 3.661676569"));
}

TEST_CASE("amounts without any currency are refused, none is guessed") {
  UsageShop shop;
  const auto receipt =
      shop.ingest("tests/data/feeds/opencost_VirtualMachine.csv", shipped("azure-cost"));
  REQUIRE_FALSE(receipt);
  CHECK(receipt.error().message.find("'Currency'") != std::string::npos);
}

TEST_CASE("a GUID in two letter cases is one subscription") {
  UsageShop shop;
  REQUIRE(shop.ingest("docs/examples/feeds/csp-daily-rated-usage.csv", shipped("csp-usage")));
  let_in(shop);
  std::set<std::string> ids;
  const auto rows = shop.log->read_records({}).value();
  for (const usage::LocatedRecord& row : rows)
    ids.insert(row.record.subscription_id);
  CHECK(ids == std::set<std::string>{"0b7d6c1e-1111-4a6f-9c4e-7a5b3c2d1e0f"});
}

TEST_CASE("a row that repeats another attribution is kept and not credited") {
  UsageShop shop;
  REQUIRE(shop.ingest("docs/examples/feeds/insights-azure-usage.csv", shipped("partner-insights")));
  let_in(shop);
  const auto rows = shop.log->read_records({}).value();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].record.charge_kind == base::ChargeKind::Usage);
  CHECK(rows[1].record.charge_kind == base::ChargeKind::Internal);
}

TEST_CASE("an event id with other content is set aside, whatever comes later") {
  UsageShop shop;
  for (const char* number : {"1", "2", "3"}) {
    REQUIRE(
        shop.ingest("tests/data/feeds/event-ingestion." + std::string(number) + ".response.json",
                    shipped("cloudevents")));
  }
  let_in(shop);
  base::Decimal quantity;
  const auto rows = shop.log->read_records({}).value();
  for (const usage::LocatedRecord& row : rows) {
    if (row.record.measure == base::Measure::Consumption) quantity += row.record.quantity;
  }
  CHECK(quantity.text() == "32");  // 12 and 20; the 10 under the id of the 12 waits
}

// ---- days of a shop, as the retail set has them -----------------------------------------------

std::string day_of(int day) {
  std::mt19937 random(static_cast<unsigned>(day));
  const std::string date = "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
  std::string out =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  for (int line = 0; line < 40; ++line) {
    const bool cancelled = random() % 10 == 0;
    const std::string quantity = (cancelled ? "-" : "") + std::to_string(random() % 12 + 1);
    // Equal lines are all real; a cancellation may cancel what no file has.
    out.append(cancelled ? "C" : "").append(std::to_string(500 + line / 4)).append(",2");
    out.append(std::to_string(random() % 3)).append("A,\"FRAME 7\"\" SINGLE \",");
    out.append(quantity).append(",").append(date).append(" 08:26:00,");
    out.append(std::to_string(random() % 3)).append(".5,");
    out.append(random() % 4 == 0 ? "" : "17850.0").append(",EIRE\n");
  }
  return out;
}

TEST_CASE("the days of a shop give one digest in any order, each once or twice") {
  std::vector<int> days{1, 2, 3, 4, 5};
  std::string first;
  for (unsigned round = 0; round < 3; ++round) {
    UsageShop shop;
    registry::ChangeSet set;
    set.subscriptions = {{"17850.0", "C1", "azure", "USD", {}},
                         {"over-the-counter", "C1", "azure", "USD", {}}};
    REQUIRE(shop.apply(set));
    std::mt19937 random(round);
    std::ranges::shuffle(days, random);
    std::int64_t cancellations = 0;
    for (const int day : days) {
      const std::string path = shop.file("day" + std::to_string(day) + ".csv", day_of(day));
      const auto receipt = shop.ingest(path, shipped("retail-by-day"));
      REQUIRE(receipt);
      CHECK(receipt->accepted == 40);
      cancellations += receipt->cancellations;
      if (round > 0) CHECK(shop.ingest(path, shipped("retail-by-day"))->repeated);
    }
    CHECK(cancellations > 0);
    const auto digest = digest_log(*shop.record, *shop.log, base::CommitNumber::latest());
    REQUIRE(digest);
    CHECK(digest->records == 200);
    if (first.empty()) first = digest->records_digest;
    CHECK(digest->records_digest == first);
  }
}

}  // namespace
}  // namespace storage

// FOCUS files of others, taken in with the shipped mapping: sums to the last digit.
#include <doctest/doctest.h>

#include <set>

#include "storage/quarantine_table.h"
#include "storage/usage_testing.h"

namespace storage {
namespace {

using storage::testing::UsageShop;

ingest::Mapping focus() {
  return ingest::load_mapping(ingest::shipped_focus_1(), "focus-1.toml").value();
}

// Registers every subscription that rows in quarantine wait for.
void register_waiting(UsageShop& shop) {
  std::set<std::string> ids;
  REQUIRE(each_waiting(shop.record->database(), base::CommitNumber::latest(),
                       "q.cause = 'UNKNOWN_SUBSCRIPTION'", [&](WaitingRow&& row) -> base::Status {
                         ids.insert(row.content.value);
                         return {};
                       }));
  registry::ChangeSet set;
  for (const std::string& id : ids)
    set.subscriptions.push_back({id, "C1", "azure", "USD", {}});
  REQUIRE(shop.apply(set));
}

std::string amount_of(UsageShop& shop, base::Measure measure) {
  base::Decimal sum;
  const auto segments = shop.log->segments(base::CommitNumber::latest()).value();
  for (const usage::Manifest& segment : segments) {
    for (const usage::ControlTotal& total : segment.totals) {
      if (total.measure == measure) sum += total.amount;
    }
  }
  return sum.text();
}

TEST_CASE("500 real rows of FOCUS 1.0 add up to their control totals") {
  UsageShop shop;
  const auto receipt = shop.ingest("tests/data/focus/focus_1.0_rows_0001-0500.csv.gz", focus());
  REQUIRE(receipt);
  CHECK(receipt->rows_read == 500);
  CHECK(receipt->records == 1500);
  CHECK(receipt->quarantined + receipt->accepted == 1500);
  register_waiting(shop);
  const auto replayed = shop.replay();
  REQUIRE(replayed);
  CHECK(replayed->waiting == 0);
  CHECK(amount_of(shop, base::Measure::Revenue) == "5.9883937432");
  CHECK(amount_of(shop, base::Measure::Consumption) == "2");
  CHECK(amount_of(shop, base::Measure::Indicator) == "6.1310727654");
  CHECK(shop.verify().empty());
}

TEST_CASE("rows of FOCUS 1.2 add up to their control totals") {
  UsageShop shop;
  registry::ChangeSet set;
  const auto receipt =
      shop.ingest("tests/data/focus/focus_1.2_azure_synthetic_excerpt.csv", focus());
  REQUIRE(receipt);
  register_waiting(shop);
  REQUIRE(shop.replay());
  CHECK(amount_of(shop, base::Measure::Revenue) == "1283.855917");
  CHECK(amount_of(shop, base::Measure::Consumption) == "162.143341");
  CHECK(amount_of(shop, base::Measure::Indicator) == "1302.049614");
}

TEST_CASE(
    "FOCUS 1.1: corrections and taxes get their kind, the account stands in for a sub account") {
  UsageShop shop;
  const auto receipt = shop.ingest("tests/data/focus/focus_1.1_own.csv", focus());
  REQUIRE(receipt);
  CHECK(receipt->accepted == 9);
  usage::Selection march;
  march.subscription_id = "S1";
  std::map<std::string, base::ChargeKind> kinds;
  const auto rows = shop.log->read_records(march).value();
  for (const auto& row : rows) {
    kinds[row.record.record_key] = row.record.charge_kind;
  }
  CHECK(kinds["2/effective"] == base::ChargeKind::Usage);
  CHECK(kinds["3/effective"] == base::ChargeKind::Correction);
  CHECK(kinds["4/billed"] == base::ChargeKind::Tax);
}

TEST_CASE("a replaced file is a new revision of all its rows") {
  UsageShop shop;
  const std::string header =
      "SubAccountId,ServiceName,ChargePeriodStart,BillingCurrency,ChargeCategory,EffectiveCost,"
      "ConsumedQuantity,ConsumedUnit,BilledCost,PricingQuantity,PricingUnit\n";
  const std::string row = "S1,vm,2026-03-05T00:00:00Z,USD,Usage,10,1,h,10,1,h\n";
  REQUIRE(shop.ingest(shop.file("march.csv", header + row + row + row), focus()));
  CHECK(shop.facts_amount().text() == "60");
  const auto second = shop.ingest(shop.file("march.csv", header + row + row), focus());
  REQUIRE(second);
  CHECK(second->superseding == 6);
  CHECK(shop.facts_amount().text() == "40");
  CHECK(shop.verify().empty());
}

TEST_CASE("dollars and short dates of a spreadsheet are read as a mapping declares them") {
  UsageShop shop;
  registry::ChangeSet set;
  set.subscriptions = {{"12345", "C1", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
  std::ifstream file("tests/data/focus/spreadsheet.toml");
  const std::string toml((std::istreambuf_iterator<char>(file)), {});
  const auto mapping = ingest::load_mapping(toml, "spreadsheet.toml");
  REQUIRE(mapping);
  const auto receipt = shop.ingest("tests/data/focus/simple_saas_agreements_a1.csv", *mapping);
  REQUIRE(receipt);
  CHECK(receipt->accepted == 2);
  CHECK(amount_of(shop, base::Measure::Revenue) == "10000");
  const auto rows = shop.log->read_records({});
  CHECK(rows->at(0).record.usage_date == base::Day::parse("2025-04-01"));
}

TEST_CASE("with the shipped mapping those rows wait, with their cells named") {
  UsageShop shop;
  const auto receipt = shop.ingest("tests/data/focus/simple_saas_agreements_a1.csv", focus());
  REQUIRE(receipt);
  CHECK(receipt->accepted == 0);
  REQUIRE_FALSE(receipt->examples.empty());
  CHECK(receipt->examples[0].cause == ingest::Cause::BadDate);
  CHECK(receipt->examples[0].column == "ChargePeriodStart");
  CHECK(receipt->examples[0].value == "4/1/25");
}

TEST_CASE("a FOCUS file without a needed column is refused by its name") {
  UsageShop shop;
  const auto receipt =
      shop.ingest("tests/data/focus/commitment_discount_usage_scenario_4.csv", focus());
  REQUIRE_FALSE(receipt);
  CHECK(receipt.error().message.find("'BillingCurrency'") != std::string::npos);
  CHECK(receipt.error().message.find("'SubAccountId' or 'BillingAccountId'") != std::string::npos);
}

TEST_CASE("an instant belongs to the programme's own day") {
  UsageShop shop;
  shop.programme.parameters.time_zone = "America/Los_Angeles";
  const auto receipt = shop.ingest("tests/data/focus/focus_1.2_own.csv", focus());
  REQUIRE(receipt);
  usage::Selection s2;
  s2.subscription_id = "S2";
  const auto rows = shop.log->read_records(s2);
  CHECK(rows->at(0).record.usage_date == base::Day::parse("2026-03-31"));
}

}  // namespace
}  // namespace storage

#include "ingest/infer.h"

#include <doctest/doctest.h>

#include "ingest/text_rows.h"
#include "ingest/usage_feed.h"

namespace ingest {
namespace {

struct Taken {
  std::vector<std::string> records;  // "day subscription amount currency kind quantity"
  std::size_t refused = 0;
};

// The proposal is good when the file can be ingested by it.
Taken take(const std::string& bytes, const std::string& name, const Mapping& mapping) {
  registry::Snapshot snapshot;
  for (const char* id : {"4711", "aaaaaaaa-1111-4111-8111-abcdefabcdef", "unknown-subscription"})
    snapshot.subscriptions.push_back({id, {0}, {0}, "USD", {}});
  const UsageRules rules(snapshot, 31, mapping.round);
  auto rows = open_text_rows(bytes_in_memory(bytes), name, mapping);
  REQUIRE(rows);
  auto feed = UsageFeed::open(name, **rows, mapping, {"file:" + name, 1}, rules, base::Zone::utc());
  REQUIRE_MESSAGE(feed, (feed ? "" : feed.error().message));
  Taken out;
  UsageBatch batch;
  std::vector<QuarantinedRow> refused;
  while (*(*feed)->next(batch, refused)) {
    for (std::size_t row = 0; row < batch.size; ++row) {
      const usage::Record r = batch.record(row);
      out.records.push_back(r.usage_date.text() + " " + r.subscription_id + " " + r.amount.text() +
                            " " + r.currency + " " + std::string(base::word(r.charge_kind)) + " " +
                            r.quantity.text());
    }
  }
  out.refused = refused.size();
  for (const QuarantinedRow& row : refused)
    MESSAGE(sentence(name, row));
  return out;
}

Taken inferred(const std::string& bytes, const std::string& name) {
  const auto proposal = infer_mapping(bytes, true, name);
  REQUIRE_MESSAGE(proposal, (proposal ? "" : proposal.error().message));
  INFO(proposal->mapping.text);
  return take(bytes, name, proposal->mapping);
}

TEST_CASE("a German export: semicolons, decimal comma, day first, Windows-1252") {
  const std::string export_of_mine =
      "Kundennummer;Datum;Dienst;Menge;Betrag;W\xE4hrung\r\n"
      "4711;28.02.2026;Rechnen;1.234,5;2.469,00;EUR\r\n"
      "4711;01.03.2026;Speichern;NULL;-0,25;EUR\r\n";
  const Taken got = inferred(export_of_mine, "export.csv");
  CHECK(got.refused == 0);
  CHECK(got.records == std::vector<std::string>{"2026-02-28 4711 2469 EUR usage 1234.5",
                                                "2026-03-01 4711 -0.25 EUR usage 0"});
}

TEST_CASE("an American export: grouping, month first, kinds, GUIDs in capital letters") {
  const std::string text =
      "SubscriptionGUID\tUsage Date\tService\tCharge Type\tQuantity\tCost\tCurrency\n"
      "AAAAAAAA-1111-4111-8111-ABCDEFABCDEF\t3/14/26\tvm\tUsage\t5.2E-9\t\"$1,200.50 \"\tUSD\n"
      "aaaaaaaa-1111-4111-8111-abcdefabcdef\t3/4/26\tvm\tRefund\t1\t($2.00)\tUSD\n";
  const Taken got = inferred(text, "export.csv");
  CHECK(got.refused == 0);
  REQUIRE(got.records.size() == 2);
  CHECK(got.records[0] ==
        "2026-03-14 aaaaaaaa-1111-4111-8111-abcdefabcdef 1200.5 USD usage 0.0000000052");
  CHECK(got.records[1] == "2026-03-04 aaaaaaaa-1111-4111-8111-abcdefabcdef -2 USD refund 1");
}

TEST_CASE("JSON lines, with a key in sight") {
  std::string text;
  for (int i = 0; i < 12; ++i) {
    text += "{\"uuid\":\"e" + std::to_string(i) + "\",\"when\":\"2026-03-0" +
            std::to_string(i % 9 + 1) +
            "T10:00:00Z\",\"use\":{\"tokens\":" + std::to_string(i + 1) + "}}\n";
  }
  const auto proposal = infer_mapping(text, true, "log.ndjson");
  REQUIRE(proposal);
  CHECK(proposal->mapping.identity == Identity::Columns);
  CHECK(proposal->mapping.record_key.columns.front() == "uuid");
  CHECK(take(text, "log.ndjson", proposal->mapping).records.size() == 12);
  CHECK(proposal->remarks.size() >= 2);  // the key, and that nobody says whose it is
}

TEST_CASE("a shipped mapping that fits is proposed as it is") {
  const auto proposal = infer_mapping(
      "SubscriptionId,MeterCategory,Date,Cost,Quantity,BillingCurrency,ChargeType\n"
      "4711,vm,09/21/2023,3.25,1,USD,Usage\n",
      true, "x.csv");
  REQUIRE(proposal);
  CHECK(proposal->shipped == "azure-cost");
}

TEST_CASE("what holds no usage gets no proposal, with the reason") {
  const auto error = [](const std::string& text) {
    const auto proposal = infer_mapping(text, true, "x.csv");
    return proposal ? std::string() : proposal.error().message;
  };
  CHECK(error("name,country\nOne,DE\n").find("a day") != std::string::npos);
  CHECK(error("name,since\nOne,2026-03-01\n").find("an amount") != std::string::npos);
  CHECK(!error("").empty());
}

TEST_CASE("any bytes give a proposal that loads, or a reason") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    std::string text = "date,cost\n2026-03-01,1\n";
    for (unsigned i = 0; i < seed % 7; ++i)
      text[(seed * 31 + i * 17) % text.size()] = static_cast<char>(seed * 7 + i * 13);
    const auto proposal = infer_mapping(text, true, "x.csv");
    CHECK((proposal ? !proposal->mapping.facts.empty() : !proposal.error().message.empty()));
  }
}

}  // namespace
}  // namespace ingest

#include "ingest/usage_decoder.h"

#include <doctest/doctest.h>

#include "ingest/csv.h"
#include "ingest/usage_feed.h"

namespace ingest {
namespace {

registry::Snapshot shop() {
  registry::Snapshot out;
  out.subscriptions.push_back({"S1", {0}, {0}, "USD", {}});
  out.subscriptions.push_back(
      {"S2", {0}, {0}, "USD", {*base::Day::parse("2026-01-10"), *base::Day::parse("2026-02-10")}});
  return out;
}

struct Decoded {
  std::vector<usage::Record> accepted;
  std::vector<QuarantinedRow> refused;
  std::string error;
};

Decoded decode(const std::string& csv, bool rounds = false) {
  Decoded out;
  const registry::Snapshot snapshot = shop();
  const UsageRules rules(snapshot, 31, rounds);
  auto reader = CsvReader::open(bytes_in_memory(csv), "usage.csv");
  REQUIRE(reader);
  const Mapping mapping = canonical_mapping();
  auto feed = UsageFeed::open("usage.csv", **reader, mapping, {}, rules, base::Zone::utc());
  if (!feed) {
    out.error = feed.error().message;
    return out;
  }
  UsageBatch batch;
  while (*(*feed)->next(batch, out.refused)) {
    for (std::size_t row = 0; row < batch.size; ++row)
      out.accepted.push_back(batch.record(row));
  }
  return out;
}

const std::string kHeader =
    "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
    "currency,charge_kind\n";

TEST_CASE("a good row becomes a record, columns in any order") {
  const Decoded got = decode(
      "charge_kind,currency,amount,unit,quantity,measure,usage_date,workload,subscription_id,"
      "revision,record_key,source\nrefund,EUR,-1.250,hours,5.2E-9,revenue,2026-03-01,vm,S1,7,k,"
      "m\n");
  REQUIRE(got.accepted.size() == 1);
  const usage::Record& r = got.accepted[0];
  CHECK(r.source == "m");
  CHECK(r.revision == 7);
  CHECK(r.usage_date.text() == "2026-03-01");
  CHECK(r.measure == base::Measure::Revenue);
  CHECK(r.amount.text() == "-1.25");
  CHECK(r.quantity.text() == "0.0000000052");
  CHECK(r.charge_kind == base::ChargeKind::Refund);
}

TEST_CASE("each fault has its cause, column and value") {
  struct Case {
    const char* row;
    Cause cause;
    const char* column;
  };
  const std::vector<Case> cases{
      {",k,0,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::MissingValue, "source"},
      {"m,,0,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::MissingValue, "record_key"},
      {"m,k,,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::BadRevision, "revision"},
      {"m,k,-1,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::BadRevision, "revision"},
      {"m,k,1.0,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::BadRevision, "revision"},
      {"m,k,99999999999999999999,S1,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::BadRevision,
       "revision"},
      {"m,k,0,,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::MissingValue, "subscription_id"},
      {"m,k,0,S7,vm,2026-03-01,consumption,1,h,1,USD,usage", Cause::UnknownSubscription,
       "subscription_id"},
      {"m,k,0,S1,vm,2026-02-29,consumption,1,h,1,USD,usage", Cause::BadDate, "usage_date"},
      {"m,k,0,S1,vm,01/03/2026,consumption,1,h,1,USD,usage", Cause::BadDate, "usage_date"},
      {"m,k,0,S1,vm,2026-03-01,consumpton,1,h,1,USD,usage", Cause::BadMeasure, "measure"},
      {"m,k,0,S1,vm,2026-03-01,consumption,1,h,1,USD,Usage", Cause::BadChargeKind, "charge_kind"},
      {"m,k,0,S1,vm,2026-03-01,consumption,\"1,5\",h,1,USD,usage", Cause::BadNumber, "quantity"},
      {"m,k,0,S1,vm,2026-03-01,consumption,1,h,1e18,USD,usage", Cause::NumberTooLarge, "amount"},
      {"m,k,0,S1,vm,2026-03-01,consumption,1,h,0.1234567890123,USD,usage", Cause::NumberTooFine,
       "amount"},
      {"m,k,0,S1,vm,2026-03-01,consumption,,h,,USD,usage", Cause::MissingValue, "amount"},
      {"m,k,0,S1,vm,2026-03-01,indicator,1,,,,usage", Cause::MissingValue, "unit"},
      {"m,k,0,S1,vm,2026-03-01,consumption,1,h,1,usd,usage", Cause::UnknownCurrency, "currency"},
      {"m,k,0,S1,vm,2026-03-01,consumption,1,h,1,,usage", Cause::MissingCurrency, "currency"},
      {"m,k,0,S2,vm,2026-01-09,consumption,1,h,1,USD,usage", Cause::BeforeSubscriptionStart,
       "usage_date"},
      {"m,k,0,S2,vm,2026-03-13,consumption,1,h,1,USD,usage", Cause::AfterSubscriptionEnd,
       "usage_date"},
      {"m,k,0,S1", Cause::RaggedRow, ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.row);
    const Decoded got = decode(kHeader + c.row + "\n");
    REQUIRE(got.refused.size() == 1);
    CHECK(got.accepted.empty());
    CHECK(word(got.refused[0].cause) == word(c.cause));
    CHECK(got.refused[0].column == c.column);
    CHECK(got.refused[0].line == 2);
    CHECK_FALSE(got.refused[0].expected.empty());
    CHECK_FALSE(got.refused[0].remedy.empty());
  }
}

TEST_CASE("what is at the edge is accepted") {
  const std::vector<std::string> rows{
      "m,k,0,S1,,2026-03-01,consumption,1,h,,,usage",               // no amount needs no currency
      "m,k,0,S1,,2026-03-01,revenue,,,5,USD,usage",                 // no quantity
      "m,k,0,S1,,2026-03-01,revenue,0,,0.000,,usage",               // zero needs no currency
      "m,k,0,S1,,2026-03-01,revenue,,,0.1234567890120000,USD,tax",  // zeros are not finer
      "m,k,0,S2,,2026-01-10,revenue,,,5,USD,usage",                 // the first day
      "m,k,0,S2,,2026-03-12,revenue,,,5,USD,usage",                 // 30 days after the end
      "m,k,0,S1,,2026-03-01,revenue,,,5,DEM,usage",                 // withdrawn
  };
  for (const std::string& row : rows) {
    CAPTURE(row);
    CHECK(decode(kHeader + row + "\n").accepted.size() == 1);
  }
}

TEST_CASE("finer numbers are rounded half-even where the feed allows it, and the rest is kept") {
  const Decoded got =
      decode(kHeader + "m,k,0,S1,,2026-03-01,revenue,,,0.1234567890125,USD,usage\n", true);
  REQUIRE(got.accepted.size() == 1);
  CHECK(got.accepted[0].amount.text() == "0.123456789012");
  CHECK(got.accepted[0].amount_rest == 500'000'000'000);
}

TEST_CASE("a wrong header is refused by name") {
  const auto error = [](const std::string& header) { return decode(header + "\n").error; };
  std::string unknown = kHeader;
  unknown.replace(unknown.find("amount"), 6, "ammount");
  CHECK(error(unknown).find("'ammount'; did you mean 'amount'?") != std::string::npos);
  std::string missing = kHeader;
  missing.erase(missing.find("unit,"), 5);
  CHECK(error(missing).find("no column 'unit'") != std::string::npos);
}

TEST_CASE("an empty word is a fault from the first row on") {
  const Decoded got = decode(kHeader + "m,k,0,S1,vm,2026-03-01,,1,h,1,USD,usage\n" +
                             "m,l,0,S1,vm,2026-03-01,seats,1,h,1,USD,\n");
  REQUIRE(got.refused.size() == 2);
  CHECK(got.refused[0].cause == Cause::BadMeasure);
  CHECK(got.refused[1].cause == Cause::BadChargeKind);
  const Decoded kind = decode(kHeader + "m,k,0,S1,vm,2026-03-01,seats,1,h,1,USD,\n");
  REQUIRE(kind.refused.size() == 1);
  CHECK(kind.refused[0].cause == Cause::BadChargeKind);
}

TEST_CASE("a sentence says where, what, what was expected and what to do") {
  const Decoded got = decode(kHeader + "m,k,0,S1,vm,2026-03-01,consumpton,1,h,1,USD,usage\n");
  CHECK(sentence("usage.csv", got.refused.at(0)) ==
        "usage.csv line 2, column 'measure', value 'consumpton': BAD_MEASURE. Expected one of "
        "consumption, revenue, seats, active_users, indicator; did you mean 'consumption'?; "
        "correct the cell and deliver the row again");
}

TEST_CASE("figures of a refused row are readable when date, measure and numbers are") {
  const Decoded got = decode(kHeader + "m,k,0,S7,vm,2026-03-01,consumption,1,h,5,USD,usage\n" +
                             "m,k,0,S7,vm,2026-03-01,consumption,1,h,x,USD,usage\n");
  REQUIRE(got.refused.size() == 2);
  CHECK(got.refused[0].figures.complete);
  CHECK(got.refused[0].figures.amount.text() == "5");
  CHECK_FALSE(got.refused[1].figures.complete);
}

TEST_CASE("a record as a canonical line decodes to the same record") {
  const Decoded got = decode(
      kHeader +
          "\"m, \"\"x\"\"\",k,3,S1,\"a\nb\",2026-03-01,seats,12.5,h,-0.1234567890125,USD,usage\n",
      true);
  REQUIRE(got.accepted.size() == 1);
  const Decoded again = decode(kHeader + canonical_line(got.accepted[0]) + "\n", true);
  CHECK(again.accepted == got.accepted);
}

}  // namespace
}  // namespace ingest

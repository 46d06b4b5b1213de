#include "storage/refused_rows.h"

#include <doctest/doctest.h>

#include "storage/quarantine_table.h"
#include "storage/usage_testing.h"

namespace storage {
namespace {

using testing::UsageShop;

ingest::QuarantinedRow row_of(std::int64_t line, std::string cells) {
  ingest::QuarantinedRow row;
  row.cause = ingest::Cause::KeyReused;
  row.line = line;
  row.column = "record_key";
  row.value = "k";
  row.expected = "a higher revision";
  row.remedy = "deliver it so";
  row.source = "meter";
  row.record_key = "k" + std::to_string(line);
  row.revision = line;
  row.cells = std::move(cells);
  row.figures = {
      true,  *base::Day::parse("2026-03-05"),       base::Measure::Revenue,
      "EUR", *base::parse_exact("-0.000000000001"), *base::parse_exact("999999999999999999.5")};
  return row;
}

// Stores them as a delivery of their own; gives how many entered quarantine.
std::int64_t deliver(UsageShop& shop, RefusedRows& rows) {
  std::int64_t entered = 0;
  const registry::Act act{"operator:test", "ingest", "", ""};
  const auto done =
      shop.record->commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(database.execute("PRAGMA defer_foreign_keys=ON"));
        for (const auto& [cause, count] : TRY(rows.store(database, commit, commit.number)))
          entered += count;
        const std::string number = std::to_string(commit.number);
        return database.execute("INSERT INTO usage_delivery VALUES (" + number + ", " + number +
                                ", 'sha " + number +
                                "', 'map', 'map', 0, 'a.csv', '', NULL, 0, 0, 0, 0, 0, 0, 0, 0)");
      });
  REQUIRE_MESSAGE(done.has_value(), done.error().message);
  return entered;
}

std::vector<ingest::QuarantinedRow> waiting(UsageShop& shop) {
  std::vector<ingest::QuarantinedRow> out;
  REQUIRE(each_waiting(shop.record->database(), base::CommitNumber::latest(), "",
                       [&](WaitingRow&& row) -> base::Status {
                         out.push_back(std::move(row.content));
                         return {};
                       }));
  return out;
}

}  // namespace

TEST_CASE("refused rows come out of their file as they went in, and the file goes") {
  UsageShop shop;
  const std::string path = shop.directory.path("segments/incoming.refused.tmp");
  const std::string zeros("a\0b\n\"", 5);
  {
    RefusedRows rows(path);
    CHECK(rows.rows() == 0);
    CHECK_FALSE(std::filesystem::exists(path));
    REQUIRE(rows.add(row_of(1, zeros)));
    REQUIRE(rows.add(row_of(2, std::string(3'000'000, 'x'))));  // longer than a piece
    ingest::QuarantinedRow bare;
    bare.cause = ingest::Cause::RaggedRow;
    bare.text = "torn";
    bare.rounds = true;
    REQUIRE(rows.add(bare));
    CHECK(rows.rows() == 3);
    CHECK(rows.examples().size() == 3);
    CHECK(deliver(shop, rows) == 3);
  }
  CHECK_FALSE(std::filesystem::exists(path));
  const auto kept = waiting(shop);
  REQUIRE(kept.size() == 3);
  CHECK(kept[0].cells == zeros);
  CHECK(kept[0].cause == ingest::Cause::KeyReused);
  CHECK(kept[0].line == 1);
  CHECK(kept[0].column == "record_key");
  CHECK(kept[0].expected == "a higher revision");
  CHECK(kept[0].remedy == "deliver it so");
  CHECK(kept[0].source == "meter");
  CHECK(kept[0].record_key == "k1");
  CHECK(kept[0].revision == 1);
  CHECK(kept[1].cells.size() == 3'000'000);
  CHECK(kept[2].text == "torn");
  CHECK(kept[2].rounds);
  CHECK_FALSE(kept[2].revision.has_value());
  const auto totals =
      shop.log->quarantined(*base::Month::parse("2026-03"), base::CommitNumber::latest());
  REQUIRE(totals->size() == 1);
  CHECK(totals->at(0).measure == base::Measure::Revenue);
  CHECK(totals->at(0).currency == "EUR");
  CHECK(totals->at(0).amount.text() == "-0.000000000002");
  CHECK(totals->at(0).quantity.text() == "1999999999999999999");
}

TEST_CASE("a content enters quarantine once, within a delivery and across deliveries") {
  UsageShop shop;
  const std::string path = shop.directory.path("segments/incoming.refused.tmp");
  for (const std::int64_t expected : {20'000, 0}) {
    RefusedRows rows(path);
    for (int i = 0; i < 40'000; ++i) {
      REQUIRE(rows.add(row_of(i, "cells " + std::to_string(i % 20'000))));
    }
    CHECK(rows.examples().size() == 3);
    CHECK(deliver(shop, rows) == expected);
  }
  CHECK(waiting(shop).size() == 20'000);
}

}  // namespace storage

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "storage/disk_file.h"
#include "storage/duck.h"
#include "storage/usage_testing.h"

namespace storage {
namespace {

using storage::testing::kUsageHeader;
using storage::testing::usage_row;
using storage::testing::UsageShop;
using Strings = std::vector<std::string>;

TEST_CASE("rows of a file count once they are taken in") {
  UsageShop shop;
  const auto receipt =
      shop.ingest_rows("usage.csv", usage_row("k1", 0, "10.50") + usage_row("k2", 0, "-0.5"));
  REQUIRE(receipt);
  CHECK(receipt->rows_read == 2);
  CHECK(receipt->accepted == 2);
  CHECK(receipt->commit.number == 2);
  CHECK(shop.current() == Strings{"k1/0=10.5", "k2/0=-0.5"});
  CHECK(shop.facts_amount().text() == "10");
  REQUIRE(receipt->totals.size() == 1);
  CHECK(receipt->totals[0].amount.text() == "10");
  CHECK(shop.verify().empty());
}

TEST_CASE("the same file again is recognised and commits nothing") {
  UsageShop shop;
  const std::string path = shop.file("usage.csv", kUsageHeader + usage_row("k1", 0, "10"));
  REQUIRE(shop.ingest(path));
  const auto again = shop.ingest(path);
  REQUIRE(again);
  CHECK(again->repeated);
  CHECK(again->duplicates == 1);
  CHECK(shop.record->head()->number == 2);
}

TEST_CASE("known rows in another file are duplicates") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10") + usage_row("k2", 0, "20")));
  const auto receipt =
      shop.ingest_rows("b.csv", usage_row("k2", 0, "20.00") + usage_row("k3", 0, "30"));
  REQUIRE(receipt);
  CHECK(receipt->duplicates == 1);
  CHECK(receipt->accepted == 1);
  CHECK(shop.current() == Strings{"k1/0=10", "k2/0=20", "k3/0=30"});
  CHECK(shop.verify().empty());
}

TEST_CASE("a higher revision takes the place of the lower, as of its commit") {
  UsageShop shop;
  const auto first = shop.ingest_rows("a.csv", usage_row("k1", 1, "100"));
  const auto second = shop.ingest_rows("b.csv", usage_row("k1", 2, "130"));
  REQUIRE(second);
  CHECK(second->superseding == 1);
  CHECK(shop.current() == Strings{"k1/2=130"});
  CHECK(shop.current(first->commit) == Strings{"k1/1=100"});
  CHECK(shop.facts_amount().text() == "130");
  CHECK(shop.log->superseded_subscriptions(first->commit, second->commit).value() ==
        std::vector<base::SubscriptionKey>{{0}});
}

TEST_CASE("a lower revision that comes late is kept and never counts") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 2, "130")));
  const auto late = shop.ingest_rows("b.csv", usage_row("k1", 1, "100"));
  REQUIRE(late);
  CHECK(late->accepted == 1);
  CHECK(late->superseded == 1);
  CHECK(shop.current() == Strings{"k1/2=130"});
  CHECK(shop.verify().empty());
}

TEST_CASE("a key with other content in the same revision is quarantined") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 1, "100")));
  const auto receipt = shop.ingest_rows("b.csv", usage_row("k1", 1, "101"));
  REQUIRE(receipt);
  CHECK(receipt->quarantined == 1);
  REQUIRE(receipt->examples.size() == 1);
  CHECK(receipt->examples[0].cause == ingest::Cause::KeyReused);
  CHECK(shop.current() == Strings{"k1/1=100"});
}

TEST_CASE("E33: any order of the records gives 180") {
  const Strings rows{usage_row("k1", 1, "100"), usage_row("k2", 1, "50"),
                     usage_row("k1", 2, "130"), usage_row("k3", 1, "25"),
                     usage_row("k3", 2, "0"),   usage_row("k1", 1, "100")};
  std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
  UsageShop shop;
  int file = 0;
  std::mt19937 random(33);
  for (int round = 0; round < 4; ++round) {
    std::ranges::shuffle(order, random);
    UsageShop fresh;
    for (const std::size_t at : order) {
      REQUIRE(fresh.ingest_rows("part" + std::to_string(file++) + ".csv", rows[at]));
    }
    CHECK(fresh.facts_amount().text() == "180");
    CHECK(fresh.verify().empty());
  }
}

TEST_CASE("a row of an unknown subscription waits and passes once the subscription is registered") {
  UsageShop shop;
  const auto receipt = shop.ingest_rows(
      "a.csv", usage_row("k1", 0, "10") + usage_row("k2", 0, "20", "2026-03-05", "S9"));
  REQUIRE(receipt);
  CHECK(receipt->accepted == 1);
  CHECK(receipt->causes == std::vector<std::pair<ingest::Cause, std::int64_t>>{
                               {ingest::Cause::UnknownSubscription, 1}});
  const auto waiting =
      shop.log->quarantined(*base::Month::parse("2026-03"), base::CommitNumber::latest());
  REQUIRE(waiting->size() == 1);
  CHECK(waiting->at(0).amount.text() == "20");
  CHECK(shop.replay()->accepted == 0);

  registry::ChangeSet set;
  set.subscriptions = {{"S9", "C1", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
  const auto replayed = shop.replay();
  REQUIRE(replayed);
  CHECK(replayed->accepted == 1);
  CHECK(replayed->waiting == 0);
  CHECK(shop.current() == Strings{"k1/0=10", "k2/0=20"});
  CHECK(list_quarantine(*shop.record)->empty());
  CHECK(shop.log->quarantined(*base::Month::parse("2026-03"), receipt->commit)->size() == 1);
  CHECK(shop.verify().empty());
}

TEST_CASE("a row in quarantine is released when a good row of its key comes") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "1,5")));
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k1", 0, "x")));
  CHECK(list_quarantine(*shop.record)->size() == 2);
  const auto receipt = shop.ingest_rows("c.csv", usage_row("k1", 0, "1.5"));
  REQUIRE(receipt);
  CHECK(receipt->released == 1);
}

TEST_CASE("a reused key waits through every replay, and others pass beside it") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  REQUIRE(shop.ingest_rows(
      "b.csv", usage_row("k1", 0, "11") + usage_row("k2", 0, "20", "2026-03-05", "S9")));
  registry::ChangeSet set;
  set.subscriptions = {{"S9", "C1", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
  const auto first = shop.replay();
  REQUIRE(first);
  CHECK(first->rows == 2);
  CHECK(first->accepted == 1);
  CHECK(first->waiting == 1);
  const auto second = shop.replay();
  REQUIRE(second);
  CHECK(second->rows == 1);
  CHECK(second->waiting == 1);
  CHECK(second->commit.number == 0);
  CHECK(shop.current() == Strings{"k1/0=10", "k2/0=20"});
  CHECK(shop.verify().empty());
}

TEST_CASE("the same bad row in another file does not double the quarantine") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "x")));
  const auto receipt = shop.ingest_rows("b.csv", usage_row("k1", 0, "x") + usage_row("k2", 0, "5"));
  REQUIRE(receipt);
  CHECK(receipt->quarantined == 0);
  CHECK(receipt->known_quarantined == 1);
  CHECK(list_quarantine(*shop.record)->at(0).rows == 1);
}

TEST_CASE("what an interrupted ingest left is swept, what is committed stays") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  std::ofstream(shop.directory.path("segments/000002.parquet")) << "half";
  std::ofstream(shop.directory.path("segments/incoming.parquet.tmp")) << "half";
  CHECK(shop.verify().empty());
  CHECK(unregistered_files(*shop.log)->size() == 2);
  shop.reopen();
  CHECK(unregistered_files(*shop.log)->empty());
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k2", 0, "20")));
  CHECK(shop.facts_amount().text() == "30");
}

TEST_CASE("a missing or damaged key file is built again") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  const std::string keys = shop.directory.path("segments/000001.keys");
  REQUIRE(std::filesystem::exists(keys));
  SUBCASE("missing") {
    std::filesystem::remove(keys);
  }
  SUBCASE("damaged") {
    std::fstream file(keys, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file << 'x';
  }
  const auto receipt =
      shop.ingest_rows("b.csv", usage_row("k1", 0, "10") + usage_row("k2", 0, "1"));
  REQUIRE(receipt);
  CHECK(receipt->duplicates == 1);
}

TEST_CASE("a changed byte in a segment is found") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  {
    std::fstream file(shop.directory.path("segments/000001.parquet"),
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(40);
    file << '!';
  }
  const auto findings = shop.verify();
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].subject == "segments/000001.parquet");
}

// A canonical Parquet file of `rows` rows, k0 k1 ..., amounts 0.25 each.
std::string parquet(UsageShop& shop, const std::string& name, int rows,
                    const std::string& subscription = "'S' || (1 + i % 3)") {
  std::filesystem::create_directories(shop.directory.path("in"));
  const std::string path = shop.directory.path("in/" + name);
  auto duck = Duck::open({.threads = 1, .memory_mib = 256, .scratch = shop.directory.path("t")});
  auto connection = duck.value()->connect();
  const auto done = connection->execute(
      "COPY (SELECT 'meter' AS source, 'k' || i AS record_key, CAST(1 AS INTEGER) AS revision, " +
      subscription +
      " AS subscription_id, CASE WHEN i % 2 = 0 THEN 'vm' END AS workload,"
      " DATE '2026-01-01' + CAST(i % 90 AS INTEGER) AS usage_date, 'consumption' AS measure,"
      " CAST(i AS BIGINT) AS quantity, 'hours' AS unit, CAST(0.25 AS DECIMAL(10,4)) AS amount,"
      " 'USD' AS currency, 'usage' AS charge_kind FROM range(" +
      std::to_string(rows) + ") t(i)) TO " + sql_text(path) + " (FORMAT parquet)");
  REQUIRE(done);
  return path;
}

TEST_CASE("a canonical Parquet file of good rows becomes the segment itself") {
  UsageShop shop;
  const std::string path = parquet(shop, "usage.parquet", 5000);
  const auto receipt = shop.ingest(path);
  REQUIRE(receipt);
  CHECK(receipt->adopted);
  CHECK(receipt->accepted == 5000);
  CHECK(shop.facts_amount().text() == "1250");
  CHECK(digest_file(path).value() ==
        digest_file(shop.directory.path("segments/000001.parquet")).value());
  CHECK(shop.verify().empty());
}

TEST_CASE("rows of an adopted file are known to later files") {
  UsageShop shop;
  REQUIRE(shop.ingest(parquet(shop, "a.parquet", 3000)));
  const auto receipt = shop.ingest(parquet(shop, "b.parquet", 3001));
  REQUIRE(receipt);
  CHECK_FALSE(receipt->adopted);
  CHECK(receipt->duplicates == 3000);
  CHECK(receipt->accepted == 1);
  CHECK(shop.facts_amount().text() == "750.25");
  CHECK(shop.verify().empty());
}

TEST_CASE("a Parquet file with a bad row is written anew without it") {
  UsageShop shop;
  const auto receipt =
      shop.ingest(parquet(shop, "a.parquet", 3000, "CASE WHEN i = 7 THEN 'S9' ELSE 'S1' END"));
  REQUIRE(receipt);
  CHECK_FALSE(receipt->adopted);
  CHECK(receipt->accepted == 2999);
  REQUIRE(receipt->examples.size() == 1);
  CHECK(receipt->examples[0].line == 8);
  CHECK(shop.verify().empty());
}

TEST_CASE("a truncated Parquet file is refused and nothing is taken in") {
  UsageShop shop;
  const std::string path = parquet(shop, "a.parquet", 3000);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 10);
  const auto receipt = shop.ingest(path);
  REQUIRE_FALSE(receipt);
  CHECK(receipt.error().code == base::Code::InvalidInput);
  CHECK(shop.record->head()->number == 1);
  CHECK(shop.verify().empty());
}

TEST_CASE(
    "any cut and order of deliveries gives the same current rows; a second round changes none") {
  const unsigned seed = 20'260'322;
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 6; ++round) {
    Strings rows;
    for (int i = 0; i < 40; ++i) {
      const std::string key = "k" + std::to_string(random() % 15);
      const int revision = static_cast<int>(random() % 4);
      rows.push_back(usage_row(key, revision, std::to_string(revision) + "." + key.substr(1)));
    }
    Strings expected;
    for (int cut = 0; cut < 2; ++cut) {
      std::ranges::shuffle(rows, random);
      UsageShop shop;
      int number = 0;
      for (std::size_t at = 0; at < rows.size();) {
        std::string part;
        for (std::size_t n = 1 + random() % 20; n > 0 && at < rows.size(); --n)
          part += rows[at++];
        const auto receipt = shop.ingest_rows(std::to_string(number++) + ".csv", part);
        REQUIRE(receipt);
        CHECK(receipt->records == receipt->accepted + receipt->duplicates);
      }
      std::string all;
      for (const std::string& row : rows)
        all += row;
      if (expected.empty()) expected = shop.current();
      CHECK(shop.current() == expected);
      const auto again = shop.ingest_rows("all.csv", all);
      CHECK(again->accepted == 0);
      CHECK(shop.current() == expected);
      CHECK(shop.verify().empty());
    }
  }
}

}  // namespace
}  // namespace storage

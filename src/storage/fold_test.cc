// Folding moves rows and changes no answer.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "storage/usage_testing.h"

namespace {

namespace fs = std::filesystem;
using storage::testing::usage_row;
using storage::testing::UsageShop;

std::set<std::string> files_of(const UsageShop& shop) {
  std::set<std::string> out;
  for (const auto& entry : fs::directory_iterator(shop.record->directory() + "/segments"))
    out.insert(entry.path().filename().string());
  return out;
}

storage::FoldReceipt fold(UsageShop& shop, storage::FoldWhat what = storage::FoldWhat::All) {
  const auto receipt = storage::fold_log(*shop.record, *shop.log, "operator:test", what);
  REQUIRE_MESSAGE(receipt, receipt.error().message);
  return *receipt;
}

std::string digest(UsageShop& shop, base::CommitNumber known = base::CommitNumber::latest()) {
  const storage::LogDigest out = storage::digest_log(*shop.record, *shop.log, known).value();
  return std::to_string(out.records) + ' ' + out.records_digest + ' ' + out.waiting_digest;
}

void deliver(UsageShop& shop, int file, const std::string& rows) {
  const auto done = shop.ingest_rows("usage-" + std::to_string(file) + ".csv", rows);
  REQUIRE_MESSAGE(done, done.error().message);
}

// What the builder of the index reads of (after, known], row for row.
std::vector<std::string> facts(UsageShop& shop, base::CommitNumber after,
                               base::CommitNumber known) {
  usage::Dictionary workloads, currencies;
  std::vector<std::string> out;
  const auto take = [&](const usage::FactBatch& batch) {
    for (std::size_t i = 0; i < batch.size; ++i) {
      out.push_back(std::to_string(batch.subscription[i].number) + ' ' + batch.day[i].text() + ' ' +
                    batch.amount[i].text());
    }
  };
  REQUIRE(shop.log->read_facts(after, known, {}, workloads, currencies, take));
  std::ranges::sort(out);
  return out;
}

}  // namespace

TEST_CASE("small files become one, and everything is as it was") {
  UsageShop shop;
  deliver(shop, 1, usage_row("a", 1, "1") + usage_row("b", 1, "2"));
  deliver(shop, 2, usage_row("a", 2, "10"));
  deliver(shop, 3, usage_row("c", 1, "4") + usage_row("wrong", 1, "one"));
  const auto before = shop.current();
  const auto then = shop.current({shop.record->head()->number - 1});
  const base::CommitNumber head = shop.record->head().value();
  const std::string content = digest(shop);

  const storage::FoldReceipt receipt = fold(shop);
  CHECK(receipt.files == 3);
  CHECK(receipt.segments == 3);
  CHECK(receipt.rows == 4);
  CHECK(receipt.containers == 1);
  CHECK(receipt.commit.number == head.number + 1);
  CHECK(files_of(shop) == std::set<std::string>{"folded-000001.keys", "folded-000001.parquet"});
  for (const auto& entry : fs::directory_iterator(shop.record->directory() + "/segments"))
    CHECK((entry.status().permissions() & fs::perms::others_all) == fs::perms::none);

  CHECK(shop.current() == before);
  CHECK(shop.current({head.number - 1}) == then);
  CHECK(digest(shop) == content);
  CHECK(shop.log->last_change(base::CommitNumber::latest()).value() == head);
  CHECK(shop.verify().empty());
  CHECK(fold(shop).containers == 0);  // one file is left

  SUBCASE("a folded row is known, and may be put right") {
    CHECK(shop.ingest_rows("again.csv", usage_row("b", 1, "2"))->duplicates == 1);
    const auto reused = shop.ingest_rows("reused.csv", usage_row("c", 1, "5"));
    CHECK(reused->causes.front().first == ingest::Cause::KeyReused);
    CHECK(shop.ingest_rows("better.csv", usage_row("b", 2, "3"))->superseding == 1);
    CHECK(shop.current() == std::vector<std::string>{"a/2=10", "b/2=3", "c/1=4"});
    CHECK(shop.verify().empty());
  }
  SUBCASE("a container is folded again") {
    deliver(shop, 4, usage_row("d", 1, "8"));
    deliver(shop, 5, usage_row("d", 2, "9"));
    CHECK(fold(shop).files == 3);
    CHECK(files_of(shop) == std::set<std::string>{"folded-000002.keys", "folded-000002.parquet"});
    CHECK(shop.current() == std::vector<std::string>{"a/2=10", "b/1=2", "c/1=4", "d/2=9"});
    CHECK(shop.current(head) == before);
    CHECK(shop.verify().empty());
  }
  SUBCASE("lost and damaged keys are built again") {
    const std::string keys = shop.record->directory() + "/segments/folded-000001.keys";
    fs::resize_file(keys, fs::file_size(keys) - 1);
    CHECK(shop.ingest_rows("again.csv", usage_row("b", 1, "2"))->duplicates == 1);
    fs::remove(keys);
    CHECK(shop.ingest_rows("twice.csv", usage_row("a", 2, "10"))->duplicates == 1);
  }
  SUBCASE("a changed byte is found") {
    const std::string path = shop.record->directory() + "/segments/folded-000001.parquet";
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(20);
    file.put('!');
    file.close();
    const auto found = shop.verify();
    REQUIRE(found.size() == 1);
    CHECK(found.front().subject == "segments/folded-000001.parquet");
  }
}

TEST_CASE("a crowd is folded once, and its container is not of the crowd any more") {
  UsageShop shop;
  const auto crowd = [&](int from, int to) {
    for (int file = from; file < to; ++file)
      deliver(shop, file, usage_row("k" + std::to_string(file), 1, "1"));
    return fold(shop, storage::FoldWhat::Crowded);
  };
  CHECK(crowd(0, 31).containers == 0);
  CHECK(crowd(31, 32).files == 32);
  CHECK(crowd(32, 63).containers == 0);  // 31 files and a container
  const storage::FoldReceipt second = crowd(63, 64);
  CHECK(second.files == 32);
  CHECK(second.rows == 32);
  CHECK(shop.current().size() == 64);
  CHECK(fold(shop).files == 2);
}

TEST_CASE("an adopted Parquet file is folded with the rest") {
  UsageShop shop;
  deliver(shop, 1, usage_row("a", 1, "1"));
  const auto adopted = shop.ingest("tests/data/usage/canonical.parquet");
  REQUIRE(adopted);
  REQUIRE(adopted->adopted);
  const auto rows = shop.log->read_records({}).value();
  CHECK(fold(shop).files == 2);
  const auto folded = shop.log->read_records({}).value();
  REQUIRE(folded.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(folded[i].record == rows[i].record);
    CHECK(folded[i].line == rows[i].line);
    CHECK(folded[i].segment == rows[i].segment);
  }
  CHECK(shop.verify().empty());
}

TEST_CASE("a large file is folded alone, sorted by subscription, and what is superseded stays so") {
  constexpr int kRows = 66'000;
  UsageShop shop;
  std::string rows;
  for (int row = 0; row < kRows; ++row) {
    rows += usage_row("k" + std::to_string(row), 1, "1", row % 2 == 0 ? "2026-03-05" : "2026-03-04",
                      row % 3 == 0 ? "S2" : "S1");
  }
  deliver(shop, 1, rows);
  std::string better;
  for (int row = 0; row < kRows; row += 1'000)
    better +=
        usage_row("k" + std::to_string(row), 2, "3", "2026-03-05", row % 3 == 0 ? "S2" : "S1");
  deliver(shop, 2, better);
  const std::string content = digest(shop);
  const auto before = facts(shop, {}, base::CommitNumber::latest());
  CHECK(fold(shop).files == 2);
  CHECK(fold(shop).containers == 0);
  CHECK(digest(shop) == content);
  CHECK(facts(shop, {}, base::CommitNumber::latest()) == before);
  CHECK(shop.verify().empty());

  UsageShop alone;
  deliver(alone, 1, rows);
  CHECK(fold(alone).files == 1);
  CHECK(fold(alone).containers == 0);
  deliver(alone, 2, better);
  CHECK(digest(alone) == content);
  CHECK(facts(alone, {}, base::CommitNumber::latest()) == before);
  CHECK(alone.verify().empty());
}

TEST_CASE("a reader keeps the files it may open; the next writer removes them") {
  UsageShop shop;
  deliver(shop, 1, usage_row("a", 1, "1"));
  deliver(shop, 2, usage_row("b", 1, "2"));
  {
    const auto reader = storage::UsageStore::open(*shop.record, storage::OpenFor::Reading).value();
    fold(shop);
    CHECK(files_of(shop).contains("000001.parquet"));
    CHECK(reader->read_records({})->size() == 2);
  }
  CHECK(storage::unregistered_files(*shop.log)->size() == 4);
  shop.reopen();
  CHECK(storage::unregistered_files(*shop.log)->empty());
  CHECK(shop.current().size() == 2);
}

TEST_CASE("delivery by delivery, a log that is folded and one that is not are the same") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    UsageShop plain, folded;
    std::vector<std::pair<base::CommitNumber, base::CommitNumber>> commits{{}};
    for (int file = 0; file < 24; ++file) {
      std::string rows;
      for (int row = below(6); row >= 0; --row) {
        rows +=
            usage_row("k" + std::to_string(below(12)), 1 + below(3), std::to_string(1 + below(4)),
                      below(2) == 0 ? "2026-03-05" : "2026-04-01", below(2) == 0 ? "S1" : "S2");
      }
      deliver(plain, file, rows);
      deliver(folded, file, rows);
      commits.emplace_back(plain.record->head().value(), folded.record->head().value());
      if (below(4) == 0) fold(folded);
    }
    CHECK(digest(folded) == digest(plain));
    for (std::size_t at = 1; at < commits.size(); ++at) {
      const auto [here, there] = commits[at];
      const auto [after_here, after_there] = commits[at < 3 ? 0 : at - 3];
      REQUIRE(folded.current(there) == plain.current(here));
      REQUIRE(facts(folded, after_there, there) == facts(plain, after_here, here));
      REQUIRE(folded.log->superseded_subscriptions(after_there, there).value() ==
              plain.log->superseded_subscriptions(after_here, here).value());
    }
    CHECK(folded.verify().empty());
  }
}

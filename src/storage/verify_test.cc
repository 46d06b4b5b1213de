#include "storage/verify.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "storage/record_testing.h"

namespace storage::testing {

namespace {

// A shop with some history: two partners in turn, a channel, a rate, a refused attempt.
void fill(Shop& shop) {
  registry::ChangeSet set;
  set.associations = {dpor("a1", "P1", "S1", days("2026-01-01", "2026-03-01")),
                      dpor("a2", "P2", "S1", days("2026-03-01"))};
  set.channels.push_back({.subscription_id = "S1",
                          .channel = base::Channel::Ea,
                          .days = days("2026-01-01"),
                          .transacting_id = "P3",
                          .reseller_id = "",
                          .voided = false});
  set.fx_rates.push_back({*base::Month::parse("2026-03"), "EUR", "USD", *base::parse_exact("1.1")});
  REQUIRE(shop.apply(set));
  REQUIRE(shop.apply(dpor("a2", "P2", "S1", days("2026-03-01", "2026-04-01"))));
  REQUIRE(shop.store->note({"customer:C1", "associate refused", "SELF_DEALING", "{}"}));
}

std::string findings(Shop& shop) {
  const auto found = verify_record(*shop.record);
  REQUIRE(found.has_value());
  std::string text;
  for (const Finding& one : *found)
    text += one.subject + ": " + one.message + "\n";
  return text;
}

// What somebody with a hex editor can do: no trigger, no foreign key stands in the way.
void damage(Shop& shop, const std::string& sql) {
  sqlite3* handle = nullptr;
  sqlite3_open(shop.directory.path("record.db").c_str(), &handle);
  std::string all = "PRAGMA foreign_keys=OFF;";
  sqlite3_stmt* names = nullptr;
  sqlite3_prepare_v2(handle, "SELECT name FROM sqlite_schema WHERE type = 'trigger'", -1, &names,
                     nullptr);
  while (sqlite3_step(names) == SQLITE_ROW) {
    all += std::string("DROP TRIGGER ") +
           reinterpret_cast<const char*>(sqlite3_column_text(names, 0)) + ";";
  }
  sqlite3_finalize(names);
  const int result = sqlite3_exec(handle, (all + sql).c_str(), nullptr, nullptr, nullptr);
  CHECK_MESSAGE(result == SQLITE_OK, sqlite3_errmsg(handle));
  sqlite3_close(handle);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an honest record verifies") {
  Shop shop;
  fill(shop);
  CHECK(findings(shop).empty());
  shop.open(OpenFor::Reading);
  CHECK(findings(shop).empty());
}

TEST_CASE("every kind of damage is found and named") {
  struct Case {
    const char* sql;
    const char* found;
  };
  const Case cases[] = {
      {"UPDATE partner_revision SET name = 'p1' WHERE partner = 0",
       "commit 1: rows that it stored"},
      {"UPDATE association_revision SET ends_on = ends_on + 1 WHERE commit_no = 3",
       "commit 3: rows that it stored"},
      {"UPDATE association_revision SET workload = 'x' WHERE association = 0",
       "commit 2: rows that it stored"},
      {"UPDATE fx_rate_revision SET rate = '1.10'", "commit 2: rows that it stored"},
      {"UPDATE channel_revision SET transacting = 1", "commit 2: rows that it stored"},
      {"UPDATE customer_key SET id = 'C3' WHERE key = 1", "commit 1: rows that it stored"},
      {"DELETE FROM fx_rate_revision", "commit 2: rows that it stored"},
      {"DELETE FROM association_revision WHERE commit_no = 3", "commit 3: rows that it stored"},
      {"INSERT INTO fx_rate_revision VALUES (2, 1, 'EUR', 'JPY', '1')",
       "commit 2: rows that it stored"},
      {"INSERT INTO fx_rate_revision VALUES (9, 1, 'EUR', 'JPY', '1')", "1 rows claim commit 9"},
      {"DELETE FROM customer_key WHERE key = 0", "a row refers to a row of customer_key"},
      {"DELETE FROM customer_key WHERE key = 0", "table customer_key: its keys are not dense"},
      {"UPDATE audit_event SET actor = 'operator:x' WHERE seq = 2",
       "commit 2: its audit event was"},
      {"UPDATE audit_event SET action = '' WHERE seq = 2", "commit 2: its audit event was changed"},
      {"UPDATE audit_event SET reason = 'x' WHERE seq = 2",
       "commit 2: its audit event was changed"},
      {"UPDATE audit_event SET detail = '{}' WHERE seq = 2",
       "commit 2: its audit event was changed"},
      {"UPDATE audit_event SET recorded_at = 5 WHERE seq = 2",
       "commit 2: it was recorded no later"},
      {"UPDATE audit_event SET content = zeroblob(32) WHERE seq = 2", "commit 2: its audit event"},
      {"UPDATE audit_event SET previous = zeroblob(32) WHERE seq = 2", "the chain is broken"},
      {"UPDATE audit_event SET hash = zeroblob(32) WHERE seq = 2",
       "commit 3: its audit event does"},
      {"DELETE FROM audit_event WHERE seq = 2", "commit 3: its audit event has number 3 after"},
      {"DELETE FROM audit_event WHERE seq = 4", "anchor: the store lost commits 4..4"},
      {"DELETE FROM occupancy", "table occupancy: it differs"},
      {"UPDATE occupancy SET ends_on = ends_on + 1", "table occupancy: it differs"},
      {"DELETE FROM channel_now", "table channel_now: it differs"},
      {"UPDATE association_revision SET starts_on = starts_on - 1 WHERE association = 1",
       "commit 2: associations 'a1' and 'a2' both hold 'dpor' from 2026-02-28 on"},
      {"INSERT INTO channel_revision VALUES (2, 0, 30000, 30001, 'ea', NULL, NULL, 0)",
       "commit 2: channel periods of subscription 'S1' overlap"},
      {"INSERT INTO credit_share_revision VALUES (2, 0, 0, 0, 100, 10000), (2, 0, 1, 50, 60, 1)",
       "subscription S1: on 1970-02-20 its shares of credit come to more than 100 %"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.sql);
    Shop shop;
    fill(shop);
    damage(shop, one.sql);
    const std::string found = findings(shop);
    CHECK_MESSAGE(has(found, one.found), found);
  }
}

TEST_CASE("a rewritten head of the chain does not fit the anchor") {
  Shop shop;
  fill(shop);
  damage(shop, "UPDATE audit_event SET hash = randomblob(32) WHERE seq = 4");
  CHECK(has(findings(shop), "anchor: it remembers another commit 4"));
}

TEST_CASE("a flipped byte in a table page is found") {
  Shop shop;
  fill(shop);
  shop.close();
  const std::string path = shop.directory.path("record.db");
  std::string bytes(std::filesystem::file_size(path), '\0');
  std::FILE* file = std::fopen(path.c_str(), "r+b");
  REQUIRE(std::fread(bytes.data(), 1, bytes.size(), file) == bytes.size());
  const std::size_t at = bytes.find("operator:test");
  REQUIRE(at != std::string::npos);
  std::fseek(file, static_cast<long>(at), SEEK_SET);
  std::fputc('O', file);
  std::fclose(file);
  shop.open();
  CHECK(has(findings(shop), "its audit event was changed"));
}

}  // namespace storage::testing

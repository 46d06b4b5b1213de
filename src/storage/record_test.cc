#include "storage/record.h"

#include <doctest/doctest.h>

#include <fstream>

#include "storage/anchor.h"
#include "storage/audit.h"
#include "storage/record_testing.h"

namespace storage::testing {

namespace {

const registry::Act kAct{"operator:test", "note", "because", "{}"};

base::Status nothing(Database&, base::CommitNumber) {
  return {};
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a second store is not made over the first") {
  Shop shop;
  shop.close();
  CHECK(Record::create(shop.directory.path(), shop.clock).error().code == base::Code::Conflict);
}

TEST_CASE("no store is made where one lost its database: its segments would be swept") {
  Shop shop;
  shop.close();
  std::filesystem::remove(shop.directory.path("record.db"));
  const auto made = Record::create(shop.directory.path(), shop.clock);
  REQUIRE(!made.has_value());
  CHECK(made.error().code == base::Code::Corrupt);
  CHECK(has(made.error().message, "its anchor stands at commit 1: restore a backup"));
}

TEST_CASE("a writer that finds the anchor one commit behind moves it on") {
  Shop shop;
  const std::string anchor = shop.directory.path("anchor");
  const std::string behind = anchor + ".behind";
  std::filesystem::copy_file(anchor, behind);
  REQUIRE(shop.record->commit(kAct, nothing));
  shop.close();
  std::filesystem::rename(behind, anchor);
  shop.open(OpenFor::Reading);
  CHECK(Anchor::open(anchor, false)->read()->commit == 1);
  shop.open(OpenFor::Writing);
  CHECK(Anchor::open(anchor, false)->read()->commit == 2);
}

TEST_CASE("a directory without a store says how to make one") {
  const storage::testing::Directory empty;
  const auto record = Record::open(empty.path(), OpenFor::Reading, base::FixedClock({0}));
  REQUIRE(!record.has_value());
  CHECK(record.error().code == base::Code::NotFound);
  CHECK(record.error().next.starts_with("accredit init"));
}

TEST_CASE("the second writer is turned away with the name of the first") {
  Shop shop;
  const auto second = Record::open(shop.directory.path(), OpenFor::Writing, shop.clock);
  REQUIRE(!second.has_value());
  CHECK(second.error().code == base::Code::Conflict);
  CHECK(has(second.error().message, "process " + std::to_string(::getpid())));
  CHECK(Record::open(shop.directory.path(), OpenFor::Reading, shop.clock).has_value());
}

TEST_CASE("commits count from one without a gap") {
  Shop shop;
  CHECK(shop.record->head()->number == 1);
  CHECK(shop.record->commit(kAct, nothing)->number == 2);
  CHECK(shop.record->head()->number == 2);
}

TEST_CASE("a failed change leaves nothing behind and takes no number") {
  Shop shop;
  const auto failed =
      shop.record->commit(kAct, [](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(database.execute("INSERT INTO customer_key VALUES (2, " +
                                    std::to_string(commit.number) + ", 'C3')"));
        return base::fail(base::Code::InvalidInput, "no");
      });
  CHECK(failed.error().message == "no");
  CHECK(shop.record->head()->number == 1);
  CHECK(shop.load().customers.size() == 2);
}

TEST_CASE("recorded_at grows although the clock stands still") {
  Shop shop;
  REQUIRE(shop.record->commit(kAct, nothing));
  const auto events = read_events(shop.record->database(), 0, 2);
  CHECK((*events)[0].recorded_at.milliseconds == 1'000'000);
  CHECK((*events)[1].recorded_at.milliseconds == 1'000'001);
}

TEST_CASE("what was recorded last before an instant") {
  Shop shop;
  REQUIRE(shop.record->commit(kAct, nothing));
  const auto commit_before = [&](std::int64_t milliseconds) {
    return last_event_before(shop.record->database(), {milliseconds}).value().commit.number;
  };
  CHECK(commit_before(1'000'000) == 0);
  CHECK(commit_before(1'000'001) == 1);
  CHECK(commit_before(1'000'002) == 2);
}

TEST_CASE("ground rows cannot be changed or removed") {
  Shop shop;
  Database& database = shop.record->database();
  for (const char* sql : {"UPDATE partner_revision SET name = 'x'", "DELETE FROM customer_key",
                          "UPDATE audit_event SET reason = ''", "DELETE FROM audit_event"}) {
    const auto done = database.execute(sql);
    REQUIRE(!done.has_value());
    CHECK(has(done.error().message, "append-only"));
  }
}

TEST_CASE("the database is durable and defensive") {
  Shop shop;
  Database& database = shop.record->database();
  CHECK(*database.text("PRAGMA journal_mode") == "wal");
  CHECK(*database.number("PRAGMA synchronous") == 2);
  CHECK(*database.number("PRAGMA foreign_keys") == 1);
  CHECK(!database.execute("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = ''"));
}

TEST_CASE("a reader cannot write") {
  Shop shop;
  shop.open(OpenFor::Reading);
  CHECK(!shop.record->database().execute("INSERT INTO partner_key VALUES (9, 1, 'P9')"));
}

TEST_CASE("a database behind its anchor lost commits") {
  Shop shop;
  shop.close();
  const std::string path = shop.directory.path("record.db");
  std::filesystem::copy_file(path, path + ".old");
  shop.open();
  for (int i = 0; i < 3; ++i)
    REQUIRE(shop.record->commit(kAct, nothing));
  shop.close();
  std::filesystem::rename(path + ".old", path);
  const auto record = Record::open(shop.directory.path(), OpenFor::Reading, shop.clock);
  REQUIRE(!record.has_value());
  CHECK(record.error().code == base::Code::Corrupt);
  CHECK(record.error().message == "the store lost commits 2..4: restore a backup");
}

TEST_CASE("a log whose tail is cut off is noticed") {
  Shop shop;
  REQUIRE(shop.record->commit(kAct, nothing));
  // As a machine leaves it that lost power: the log is not yet in the database file.
  const storage::testing::Directory copy;
  for (const char* name : {"record.db", "record.db-wal", "anchor"}) {
    std::filesystem::copy_file(shop.directory.path(name), copy.path(name));
  }
  CHECK(Record::open(copy.path(), OpenFor::Reading, shop.clock).has_value());
  const storage::testing::Directory cut;
  for (const char* name : {"record.db", "record.db-wal", "anchor"}) {
    std::filesystem::copy_file(shop.directory.path(name), cut.path(name));
  }
  std::filesystem::resize_file(cut.path("record.db-wal"),
                               std::filesystem::file_size(cut.path("record.db-wal")) - 1);
  const auto record = Record::open(cut.path(), OpenFor::Reading, shop.clock);
  REQUIRE(!record.has_value());
  CHECK(has(record.error().message, "lost commits 2..2"));
}

TEST_CASE("a database one commit ahead is a crash before the anchor moved, and is fine") {
  Shop shop;
  const std::string anchor = shop.directory.path("anchor");
  std::filesystem::copy_file(anchor, anchor + ".old");
  REQUIRE(shop.record->commit(kAct, nothing));
  shop.close();
  std::filesystem::rename(anchor + ".old", anchor);
  shop.open();
  REQUIRE(shop.record->commit(kAct, nothing));
  shop.close();
  CHECK(Record::open(shop.directory.path(), OpenFor::Reading, shop.clock).has_value());
}

TEST_CASE("an anchor of another store is not accepted") {
  Shop shop, other;
  REQUIRE(other.apply(dpor("a", "P1", "S1", days("2026-01-01"))));
  REQUIRE(shop.record->commit(kAct, nothing));
  shop.close();
  other.close();
  std::filesystem::copy_file(other.directory.path("anchor"), shop.directory.path("anchor"),
                             std::filesystem::copy_options::overwrite_existing);
  const auto record = Record::open(shop.directory.path(), OpenFor::Reading, shop.clock);
  REQUIRE(!record.has_value());
  CHECK(record.error().code == base::Code::Corrupt);
}

TEST_CASE("a torn slot of the anchor leaves the other one") {
  const AnchorMark mark{.epoch = 7, .commit = 3, .head = base::sha256("x")};
  std::string slot = encode(mark);
  CHECK(decode_anchor(slot) == mark);
  for (const std::size_t at : {0U, 22U, 30U, 60U, 100U, 511U}) {
    std::string torn = slot;
    torn[at] = static_cast<char>(torn[at] ^ 1);
    CHECK(!decode_anchor(torn));
  }
}

TEST_CASE("the anchor's slots are written in turn") {
  const storage::testing::Directory directory;
  REQUIRE(Anchor::create(directory.path("anchor")));
  Anchor anchor = Anchor::open(directory.path("anchor"), true).value();
  REQUIRE(anchor.move(1, base::sha256("1")));
  REQUIRE(anchor.move(2, base::sha256("2")));
  CHECK(anchor.read()->commit == 2);
  // Epoch 2 went to slot 0, epoch 3 to slot 1: tear the newer one.
  std::fstream file(directory.path("anchor"), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(kAnchorSlot + 40);
  file.put('!');
  file.close();
  CHECK(anchor.read()->commit == 1);
}

TEST_CASE("the audit record is encoded as its page says (golden)") {
  AuditEvent event{.seq = 2,
                   .commit = {2},
                   .recorded_at = {1'000'001},
                   .act = {"operator:test", "import", "because", "{}"},
                   .content = base::sha256("rows"),
                   .previous = base::sha256("before"),
                   .hash = {}};
  CHECK(canonical(event).size() == 4 + 16 + 24 + (4 + 13) + (4 + 6) + (4 + 7) + (4 + 2) + 36 + 36);
  CHECK(base::hex(hash_of(event)) ==
        "532e0e63a5757b4163977489c4c2e35477033a539417231e7903d910aa4bc111");
  AuditEvent shifted = event;
  shifted.act.actor = "operator:testi";
  shifted.act.action = "mport";
  CHECK(hash_of(shifted) != hash_of(event));
}

TEST_CASE("the digest of a commit covers its rows (golden)") {
  Shop shop;
  CHECK(base::hex(*content_digest(shop.record->database(), {1})) ==
        "90ff67406b47ae2d9024742a550c530e22d44aa5afdf785823c5437750c37a63");
}

}  // namespace storage::testing

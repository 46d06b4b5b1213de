#include "storage/chain.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "base/bytes.h"
#include "storage/audit_file.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

base::SigningKey fixed_key() {
  return base::SigningKey::from_seed("a seed of thirty-two known bytes").value();
}

// Five commits: the shop, an association, a checkpoint, a refused attempt, a checkpoint.
struct Signed : Shop {
  Signed() {
    REQUIRE(apply(dpor("a1", "P1", "S1", days("2026-01-01"))));
    REQUIRE(make_checkpoint(*record, key, "operator:test"));
    REQUIRE(
        store->note({"customer:C1", "associate refused", "SELF_DEALING", "{\"why\":\"\\\"\"}"}));
    REQUIRE(make_checkpoint(*record, key, "operator:test"));
  }
  ChainReport check(ChainStart start = {}) {
    return check_chain(*record, start, std::nullopt).value();
  }
  std::string exported(ChainStart start = {}) {
    std::string text;
    REQUIRE(export_chain(*record, start, [&](std::string_view piece) -> base::Status {
      text += piece;
      return {};
    }));
    return text;
  }
  // As somebody with a hex editor would.
  void damage(const std::string& sql) {
    sqlite3* handle = nullptr;
    sqlite3_open(directory.path("record.db").c_str(), &handle);
    std::string all;
    for (const char* table : {"audit_event", "audit_checkpoint", "signing_key", "partner_revision"})
      all += "DROP TRIGGER " + std::string(table) + "_unchanged; DROP TRIGGER " + table + "_kept;";
    const int result = sqlite3_exec(handle, (all + sql).c_str(), nullptr, nullptr, nullptr);
    CHECK_MESSAGE(result == SQLITE_OK, sqlite3_errmsg(handle));
    sqlite3_close(handle);
  }
  base::SigningKey key = fixed_key();
};

std::string text_of(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& one : findings)
    text += one.subject + ": " + one.message + "\n";
  return text;
}

ChainReport check_file(std::string text, std::optional<base::PublicKey> trusted = {}) {
  return check_audit_file(ingest::bytes_in_memory(std::move(text)), "chain.ndjson", trusted)
      .value();
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a checkpoint signs seq and head as its page says (golden)") {
  const std::string message = checkpoint_message(7, base::sha256("head"));
  CHECK(message.size() == 4 + 21 + 8 + 4 + 32);
  CHECK(message.substr(0, 33) ==
        std::string("\x15\0\0\0accredit.checkpoint.1\x07\0\0\0\0\0\0\0", 33));
  const std::string signature = fixed_key().sign(message).value();
  CHECK(base::hex(base::sha256(message)) ==
        "917e9417d57bdddd8f843a13ba801e6d596cdf94ed28c29d35475e97fa6531f2");
  CHECK(base::hex(base::sha256(signature)) ==
        "d21fbe079c079526ac4ef3f063bccae98d9fb0ff450367cef2a641ec7c5ca7bc");
}

TEST_CASE("the lines of an export are as their page says (golden)") {
  AuditEvent event{.seq = 2,
                   .commit = {2},
                   .recorded_at = {1'000'001},
                   .act = {"operator:test", "note", "a \"b\"\n\xC3\xA4", "\xFF"},
                   .content = {},
                   .previous = {},
                   .hash = {}};
  event.hash[0] = 0xAB;
  const std::string zeros(64, '0');
  CHECK(line_of(event) ==
        "{\"kind\":\"event\",\"seq\":2,\"commit\":2,\"recorded_at\":1000001,\"actor\":"
        "\"operator:test\",\"action\":\"note\",\"reason\":\"a \\\"b\\\"\\n\xC3\xA4\","
        "\"detail_hex\":\"ff\",\"content\":\"" +
            zeros + "\",\"previous\":\"" + zeros + "\",\"hash\":\"ab" + zeros.substr(2) + "\"}\n");
  CHECK(line_of(Checkpoint{{2}, 1, {}, "k", std::string(64, '\x01')}) ==
        "{\"kind\":\"checkpoint\",\"commit\":2,\"seq\":1,\"head\":\"" + zeros +
            "\",\"key\":\"k\",\"signature\":\"" +
            [] {
              std::string text;
              for (int i = 0; i < 64; ++i)
                text += "01";
              return text;
            }() +
            "\"}\n");
  CHECK(line_of(KeptKey{"k", {}}) ==
        "{\"kind\":\"key\",\"id\":\"k\",\"public_key\":\"" + zeros + "\"}\n");
}

TEST_CASE("an honest chain holds, whole and from a checkpoint, in the store and in a file") {
  Signed shop;
  const ChainReport whole = shop.check();
  CHECK_MESSAGE(whole.findings.empty(), text_of(whole.findings));
  CHECK(whole.from == 1);
  CHECK(whole.to == 5);
  CHECK(whole.checkpoints == 2);
  CHECK(whole.signed_to == 4);
  CHECK(whole.key == base::key_id(shop.key.public_key()));
  const ChainReport late = shop.check(base::CommitNumber{3});
  CHECK_MESSAGE(late.findings.empty(), text_of(late.findings));
  CHECK(late.from == 3);
  CHECK(late.events == 3);
  CHECK(late.checkpoints == 2);
  CHECK(shop.check(base::CommitNumber::latest()).events == 1);
  CHECK(!check_chain(*shop.record, base::CommitNumber{2}, std::nullopt));
  for (const ChainStart start : {ChainStart(), ChainStart(base::CommitNumber{3})}) {
    const ChainReport file = check_file(shop.exported(start), shop.key.public_key());
    CHECK_MESSAGE(file.findings.empty(), text_of(file.findings));
    CHECK(file.head == whole.head);
    CHECK(file.checkpoints == 2);
  }
  CHECK(verify_record(*shop.record)->empty());
}

TEST_CASE("nothing is signed twice") {
  Signed shop;
  const auto again = make_checkpoint(*shop.record, shop.key, "operator:test");
  CHECK_FALSE(again->made);
  CHECK(again->checkpoint.commit.number == 5);
  CHECK(shop.record->head()->number == 5);
}

TEST_CASE("another key takes over, and what the old one signed stays signed") {
  Signed shop;
  const auto next = base::SigningKey::from_seed("another seed of thirty-two bytes").value();
  REQUIRE(shop.store->note({"operator:test", "note", "", ""}));
  REQUIRE(make_checkpoint(*shop.record, next, "operator:test"));
  const ChainReport report = shop.check();
  CHECK_MESSAGE(report.findings.empty(), text_of(report.findings));
  CHECK(report.key == base::key_id(next.public_key()));
  const auto by_old = check_chain(*shop.record, {}, shop.key.public_key()).value();
  CHECK(by_old.findings.empty());
  CHECK(by_old.signed_to == 4);
}

TEST_CASE("who trusts a key is told when it signed nothing") {
  Signed shop;
  const auto stranger = base::SigningKey::from_seed("another seed of thirty-two bytes").value();
  const ChainReport report = check_file(shop.exported(), stranger.public_key());
  CHECK(has(text_of(report.findings), "no checkpoint is signed by this key"));
  CHECK(report.signed_to == 0);
}

TEST_CASE("damage of the chain is named by event and field") {
  struct Case {
    const char* sql;
    const char* found;
  };
  for (const Case& one : {
           Case{"UPDATE audit_event SET actor = 'operator:x' WHERE seq = 2", "event 2, hash: "},
           Case{"UPDATE audit_event SET reason = 'x' WHERE seq = 4", "event 4, hash: "},
           Case{"UPDATE audit_event SET previous = zeroblob(32) WHERE seq = 3",
                "event 3, previous: "},
           Case{"UPDATE audit_event SET hash = zeroblob(32) WHERE seq = 2", "event 3, previous: "},
           Case{"UPDATE audit_event SET recorded_at = 5 WHERE seq = 4", "event 4, recorded_at: "},
           Case{"DELETE FROM audit_event WHERE seq = 2", "event 3, seq: "},
           Case{"UPDATE partner_revision SET name = 'p1' WHERE partner = 0",
                "event 1, content: rows of its commit"},
           Case{"UPDATE audit_checkpoint SET signature = zeroblob(64) WHERE commit_no = 3",
                "checkpoint 3, signature: "},
           Case{"UPDATE audit_checkpoint SET head = zeroblob(32) WHERE commit_no = 3",
                "checkpoint 3, head: "},
           Case{"UPDATE audit_checkpoint SET seq = 1 WHERE commit_no = 3", "checkpoint 3, seq: "},
           Case{"UPDATE signing_key SET public_key = zeroblob(32)", "its public key is another"},
           Case{"DELETE FROM audit_checkpoint WHERE commit_no = 3", "event 3, content: "},
       }) {
    CAPTURE(one.sql);
    Signed shop;
    shop.damage("PRAGMA foreign_keys=OFF; " + std::string(one.sql));
    const std::string found = text_of(shop.check().findings);
    CHECK_MESSAGE(has(found, one.found), found);
    CHECK_FALSE(verify_record(*shop.record)->empty());
  }
}

TEST_CASE("a forged start is found by its signature") {
  Signed shop;
  shop.damage("UPDATE audit_checkpoint SET head = zeroblob(32) WHERE commit_no = 3");
  CHECK(has(text_of(shop.check(base::CommitNumber{3}).findings), "checkpoint 3, signature: "));
}

TEST_CASE("every byte of an export that is changed is found") {
  Signed shop;
  const std::string good = shop.exported();
  for (std::size_t at = 0; at + 1 < good.size(); ++at) {  // but the last line end
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    CAPTURE(at);
    CAPTURE(good.substr(at > 20 ? at - 20 : 0, 40));
    CHECK_FALSE(check_file(bad).findings.empty());
  }
}

TEST_CASE("lines that go, come or change places are found") {
  Signed shop;
  std::vector<std::string> lines;
  const std::string good = shop.exported();
  for (std::size_t at = 0; at < good.size();) {
    const std::size_t end = good.find('\n', at) + 1;
    lines.push_back(good.substr(at, end - at));
    at = end;
  }
  REQUIRE(lines.size() == 8);  // a key, five events, two checkpoints
  const auto text = [](const std::vector<std::string>& some) {
    std::string out;
    for (const std::string& line : some)
      out += line;
    return out;
  };
  for (std::size_t i = 1; i + 2 < lines.size(); ++i) {
    if (lines[i].starts_with("{\"kind\":\"checkpoint")) continue;  // one signature less
    CAPTURE(i);
    auto missing = lines, twice = lines, turned = lines;
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    std::swap(turned[i], turned[i + 1]);
    CHECK_FALSE(check_file(text(missing)).findings.empty());
    CHECK_FALSE(check_file(text(twice)).findings.empty());
    CHECK_FALSE(check_file(text(turned)).findings.empty());
  }
  lines.erase(lines.begin(), lines.begin() + 3);
  CHECK(has(text_of(check_file(text(lines)).findings), "and no checkpoint vouches for"));
}

}  // namespace storage::testing

#include "storage/inbox.h"

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include <random>

#include "ingest/usage_decoder.h"
#include "storage/event_source.h"
#include "storage/usage_testing.h"
#include "storage/verify.h"

namespace storage {
namespace {

using testing::kUsageHeader;
using testing::UsageShop;

class InboxShop : public UsageShop {
 public:
  std::vector<InboxOutcome> take(const std::vector<usage::Record>& rows) {
    auto outcomes = accept(*record, rows, clock.now());
    REQUIRE_MESSAGE(outcomes.has_value(), outcomes.error().message);
    return *outcomes;
  }
  base::Result<std::optional<ingest::Receipt>> fold() {
    const registry::Snapshot snapshot = load();
    return fold_inbox(*record, *log, "operator:test", snapshot, programme.parameters);
  }
  std::int64_t waiting() { return inbox_state(*record)->rows; }
  std::int64_t head() { return record->head()->number; }
};

usage::Record row(std::string_view key, int revision, std::string_view amount,
                  std::string_view subscription = "S1") {
  usage::Record out;
  out.source = "meter";
  out.record_key = key;
  out.revision = revision;
  out.subscription_id = subscription;
  out.usage_date = *base::Day::parse("2026-03-05");
  base::ParsedDecimal parsed;
  REQUIRE(base::parse_decimal(amount, parsed) == base::NumberFault::None);
  out.amount = parsed.value;
  out.currency = "USD";
  return out;
}

using enum InboxOutcome;

TEST_CASE("what waits is told apart by source, key and revision") {
  InboxShop shop;
  CHECK(shop.take({row("a", 1, "5"), row("a", 1, "5"), row("a", 1, "6"), row("a", 2, "6")}) ==
        std::vector{Accepted, Duplicate, Conflict, Accepted});
  usage::Record other = row("a", 1, "6");
  other.source = "another";
  shop.reopen();
  CHECK(shop.take({row("a", 1, "5.0"), other, row("x,\"\n\"", 1, "1")}) ==
        std::vector{Duplicate, Accepted, Accepted});
  CHECK(shop.take({}).empty());
  CHECK(shop.waiting() == 4);
  CHECK(inbox_state(*shop.record)->oldest == shop.clock.now());
}

TEST_CASE("what waits alters no number, takes no commit and is not part of the audit chain") {
  InboxShop shop;
  const std::int64_t head = shop.head();
  shop.take({row("a", 1, "5")});
  CHECK(shop.head() == head);
  CHECK(shop.current().empty());
  CHECK(verify_record(*shop.record)->empty());
  CHECK(shop.verify().empty());
}

TEST_CASE("what waits comes into the log as one delivery, and is gone from the inbox") {
  InboxShop shop;
  CHECK_FALSE(shop.fold()->has_value());
  shop.take({row("a", 1, "5"), row("b", 1, "6"), row("c", 1, "7", "S7")});
  const auto receipt = shop.fold();
  REQUIRE_MESSAGE(receipt.has_value(), receipt.error().message);
  // Told is only what waits in quarantine: a fold is no import, and there is one every second.
  const base::CommitNumber folded = (*receipt)->commit;
  const auto told = events_of(shop.record->database(), {folded.number - 1}, folded).value();
  REQUIRE(told.size() == 1);
  CHECK(told[0].type == "import.quarantined");
  REQUIRE(receipt->has_value());
  CHECK((*receipt)->feed == "events");
  CHECK((*receipt)->file == "events-1-3");
  CHECK((*receipt)->accepted == 2);
  CHECK((*receipt)->quarantined == 1);
  CHECK((*receipt)->commit.number == shop.head());
  CHECK(shop.waiting() == 0);
  CHECK(shop.current() == std::vector<std::string>{"a/1=5", "b/1=6"});
  CHECK(verify_record(*shop.record)->empty());
  CHECK(shop.verify().empty());
  CHECK_FALSE(shop.fold()->has_value());
}

TEST_CASE("what the log has already is a duplicate or a reused key when it is folded") {
  InboxShop shop;
  shop.take({row("a", 1, "5"), row("b", 1, "6")});
  REQUIRE(shop.fold());
  CHECK(shop.take({row("a", 1, "5"), row("b", 1, "60"), row("b", 2, "61")}) ==
        std::vector{Accepted, Accepted, Accepted});
  const auto receipt = shop.fold();
  REQUIRE(receipt);
  CHECK((*receipt)->file == "events-3-5");  // numbers are not given twice
  CHECK((*receipt)->duplicates == 1);
  CHECK((*receipt)->quarantined == 1);
  CHECK((*receipt)->accepted == 1);
  CHECK(shop.current() == std::vector<std::string>{"a/1=5", "b/2=61"});
  // The same once more: nothing is new, and still it leaves the inbox.
  shop.take({row("a", 1, "5")});
  REQUIRE(shop.fold());
  CHECK(shop.waiting() == 0);
  CHECK(shop.current() == std::vector<std::string>{"a/1=5", "b/2=61"});
  CHECK(shop.verify().empty());
}

TEST_CASE("numbers finer than 12 decimals are rounded as at a meter, texts of any kind survive") {
  InboxShop shop;
  usage::Record fine = row("a, \"b\"\nc", 1, "0.123456789012");
  fine.amount_rest = 345'000'000'000;
  fine.workload = "x\ny";
  shop.take({fine});
  REQUIRE(shop.fold());
  const auto stored = shop.log->read_records({});
  REQUIRE(stored);
  REQUIRE(stored->size() == 1);
  CHECK(stored->front().record == fine);
}

// No file may grow beyond `bytes`: to a writer the same as a full disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    before_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    ::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  sighandler_t before_;
};

TEST_CASE("on a full disk nothing is acknowledged, and nothing leaves the inbox") {
  InboxShop shop;
  std::vector<usage::Record> many;
  for (int i = 0; i < 20'000; ++i)
    many.push_back(row("key-" + std::to_string(i), 1, std::to_string(i)));
  {
    const SmallDisk small(1'000'000);
    const auto outcomes = accept(*shop.record, many, shop.clock.now());
    REQUIRE_FALSE(outcomes);
    CHECK(outcomes.error().code != base::Code::Conflict);
  }
  shop.reopen();
  CHECK(shop.waiting() == 0);
  shop.take(many);
  const std::int64_t head = shop.head();
  for (const rlim_t limit : {20'000, 100'000}) {
    const SmallDisk small(limit);
    CHECK_FALSE(shop.fold());
    CHECK(shop.head() == head);
    CHECK(shop.waiting() == 20'000);
  }
  REQUIRE(shop.fold());
  CHECK(shop.waiting() == 0);
  CHECK(shop.current().size() == 20'000);
}

// ---- random ------------------------------------------------------------------------------------

using Key = std::tuple<std::string, std::string, std::int64_t>;

usage::Record random_row(std::mt19937& dice) {
  const auto below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  usage::Record out = row("k" + std::to_string(below(12)), below(3), std::to_string(1 + below(2)),
                          "S" + std::to_string(1 + below(4)));
  out.source = below(2) == 0 ? "m" : "n";
  out.usage_date = out.usage_date + below(2);
  return out;
}

// Accepts and folds at random, and gives the twin each delivery as a file.
void live(InboxShop& shop, UsageShop& twin, std::mt19937& dice) {
  std::map<Key, std::string> model;  // what waits
  std::string taken;
  for (int step = 0; step < 10; ++step) {
    std::vector<usage::Record> rows;
    for (std::size_t i = dice() % 15; i > 0; --i)
      rows.push_back(random_row(dice));
    std::vector<InboxOutcome> expected;
    for (const usage::Record& one : rows) {
      const std::string line = ingest::canonical_line(one);
      const auto [at, fresh] = model.try_emplace({one.source, one.record_key, one.revision}, line);
      expected.push_back(fresh ? Accepted : at->second == line ? Duplicate : Conflict);
      if (fresh) taken += line + '\n';
    }
    CHECK(shop.take(rows) == expected);
    CHECK(shop.waiting() == static_cast<std::int64_t>(model.size()));
    if (dice() % 4 == 0) shop.reopen();
    if (model.empty() || (dice() % 3 != 0 && step < 9)) continue;
    const auto folded = shop.fold();
    const auto file = twin.ingest_rows("file-" + std::to_string(step) + ".csv", taken);
    REQUIRE(folded);
    REQUIRE(file);
    CHECK((*folded)->accepted == file->accepted);
    CHECK((*folded)->duplicates == file->duplicates);
    CHECK((*folded)->quarantined == file->quarantined);
    CHECK(shop.waiting() == 0);
    model.clear();
    taken.clear();
  }
}

TEST_CASE("random batches: a naive map says the same, and the log is that of the rows as files") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    std::mt19937 dice(seed);
    InboxShop shop;
    UsageShop twin;
    live(shop, twin, dice);
    const auto known = base::CommitNumber::latest();
    const LogDigest ours = digest_log(*shop.record, *shop.log, known).value();
    const LogDigest theirs = digest_log(*twin.record, *twin.log, known).value();
    CHECK(ours.records == theirs.records);
    CHECK(ours.records_digest == theirs.records_digest);
    CHECK(ours.waiting == theirs.waiting);
    CHECK(ours.waiting_digest == theirs.waiting_digest);
    CHECK(shop.verify().empty());
  }
}

}  // namespace
}  // namespace storage

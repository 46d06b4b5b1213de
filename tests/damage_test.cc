// What stands on the disk was changed behind the program's back: a lost tail is told, derived state
// is built again, and no answer differs.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "base/clock.h"
#include "storage/audit.h"
#include "storage/record.h"
#include "tests/fault_story.h"

namespace {

namespace fs = std::filesystem;
using tests::Answer;
using tests::FaultStory;

constexpr std::uint64_t kSeed = 20261128;

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void overwrite(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Cut off, one bit flipped, or the tail never written.
void damage(std::string& bytes, std::mt19937_64& random) {
  const std::size_t at = random() % bytes.size();
  switch (random() % 3) {
    case 0: bytes.resize(at); break;
    case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
    default: std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.end(), '\0');
  }
}

// A store whose last seven commits stand in SQLite's log only, and the commits it holds.
struct Logged {
  FaultStory story;
  std::string store = story.bench().file("store");
  std::vector<std::string> commits;
  std::string log, older_anchor;

  Logged() {
    story.rewind(1);
    older_anchor = bytes_of(store + "/anchor");
    REQUIRE(story.run(1, "ACCREDIT_FAULT=commit.anchored:kill:7").exit == 137);
    commits = tests::commits_of(store);
    REQUIRE(commits.size() == 8);
    log = bytes_of(store + "/record.db-wal");
    REQUIRE(log.size() > 10'000);
  }

  // How many of `times` damages of the log lose commits without a word.
  long silent_losses(int times) {
    std::mt19937_64 random(kSeed);
    const base::FixedClock clock(base::Instant{1});
    long silent = 0;
    for (int i = 0; i < times; ++i) {
      std::string bytes = log;
      damage(bytes, random);
      overwrite(store + "/record.db-wal", bytes);
      fs::remove(store + "/record.db-shm");
      auto record = storage::Record::open(store, storage::OpenFor::Reading, clock);
      if (!record) continue;
      const auto head = (*record)->head();
      if (head && head->number < static_cast<std::int64_t>(commits.size())) ++silent;
    }
    return silent;
  }
};

std::string credit(const FaultStory& story) {
  const Answer answer = story.bench().accredit(
      {"credit", "--from", "2026-03", "--by", "partner,subscription,competency"});
  CHECK_MESSAGE(answer.exit == 0, answer.err);
  return answer.out;
}

}  // namespace

TEST_CASE("a log that lost its tail is never believed") {
  MESSAGE("seed " << kSeed);
  Logged logged;
  const int times = 300 * tests::campaign_times();
  const long silent = logged.silent_losses(times);
  CHECK(silent == 0);
  // The control: with the anchor as it was before those commits, losing them goes unseen.
  overwrite(logged.store + "/anchor", logged.older_anchor);
  const long unseen = logged.silent_losses(times);
  CHECK(unseen > times / 20);
  tests::add_evidence(
      "damaged log",
      {{"damages", times}, {"lost_silently", silent}, {"lost_silently_without_anchor", unseen}});
}

TEST_CASE("an older database under a newer anchor is refused by every command") {
  const FaultStory story;
  story.rewind(3);
  const std::string older = bytes_of(story.bench().file("store/record.db"));
  story.rewind(5);
  overwrite(story.bench().file("store/record.db"), older);
  fs::remove(story.bench().file("store/record.db-wal"));
  for (const char* command : {"ingest third.csv", "verify", "credit --from 2026-03",
                              "import late/subscriptions.csv", "doctor"}) {
    CAPTURE(command);
    const Answer answer = story.bench().shell(std::string("accredit ") + command);
    CHECK(answer.exit != 0);
    CHECK_MESSAGE((answer.err + answer.out).find("the store lost commits") != std::string::npos,
                  answer.err);
  }
}

TEST_CASE("a series index that was deleted, cut off or flipped is built again") {
  MESSAGE("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const FaultStory story;
  story.rewind(7);
  const std::string expected = credit(story);
  const std::string folder = story.bench().file("store/index");
  const int times = 60 * tests::campaign_times();
  long others = 0;
  for (int i = 0; i < times; ++i) {
    CAPTURE(i);
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (i % 10 == 0) {
        fs::remove(entry.path());
        continue;
      }
      std::string bytes = bytes_of(entry.path().string());
      for (int flips = i % 10 == 1 ? 1'000 : 1; flips > 0 && !bytes.empty(); --flips)
        damage(bytes, random);
      overwrite(entry.path().string(), bytes);
    }
    const std::string found = credit(story);
    CHECK(found == expected);
    others += found == expected ? 0 : 1;
  }
  const Answer verified = story.bench().accredit({"verify", "--deep"});
  CHECK_MESSAGE(verified.exit == 0, verified.err);
  tests::add_evidence("damaged index", {{"damages", times}, {"other_answers", others}});
}

TEST_CASE("an index extended from a damaged one is right all the same") {
  const FaultStory story;
  story.rewind(3);
  credit(story);
  for (const auto& entry : fs::directory_iterator(story.bench().file("store/index"))) {
    std::string bytes = bytes_of(entry.path().string());
    for (std::size_t at = 200; at < bytes.size(); at += 3)
      bytes[at] = static_cast<char>(bytes[at] ^ 1);
    overwrite(entry.path().string(), bytes);
  }
  CHECK(story.run(3).exit == 3);
  const std::string extended = credit(story);
  fs::remove_all(story.bench().file("store/index"));
  CHECK(credit(story) == extended);
}

TEST_CASE("key files that were deleted, cut off or flipped do not let a record in twice") {
  std::mt19937_64 random(kSeed);
  const FaultStory story;
  story.rewind(6);
  const std::string before = credit(story);
  for (int i = 0; i < 6; ++i) {
    for (const auto& entry : fs::directory_iterator(story.bench().file("store/segments"))) {
      if (entry.path().extension() != ".keys") continue;
      std::string bytes = bytes_of(entry.path().string());
      damage(bytes, random);
      if (i == 0)
        fs::remove(entry.path());
      else
        overwrite(entry.path().string(), bytes);
    }
    // The same rows as first.csv in a file of its own.
    story.bench().write("again.csv", story.bench().read("first.csv") + std::string(i + 1, '\n'));
    const Answer again = story.bench().accredit({"ingest", "again.csv"});
    CHECK_MESSAGE(again.says("0 accepted"), again.err);
    CHECK(credit(story) == before);
  }
}

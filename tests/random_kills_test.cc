// Killed at any moment while others read: whatever it had told is there, nothing counts twice.
#include <doctest/doctest.h>

#include <filesystem>
#include <random>

#include "tests/fault_story.h"

namespace {

using tests::Answer;
using tests::Bench;

constexpr std::uint64_t kSeed = 20261127;
constexpr int kKillsOfAStore = 10;
constexpr int kFiles = 5;      // delivered by each command
constexpr int kRows = 100;     // of a file, one USD each
constexpr int kDelayMax = 90;  // milliseconds

std::string usage_file(int number) {
  std::string text = tests::usage_header();
  for (int row = 0; row < kRows; ++row) {
    text += tests::usage_row("f" + std::to_string(number) + '-' + std::to_string(row), "2026-03-05",
                             "1");
  }
  return text;
}

// USD credited to P1; every row is worth one.
long credited(const Bench& bench) {
  const Answer answer =
      bench.accredit({"credit", "--from", "2026-03", "--by", "partner", "--partner", "P1"});
  CHECK_MESSAGE(answer.exit == 0, answer.err);
  const std::size_t at = answer.out.find("P1,");
  return at == answer.out.npos ? 0 : std::strtol(answer.out.c_str() + at + 3, nullptr, 10);
}

std::size_t told(const std::string& messages) {
  std::size_t files = 0;
  for (std::size_t at = 0; (at = messages.find("(commit ", at)) != messages.npos; ++at)
    ++files;
  return files;
}

class Load {
 public:
  Load() {
    tests::make_store(bench_);
    std::filesystem::copy(bench_.file("store"), bench_.file("empty"),
                          std::filesystem::copy_options::recursive);
  }

  void fresh_store() {
    std::filesystem::remove_all(bench_.file("store"));
    std::filesystem::copy(bench_.file("empty"), bench_.file("store"),
                          std::filesystem::copy_options::recursive);
    files_ = 0;
  }

  // One command killed, one look, the same command again.
  void kill(unsigned delay) {
    CAPTURE(delay);
    std::string names;
    for (int i = 0; i < kFiles; ++i) {
      const std::string name = "u" + std::to_string(files_ + i) + ".csv";
      bench_.write(name, usage_file(files_ + i));
      names += ' ' + name;
    }
    std::string seconds = std::to_string(delay);
    seconds.insert(0, 3 - seconds.size(), '0');
    bench_.shell("accredit ingest" + names + " 2>said & victim=$!\n" +
                 "while kill -0 $victim; do accredit credit --from 2026-03 --by partner; done & "
                 "sleep 0." +
                 seconds + "; kill -9 $victim; wait");
    const long least = files_ * kRows + static_cast<long>(told(bench_.read("said"))) * kRows;
    const long most = (files_ + kFiles) * kRows;
    const long found = credited(bench_);
    CHECK(found >= least);
    CHECK(found <= most);
    CHECK(found % kRows == 0);
    interrupted_ += found < most ? 1 : 0;
    CHECK(bench_.shell("accredit ingest" + names).exit == 0);
    files_ += kFiles;
    CHECK(credited(bench_) == most);
    const Answer verified = bench_.accredit({"verify"});
    CHECK_MESSAGE(verified.exit == 0, verified.err);
  }
  long interrupted() const { return interrupted_; }

 private:
  Bench bench_;
  int files_ = 0;
  long interrupted_ = 0;
};

}  // namespace

TEST_CASE("two hundred kills under load lose nothing and count nothing twice") {
  MESSAGE("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  Load load;
  const int kills = 200 * tests::campaign_times();
  for (int kill = 0; kill < kills; ++kill) {
    if (kill % kKillsOfAStore == 0) load.fresh_store();
    CAPTURE(kill);
    load.kill(static_cast<unsigned>(random() % kDelayMax));
  }
  CHECK(load.interrupted() * 4 > kills);  // or the moments were badly chosen
  tests::add_evidence("random kills under load",
                      {{"kills", kills}, {"interrupted", load.interrupted()}});
}

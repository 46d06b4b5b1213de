// Killed at any moment: what was acknowledged is there exactly once, what was not is there at most
// once, and the same command again finishes the work.
#include <random>

#include <doctest/doctest.h>

#include "tests/program.h"

namespace {

constexpr std::uint64_t kSeed = 20260310;
constexpr int kKills = 20;

// Files of 200 rows each, every one worth 200 USD of S1.
std::string usage_file(int number) {
  std::string text = tests::usage_header();
  for (int row = 0; row < 200; ++row) {
    text += tests::usage_row("f" + std::to_string(number) + "-" + std::to_string(row), "2026-03-05",
                             "1");
  }
  return text;
}

std::string credited(const tests::Bench& bench) {
  const tests::Answer answer = bench.accredit({"credit", "--from", "2026-03", "--to", "2026-03",
                                               "--by", "partner", "--partner", "P1", "-o", "csv"});
  CHECK(answer.exit == 0);
  return answer.out;
}

}  // namespace

TEST_CASE("a killed ingest leaves the store whole and is finished by the same command") {
  MESSAGE("seed " << kSeed);
  std::mt19937_64 random(kSeed);
  const tests::Bench bench;
  tests::make_store(bench);
  for (int kill = 1; kill <= kKills; ++kill) {
    CAPTURE(kill);
    const std::string name = "u" + std::to_string(kill) + ".csv";
    bench.write(name, usage_file(kill));
    const auto delay = std::to_string(random() % 120'000);
    bench.shell("accredit ingest --quiet " + name + " & victim=$!; sleep 0.$(printf %06d " + delay +
                "); kill -9 $victim; wait");
    const tests::Answer verified = bench.accredit({"verify"});
    CHECK_MESSAGE(verified.exit == 0, verified.err);
    CHECK(bench.accredit({"ingest", name}).exit == 0);
    const std::string sum = std::to_string(200 * kill);
    CHECK(credited(bench).find("P1," + sum + ",") != std::string::npos);
    CHECK(bench.accredit({"verify"}).exit == 0);
  }
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
}

TEST_CASE(
    "what a killed ingest left is told as a note, and swept by the next command that writes") {
  const tests::Bench bench;
  tests::make_store(bench);
  bench.write("store/segments/incoming.parquet.tmp", "half a file");
  bench.write("store/segments/000009.parquet", "renamed, never committed");
  const tests::Answer noted = bench.accredit({"verify"});
  CHECK_MESSAGE(noted.exit == 0, noted.err);
  CHECK(noted.says("Note: segments/000009.parquet holds nothing of the log"));
  CHECK(noted.says("Note: segments/incoming.parquet.tmp holds"));
  bench.write("usage.csv", usage_file(1));
  CHECK(bench.accredit({"ingest", "usage.csv"}).exit == 0);
  CHECK_FALSE(bench.has("store/segments/000009.parquet"));
  CHECK_FALSE(bench.accredit({"verify"}).says("Note:"));
}

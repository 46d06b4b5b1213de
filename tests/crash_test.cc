// Killed at any moment: what was acknowledged is there exactly once, what was not is there at most
// once, and the same command again finishes the work.
#include <algorithm>
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

// Lines of `text` that contain `part`.
std::ptrdiff_t lines_with(const std::string& text, std::string_view part) {
  std::ptrdiff_t out = 0;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find('\n', at), text.size());
    if (text.substr(at, end - at).find(part) != std::string::npos) ++out;
  }
  return out;
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
    // A file that no commit names is not part of the log; verify tells of it until it is swept.
    const tests::Answer verified = bench.accredit({"verify", "-o", "csv"});
    const bool only_litter = lines_with(verified.out, "belongs to no committed ingest") + 1 ==
                             lines_with(verified.out, "");
    CHECK_MESSAGE((verified.exit == 0 || only_litter), verified.out << verified.err);
    CHECK(bench.accredit({"ingest", name}).exit == 0);
    const std::string sum = std::to_string(200 * kill);
    CHECK(credited(bench).find("P1," + sum + ",") != std::string::npos);
    CHECK(bench.accredit({"verify"}).exit == 0);
  }
  CHECK(bench.accredit({"verify", "--deep"}).exit == 0);
}

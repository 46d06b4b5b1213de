#include "usage/identity.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace usage {
namespace {

Record record(std::int64_t revision, std::int64_t amount) {
  Record out;
  out.source = "meter";
  out.record_key = "k1";
  out.revision = revision;
  out.amount = base::Decimal::from_integer(amount);
  return out;
}

std::vector<Verdict> verdicts_of(const std::vector<Record>& delivered) {
  std::vector<Version> versions;
  for (const Record& r : delivered)
    versions.push_back({&r, false, false});
  return resolve(versions).verdicts;
}

TEST_CASE("the highest revision of a delivery counts whatever its place") {
  CHECK(verdicts_of({record(1, 100), record(2, 130)}) ==
        std::vector{Verdict::Superseded, Verdict::Current});
  CHECK(verdicts_of({record(2, 130), record(1, 100)}) ==
        std::vector{Verdict::Current, Verdict::Superseded});
}

TEST_CASE("the same revision with the same content is a duplicate") {
  CHECK(verdicts_of({record(1, 100), record(1, 100)}) ==
        std::vector{Verdict::Current, Verdict::Duplicate});
}

TEST_CASE("the same revision with other content is a reused key, even of a superseded one") {
  CHECK(verdicts_of({record(1, 100), record(1, 101), record(2, 5), record(1, 7)}) ==
        std::vector{Verdict::Superseded, Verdict::KeyReused, Verdict::Current, Verdict::KeyReused});
}

TEST_CASE("a higher revision takes the place of the one in the log") {
  const Record old = record(1, 100);
  const Record fresh = record(2, 130);
  const std::vector<Version> versions{{&old, true, true}, {&fresh, false, false}};
  const Resolution got = resolve(versions);
  CHECK(got.verdicts == std::vector{Verdict::Current});
  CHECK(got.no_longer_current == std::vector<std::size_t>{0});
}

TEST_CASE("a lower revision that comes late never counts") {
  const Record old = record(3, 100);
  const Record late = record(2, 130);
  const std::vector<Version> versions{{&old, true, true}, {&late, false, false}};
  const Resolution got = resolve(versions);
  CHECK(got.verdicts == std::vector{Verdict::Superseded});
  CHECK(got.no_longer_current.empty());
}

TEST_CASE("in any order exactly one accepted version of a key is current: the highest") {
  const unsigned seed = 20'260'301;
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::vector<Record> delivered;
    const int rows = 1 + static_cast<int>(random() % 6);
    for (int i = 0; i < rows; ++i)
      delivered.push_back(record(random() % 4, random() % 2));
    const auto verdicts = verdicts_of(delivered);
    CHECK(std::ranges::count(verdicts, Verdict::Current) == 1);
    const auto at = std::ranges::find(verdicts, Verdict::Current) - verdicts.begin();
    const auto highest = std::ranges::max_element(delivered, {}, &Record::revision);
    CHECK(delivered[static_cast<std::size_t>(at)].revision == highest->revision);
  }
}

TEST_CASE("fingerprints are stable: key files on disk depend on them") {
  CHECK(fingerprint("meter", "k1") == fingerprint("meter", "k1"));
  CHECK(fingerprint("meter", "k1") == fingerprint_of_key(fingerprint_seed("meter"), "k1"));
  CHECK(fingerprint("", "") == 0x0ULL + fingerprint("", ""));
}

TEST_CASE("near texts and shifted boundaries have different fingerprints") {
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 100'000; ++i)
    seen.insert(fingerprint("meter", "key-" + std::to_string(i)));
  CHECK(seen.size() == 100'000);
  CHECK(fingerprint("ab", "c") != fingerprint("a", "bc"));
  CHECK(fingerprint("a", std::string("b\0", 2)) != fingerprint("a", "b"));
}

}  // namespace
}  // namespace usage

#include "storage/key_set.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "storage/record_testing.h"

namespace storage {
namespace {

const std::string kSha = std::string(64, 'a');

TEST_CASE("sorting by buckets is sorting") {
  std::mt19937_64 random(7);
  for (const std::size_t size : {0, 1, 1000, 16'384, 50'000}) {
    std::vector<std::uint64_t> values(size);
    for (auto& value : values)
      value = size % 2 == 0 ? random() : random() >> 30;
    auto expected = values;
    std::ranges::sort(expected);
    std::vector<std::uint64_t> scratch;
    sort_fingerprints(values, scratch);
    CHECK(values == expected);
  }
}

TEST_CASE("a key file holds the distinct fingerprints and tells which came twice, spilled or not") {
  const testing::Directory directory;
  const std::string path = directory.path("x.keys");
  std::mt19937_64 random(11);
  for (const std::size_t held : {std::size_t{64}, std::size_t{1} << 20}) {
    KeyCollector keys(directory.path("x"), held);
    std::multiset<std::uint64_t> all;
    for (int i = 0; i < 100; ++i) {
      std::vector<std::uint64_t> part(random() % 40);
      for (auto& value : part)
        value = random() % 3000;
      all.insert(part.begin(), part.end());
      REQUIRE(keys.add(part));
    }
    const auto twice = keys.write(path, kSha);
    REQUIRE(twice);
    const auto open = KeySet::open(path, kSha);
    REQUIRE(open);
    std::vector<std::uint64_t> distinct(all.begin(), all.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    CHECK(std::ranges::equal(open->keys(), distinct));
    std::erase_if(distinct, [&](std::uint64_t value) { return all.count(value) < 2; });
    CHECK(*twice == distinct);
  }
  CHECK_FALSE(std::filesystem::exists(directory.path("x.run-0.tmp")));
}

TEST_CASE("a key file of another segment, cut or changed is not opened") {
  const testing::Directory directory;
  const std::string path = directory.path("x.keys");
  KeyCollector keys(directory.path("x"));
  REQUIRE(keys.add(std::vector<std::uint64_t>{3, 1, 2}));
  REQUIRE(keys.write(path, kSha));
  REQUIRE(KeySet::open(path, kSha));
  CHECK_FALSE(KeySet::open(path, std::string(64, 'b')));
  REQUIRE(tie_keys(path, std::string(64, 'b')));
  CHECK(KeySet::open(path, std::string(64, 'b')));
  std::filesystem::resize_file(path, std::filesystem::file_size(path) - 8);
  CHECK_FALSE(KeySet::open(path, std::string(64, 'b')));
}

TEST_CASE("common values are found by merging and by leaping") {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    std::set<std::uint64_t> a, b;
    for (std::size_t n = random() % 30; n > 0; --n)
      a.insert(random() % 2000);
    for (std::size_t n = random() % (round % 2 == 0 ? 40 : 2000); n > 0; --n)
      b.insert(random() % 2000);
    const std::vector<std::uint64_t> left(a.begin(), a.end()), right(b.begin(), b.end());
    std::vector<std::uint64_t> expected, got;
    std::ranges::set_intersection(left, right, std::back_inserter(expected));
    append_common(left, right, got);
    CHECK(got == expected);
  }
}

TEST_CASE("common values of files are found piece by piece, wherever the pieces end") {
  const testing::Directory directory;
  std::mt19937_64 random(13);
  // One file is longer than a piece, and most of the other lies in its first half.
  std::vector<std::uint64_t> left(4'500'000), right(100'000);
  for (auto& value : left)
    value = random();
  for (std::size_t i = 0; i < right.size(); ++i)
    right[i] = i % 2 == 0 ? left[random() % left.size()] : random() >> (i % 3 == 0 ? 0 : 1);
  const auto file = [&](const std::string& name, const std::vector<std::uint64_t>& values) {
    KeyCollector keys(directory.path(name));
    REQUIRE(keys.add(values));
    REQUIRE(keys.write(directory.path(name), kSha));
    return KeySet::open(directory.path(name), kSha).value();
  };
  const KeySet a = file("a.keys", left), b = file("b.keys", right);
  std::vector<std::uint64_t> expected, got, turned;
  std::ranges::set_intersection(a.keys(), b.keys(), std::back_inserter(expected));
  append_common(a, b, got);
  append_common(b, a, turned);
  CHECK(expected.size() > 49'000);
  CHECK(got == expected);
  CHECK(turned == expected);
}

}  // namespace
}  // namespace storage

#include "app/text_diff.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

namespace app {
namespace {

TEST_CASE("a difference shows what was taken out and put in, with what stands around it") {
  CHECK(text_diff("a\nb\n", "a\nb\n").empty());
  CHECK(text_diff("", "").empty());
  CHECK(text_diff("", "a\n") == "@@ -0,0 +1,1 @@\n+a\n");
  CHECK(text_diff("a\n", "") == "@@ -1,1 +0,0 @@\n-a\n");
  CHECK(text_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", 1) ==
        "@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n");
  CHECK(text_diff("1\n2\n3\n4\n5\n6\n7\n", "one\n2\n3\n4\n5\n6\nseven\n", 1) ==
        "@@ -1,2 +1,2 @@\n-1\n+one\n 2\n@@ -6,2 +6,2 @@\n 6\n-7\n+seven\n");
}

// Puts the changes of a difference with all its context into the text before.
std::string applied(const std::string& difference) {
  std::string out;
  std::size_t at = difference.find('\n') + 1;  // behind the head of the only hunk
  while (at < difference.size()) {
    const std::size_t end = difference.find('\n', at);
    if (difference[at] != '-') out += difference.substr(at + 1, end - at);
    at = end + 1;
  }
  return out;
}

TEST_CASE("a difference leads from the one text to the other") {
  for (std::uint32_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t most) { return static_cast<int>(random() % most); };
    const auto text = [&] {
      std::string out;
      for (int lines = below(12); lines > 0; --lines)
        out += std::string(1, static_cast<char>('a' + below(4))) + '\n';
      return out;
    };
    const std::string before = text(), after = text();
    const std::string difference = text_diff(before, after, 100);
    if (before == after) CHECK(difference.empty());
    if (before != after) CHECK(applied(difference) == after);
  }
}

}  // namespace
}  // namespace app

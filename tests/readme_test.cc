// README.md and tests/transcripts/ run: every block of a page fenced as `sh` is run in order in one
// folder, and a block fenced as `text` right after it is what must be printed.
// ACCREDIT_GOLDEN=write puts the output there.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/program.h"

namespace {

struct Block {
  std::string command;
  std::optional<std::string> expected;
  std::size_t expected_at = 0;  // where the expected text begins in the file
};

// The text between two fences that begins at `at`; `at` then stands behind the closing fence.
std::string fenced(const std::string& text, std::size_t& at) {
  const std::size_t end = text.find("```\n", at);
  REQUIRE(end != text.npos);
  std::string inside = text.substr(at, end - at);
  at = end + 4;
  return inside;
}

std::vector<Block> blocks_of(const std::string& text) {
  constexpr std::string_view kShell = "\n```sh\n", kText = "```text\n";
  std::vector<Block> blocks;
  for (std::size_t at = 0; (at = text.find(kShell, at)) != text.npos;) {
    at += kShell.size();
    Block block;
    block.command = fenced(text, at);
    if (text.compare(at, kText.size(), kText) == 0) {
      at += kText.size();
      block.expected_at = at;
      block.expected = fenced(text, at);
    }
    blocks.push_back(std::move(block));
  }
  return blocks;
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Runs the page; gives it with what was printed in place of what it shows.
std::string run(const std::string& page) {
  const std::vector<Block> blocks = blocks_of(page);
  REQUIRE(!blocks.empty());
  const bool write = std::getenv("ACCREDIT_GOLDEN") != nullptr;
  const tests::Bench bench;
  std::filesystem::create_directory_symlink(std::filesystem::absolute("docs"), bench.file("docs"));
  std::string rewritten = page;
  for (const Block& block : blocks) {
    CAPTURE(block.command);
    const tests::Answer answer = bench.shell(block.command);
    CHECK_MESSAGE((answer.exit == 0 || answer.exit == 3), answer.err);
    if (!block.expected) continue;
    if (!write) CHECK(answer.out == *block.expected);
    const std::size_t shift = rewritten.size() - page.size();  // wraps, and is added back
    rewritten.replace(block.expected_at + shift, block.expected->size(), answer.out);
  }
  return rewritten;
}

void check(const std::string& path) {
  CAPTURE(path);
  const std::string page = text_of(path);
  const std::string rewritten = run(page);
  if (rewritten != page && std::getenv("ACCREDIT_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << rewritten;
  }
}

}  // namespace

TEST_CASE("every example of the README prints what the README shows") {
  check("README.md");
}

TEST_CASE("every transcript prints what it shows") {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator("tests/transcripts"))
    paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  for (const std::string& path : paths)
    check(path);
}

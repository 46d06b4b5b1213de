// README.md runs: every block fenced as `sh` is run in order in one folder, and a block fenced as
// `text` right after it is what must be printed. ACCREDIT_GOLDEN=write puts the output there.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "tests/program.h"

namespace {

constexpr const char* kReadme = "README.md";

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

}  // namespace

TEST_CASE("every example of the README prints what the README shows") {
  std::ifstream file(kReadme, std::ios::binary);
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  const std::vector<Block> blocks = blocks_of(readme);
  REQUIRE(blocks.size() > 5);
  const tests::Bench bench;
  std::filesystem::create_directory_symlink(std::filesystem::absolute("docs"), bench.file("docs"));
  std::string rewritten = readme;
  for (auto block = blocks.begin(); block != blocks.end(); ++block) {
    CAPTURE(block->command);
    const tests::Answer answer = bench.shell(block->command);
    CHECK_MESSAGE((answer.exit == 0 || answer.exit == 3), answer.err);
    if (!block->expected) continue;
    const bool write = std::getenv("ACCREDIT_GOLDEN") != nullptr;
    if (!write) CHECK(answer.out == *block->expected);
    const std::size_t shift = rewritten.size() - readme.size();  // wraps, and is added back
    rewritten.replace(block->expected_at + shift, block->expected->size(), answer.out);
  }
  if (rewritten != readme && std::getenv("ACCREDIT_GOLDEN") != nullptr) {
    std::ofstream(kReadme, std::ios::binary) << rewritten;
  }
}

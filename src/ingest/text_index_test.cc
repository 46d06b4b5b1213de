#include "ingest/text_index.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace ingest {
namespace {

TEST_CASE("many texts are found as each alone is; unknown ones are not") {
  std::vector<std::string> known;
  for (int i = 0; i < 1'000; ++i)
    known.push_back("S" + std::to_string(i * 7));
  known.push_back("S0");  // of equal texts the first is found
  const TextIndex index({known.begin(), known.end()});
  std::mt19937 random(11);
  std::vector<std::string> asked;
  for (int i = 0; i < 5'003; ++i)
    asked.push_back("S" + std::to_string(random() % 7'100));
  asked.emplace_back();
  const std::vector<std::string_view> texts(asked.begin(), asked.end());
  std::vector<std::uint32_t> numbers(texts.size());
  index.find_all(texts, numbers);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(numbers[i] == index.find(texts[i]));
    if (numbers[i] != TextIndex::kNone) CHECK(index.text(numbers[i]) == texts[i]);
  }
  CHECK(index.find("S0") == 0);
  TextIndex().find_all(texts, numbers);
  CHECK(numbers[0] == TextIndex::kNone);
}

}  // namespace
}  // namespace ingest

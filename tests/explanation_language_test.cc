// What explanations say, over every scenario, in each language. ACCREDIT_GOLDEN=write brings
// tests/data/explanations/sentences.txt up to date.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <regex>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "app/entry_sentences.h"
#include "attribution/sentences.h"
#include "tests/explained.h"

namespace tests {
namespace {

using attribution::Explanation;
using base::Language;

// With every digit as a 0: which sentences there are, whatever they are about.
std::string shape_of(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c >= '0' && c <= '9'; }, '0');
  return text;
}

std::string line_of(const Explanation& node) {
  return node.label + (node.value.empty() ? "" : "  " + node.value);
}

using Take = std::function<void(const Explanation& english, const Explanation& german)>;

void each_pair(const Explanation& english, const Explanation& german, const Take& take) {
  REQUIRE(english.kind == german.kind);
  REQUIRE(english.code == german.code);
  REQUIRE(english.because.size() == german.because.size());
  take(english, german);
  for (std::size_t i = 0; i < english.because.size(); ++i)
    each_pair(english.because[i], german.because[i], take);
}

// The nodes of every scenario, side by side; `names` are data of the programme.
void each_node(const std::function<void(const Explanation&, const Explanation&,
                                        const std::vector<std::string>& names)>& take) {
  for (const std::string& path : scenario_paths()) {
    CAPTURE(path);
    const Explained english = explained(path, Language::English);
    const Explained german = explained(path, Language::German);
    REQUIRE(english.trees.size() == german.trees.size());
    for (std::size_t i = 0; i < english.trees.size(); ++i) {
      each_pair(english.trees[i], german.trees[i],
                [&](const Explanation& a, const Explanation& b) { take(a, b, german.names); });
    }
  }
}

std::vector<std::string> pieces(const std::string& text, const char* between) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find_first_not_of(between, at), text.size());
    const std::size_t end = std::min(text.find_first_of(between, begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return out;
}

// Numbers, days and months of a text as English writes them, in no order.
std::multiset<std::string> values_of(std::string text, Language language) {
  static const std::regex kDay(R"((\d\d)\.(\d\d)\.(\d{4}))");
  static const std::regex kGrouped(R"(-?\d{1,3}(\.\d{3})*(,\d+)?)");
  static constexpr std::array<const char*, 12> kMonths{
      "Januar", "Februar", "März",      "April",   "Mai",      "Juni",
      "Juli",   "August",  "September", "Oktober", "November", "Dezember"};
  if (language == Language::German) {
    text = std::regex_replace(text, kDay, "$3-$2-$1");
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      text = std::regex_replace(text, std::regex(std::string(kMonths[i]) + " (\\d{4})"),
                                "$1-" + std::string(i < 9 ? "0" : "") + std::to_string(i + 1));
    }
  }
  std::multiset<std::string> out;
  for (std::string one : pieces(text, " ();=+'")) {
    while (!one.empty() && (one.back() == ',' || one.back() == ':'))
      one.pop_back();
    if (std::ranges::none_of(one, [](char c) { return c >= '0' && c <= '9'; })) continue;
    if (language == Language::German && std::regex_match(one, kGrouped)) {
      std::erase(one, '.');
      std::ranges::replace(one, ',', '.');
    }
    const auto number = base::parse_exact(one);
    out.insert(number ? number->text() : one);
  }
  return out;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

void add_words(std::string_view text, std::set<std::string>& to) {
  for (const std::string& one : pieces(std::string(text), " ();=+'{}|0123456789,.:%/\"?"))
    if (one.size() > 1) to.insert(lower(one));
}

std::vector<base::Wording> all_wordings() {
  std::vector<base::Wording> out;
  std::ranges::copy(base::wordings(attribution::kSay), std::back_inserter(out));
  std::ranges::copy(base::wordings(app::kSayOfEntry), std::back_inserter(out));
  for (const attribution::Reason& one : attribution::reasons())
    out.push_back(one.means);
  for (const std::string_view word : base::kMeasures)
    out.push_back({word, {}});
  for (const std::string_view word : base::kChargeKinds)
    out.push_back({word, {}});
  return out;
}

// Words that only English sentences have.
std::set<std::string> english_words() {
  std::set<std::string> out, german;
  for (const base::Wording& one : all_wordings()) {
    add_words(one.english, out);
    add_words(one.german, german);
  }
  for (const std::string& word : german)
    out.erase(word);
  return out;
}

// What a node says of itself, without names, commands and what stands in quotes.
std::string sentence_of(const Explanation& node, const std::vector<std::string>& names) {
  std::string text = node.code.empty() ? node.value : line_of(node);
  const auto cut = [&](const std::string& part) {
    const std::size_t at = part.empty() ? std::string::npos : text.find(part);
    if (at != std::string::npos) text.erase(at, part.size());
  };
  for (const std::string& name : names)
    cut(name);
  for (const Explanation::Fact& fact : node.facts)
    if (fact.name == "unit") cut(' ' + fact.value);
  return std::regex_replace(text.substr(0, text.find("accredit ")), std::regex("'[^']*'"), "");
}

TEST_CASE("every scenario is explained in the words of the golden file") {
  std::string text;
  std::set<std::string> shapes;
  each_node([&](const Explanation& english, const Explanation& german, const auto&) {
    if (!shapes.insert(shape_of(line_of(english))).second) return;
    text += "en  " + line_of(english) + "\nde  " + line_of(german) + "\n";
  });
  const char* const path = "tests/data/explanations/sentences.txt";
  if (std::getenv("ACCREDIT_GOLDEN") != nullptr) std::ofstream(path, std::ios::binary) << text;
  std::ostringstream kept;
  kept << std::ifstream(path, std::ios::binary).rdbuf();
  CHECK(kept.str() == text);
}

TEST_CASE("both languages tell the same numbers, days and months, and the same facts") {
  each_node([](const Explanation& english, const Explanation& german, const auto&) {
    CHECK_MESSAGE(values_of(line_of(english), Language::English) ==
                      values_of(line_of(german), Language::German),
                  line_of(english), '\n', line_of(german));
    REQUIRE(english.facts.size() == german.facts.size());
    for (std::size_t i = 0; i < english.facts.size(); ++i)
      CHECK(english.facts[i].value == german.facts[i].value);
  });
}

TEST_CASE("a German explanation has no word of an English sentence") {
  const std::set<std::string> english = english_words();
  CHECK(english.contains("credited"));
  CHECK_FALSE(english.contains("partner"));
  each_node([&](const Explanation&, const Explanation& german,
                const std::vector<std::string>& names) {
    const std::string said = sentence_of(german, names);
    for (const std::string& word : pieces(said, " ();=+,:")) {
      const bool is_code = std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
      CHECK_MESSAGE((is_code || !english.contains(lower(word))), word, " in ", said);
    }
  });
}

TEST_CASE("every sentence is said in both languages, each in its own words") {
  for (const base::Wording& one : base::wordings(attribution::kSay)) {
    CHECK_FALSE(one.english.empty());
    CHECK_FALSE(one.german.empty());
  }
  for (const attribution::Reason& one : attribution::reasons()) {
    CHECK(attribution::reason_text(one.code, Language::English) == one.means.english);
    CHECK(attribution::reason_text(one.code, Language::German) == one.means.german);
    CHECK(one.means.english != one.means.german);
  }
}

}  // namespace
}  // namespace tests

// Every scenario of tests/scenarios runs through the naive model and through the engine, to the
// last digit.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "programs/load.h"
#include "scenarios/example.h"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator("tests/scenarios")) {
    if (entry.path().extension() == ".scn") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

const programs::Programme& shipped() {
  static const auto programme =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  return programme;
}

void check(const fs::path& path, const scenarios::Answers& answers) {
  const auto status = scenarios::run_example(shipped(), text_of(path), path.string(), answers);
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

}  // namespace

TEST_CASE("every scenario passes in the naive model") {
  for (const auto& path : scenario_files())
    check(path, scenarios::naive_answers());
}

TEST_CASE("every scenario passes in the engine") {
  for (const auto& path : scenario_files())
    check(path, scenarios::engine_answers());
}

TEST_CASE("the worked examples and edge cases of the domain are all there") {
  std::vector<std::string> names;
  for (const char* folder : {"tests/scenarios", "tests/transcripts"}) {
    for (const auto& entry : fs::directory_iterator(folder))
      names.push_back(entry.path().filename().string());
  }
  const auto expect = [&](char letter, int last) {
    for (int number = 1; number <= last; ++number) {
      const std::string start =
          letter + std::string(number < 10 ? "0" : "") + std::to_string(number) + '-';
      CAPTURE(start);
      CHECK(std::ranges::any_of(names,
                                [&](const std::string& name) { return name.starts_with(start); }));
    }
  };
  expect('e', 36);
  expect('x', 54);
}

TEST_CASE("the shipped programme passes its own examples") {
  const auto status = scenarios::run_examples(shipped());
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
  CHECK(shipped().examples.size() >= 5);
}

TEST_CASE("every programme beside it passes its own examples") {
  for (const char* path : {"programmes/cloud-modern.toml", "programmes/lanternfall-2025.toml"}) {
    CAPTURE(path);
    const auto programme = programs::load(text_of(path), path);
    REQUIRE_MESSAGE(programme.has_value(), (programme ? std::string() : programme.error().message));
    const auto status = scenarios::run_examples(*programme);
    CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
  }
}

TEST_CASE("the programme shown in the documentation loads and passes its example") {
  const std::string page = text_of("docs/formats/programme.md");
  const auto begin = page.find("```toml\n") + 8;
  const std::string toml = page.substr(begin, page.find("\n```\n", begin) + 1 - begin);
  const auto programme = programs::load(toml, "docs/formats/programme.md");
  REQUIRE_MESSAGE(programme.has_value(), (programme ? std::string() : programme.error().message));
  const auto status = scenarios::run_examples(*programme);
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

TEST_CASE("the scenario shown first in the documentation passes") {
  const std::string page = text_of("docs/formats/scenario.md");
  const auto begin = page.find("```\n") + 4;
  const std::string text = page.substr(begin, page.find("\n```\n", begin) + 1 - begin);
  const auto status = scenarios::run_example(shipped(), text, "docs/formats/scenario.md",
                                             scenarios::engine_answers());
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

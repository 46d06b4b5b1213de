// Every scenario of tests/scenarios runs through the naive model and through the engine, to the
// last digit.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "attribution/example.h"
#include "programs/load.h"

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

void check(const fs::path& path, const attribution::Answers& answers) {
  const auto status = attribution::run_example(shipped(), text_of(path), path.string(), answers);
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

}  // namespace

TEST_CASE("every scenario passes in the naive model") {
  for (const auto& path : scenario_files())
    check(path, attribution::naive_answers());
}

TEST_CASE("every scenario passes in the engine") {
  for (const auto& path : scenario_files())
    check(path, attribution::engine_answers());
}

TEST_CASE("the worked examples of the domain are all there") {
  const auto files = scenario_files();
  for (const char* number :
       {"e01", "e02", "e03", "e04", "e05", "e06", "e07", "e09", "e10", "e11",
        "e12", "e13", "e14", "e15", "e16", "e17", "e18", "e21", "e22", "e23",
        "e24", "e25", "e26", "e28", "e30", "e31", "e33", "e34", "e35", "e36"}) {
    CAPTURE(number);
    CHECK(std::ranges::any_of(
        files, [&](const fs::path& path) { return path.filename().string().starts_with(number); }));
  }
}

TEST_CASE("the shipped programme passes its own examples") {
  const auto status = attribution::run_examples(shipped());
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
  CHECK(shipped().examples.size() >= 5);
}

TEST_CASE("the programme shown in the documentation loads and passes its example") {
  const std::string page = text_of("docs/formats/programme.md");
  const auto begin = page.find("```toml\n") + 8;
  const std::string toml = page.substr(begin, page.find("\n```\n", begin) + 1 - begin);
  const auto programme = programs::load(toml, "docs/formats/programme.md");
  REQUIRE_MESSAGE(programme.has_value(), (programme ? std::string() : programme.error().message));
  const auto status = attribution::run_examples(*programme);
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

TEST_CASE("the scenario shown first in the documentation passes") {
  const std::string page = text_of("docs/formats/scenario.md");
  const auto begin = page.find("```\n") + 4;
  const std::string text = page.substr(begin, page.find("\n```\n", begin) + 1 - begin);
  const auto status = attribution::run_example(shipped(), text, "docs/formats/scenario.md",
                                               attribution::engine_answers());
  CHECK_MESSAGE(status.has_value(), (status ? std::string() : status.error().message));
}

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "app/demo_feeds.h"
#include "app/feed_file.h"
#include "app/text_file.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "programs/load.h"

namespace app {
namespace {

struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / "accredit-XXXXXX").string();
  Folder() { REQUIRE(mkdtemp(path.data()) != nullptr); }
  ~Folder() { std::filesystem::remove_all(path); }
};

std::map<std::string, std::string> files_below(const std::string& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[entry.path().lexically_relative(folder).string()] =
        *read_text(entry.path().string(), std::size_t{1} << 30);
  }
  return files;
}

// The cells of a file without quotes, line by line.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> lines{{""}};
  for (const char c : text) {
    if (c == '\n') {
      lines.push_back({""});
    } else if (c == ',') {
      lines.back().emplace_back();
    } else {
      lines.back().back() += c;
    }
  }
  lines.pop_back();
  return lines;
}

}  // namespace

TEST_CASE("the demo's world has the size that was promised") {
  const DemoWorld world = demo_world({});
  CHECK(world.registry.partners.size() == 40);
  CHECK(world.registry.customers.size() == 600);
  CHECK(world.registry.subscriptions.size() == 2500);
  std::set<std::string> currencies, types;
  for (const auto& row : world.registry.subscriptions)
    currencies.insert(row.currency);
  for (const auto& row : world.registry.associations)
    types.insert(row.type);
  CHECK(currencies == std::set<std::string>{"EUR", "JPY", "USD"});
  CHECK(types == std::set<std::string>{"csp_direct", "csp_provider", "csp_reseller", "dap", "dpor",
                                       "fasttrack", "gdap", "isv_deal", "tpor"});
}

TEST_CASE("the demo's programme loads") {
  const auto programme = programs::load(demo_programme(), "lanternfall-2025.toml");
  REQUIRE_MESSAGE(programme.has_value(), programme.error().message);
  CHECK(programme->code == "lanternfall-2025");
}

TEST_CASE("no bill of the demo asks for less than a coin") {
  const Folder folder;
  const DemoFeeds feeds = *write_demo_feeds(demo_world({.stride = 30}), folder.path, {});
  for (const auto* files : {&feeds.canonical, &feeds.focus, &feeds.afterwards}) {
    for (const std::string& path : *files) {
      CAPTURE(path);
      const auto lines = cells_of(*read_text(path, std::size_t{1} << 30));
      const bool focus = lines.front().front() == "BilledCost";
      for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::string& amount = lines[i][focus ? 0 : 9];
        const std::string& currency = lines[i][focus ? 3 : 10];
        const std::size_t point = amount.find('.');
        if (point == amount.npos) continue;
        const std::size_t decimals = amount.size() - point - 1;
        CHECK(decimals <= static_cast<std::size_t>(base::minor_unit(currency)));
      }
    }
  }
}

TEST_CASE("the same seed writes the same bytes, another seed other ones") {
  const Folder first, second, other;
  REQUIRE(write_demo_feeds(demo_world({.seed = 7, .stride = 60}), first.path, {}));
  REQUIRE(write_demo_feeds(demo_world({.seed = 7, .stride = 60}), second.path, {}));
  REQUIRE(write_demo_feeds(demo_world({.seed = 8, .stride = 60}), other.path, {}));
  CHECK(files_below(first.path) == files_below(second.path));
  CHECK(files_below(first.path) != files_below(other.path));
}

TEST_CASE("a feed file prints decimals exactly and without trailing zeros") {
  struct Case {
    std::int64_t value;
    int decimals;
    const char* text;
  };
  const Folder folder;
  const std::string path = folder.path + "/x.csv";
  for (const Case& c :
       {Case{0, 6, "0"}, Case{1234, 2, "12.34"}, Case{1200, 2, "12"}, Case{-5, 3, "-0.005"},
        Case{-123456, 6, "-0.123456"}, Case{100, 6, "0.0001"}, Case{1'000'000, 6, "1"}}) {
    CAPTURE(c.text);
    FeedFile file = *FeedFile::create(path, "n");
    file.decimal(c.value, c.decimals).end();
    REQUIRE(file.close());
    CHECK(*read_text(path) == "n\n" + std::string(c.text) + "\n");
  }
}

TEST_CASE("a text file is replaced whole, and a missing one is named") {
  const Folder folder;
  const std::string path = folder.path + "/note.txt";
  REQUIRE(write_text(path, "one"));
  REQUIRE(write_text(path, "two"));
  CHECK(*read_text(path) == "two");
  CHECK(read_text(folder.path + "/none").error().code == base::Code::NotFound);
  CHECK(read_text(folder.path).error().code == base::Code::InvalidInput);
  CHECK(read_text(path, 2).error().code == base::Code::InvalidInput);
}

}  // namespace app

// A void against a store that never saw the file: random deliveries of each kind of feed, some of
// them voided, some twice, some delivered again.
#include "storage/feed_void.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "base/sha256.h"
#include "storage/disk_file.h"
#include "storage/usage_testing.h"
#include "usage/series_index.h"

namespace storage {
namespace {

using testing::kUsageHeader;
using testing::usage_row;
using testing::UsageShop;

constexpr const char* kReason = "wrong file";

base::Result<base::CommitNumber> void_file(UsageShop& shop, const std::string& name,
                                           VoidEffect* effect = nullptr) {
  VoidWish wish;
  wish.file = name;
  FeedVoid plan = TRY(FeedVoid::plan(*shop.record, *shop.log, wish));
  if (effect != nullptr) *effect = plan.effect();
  return plan.commit("operator:test", kReason);
}

ingest::Mapping mapping_of(const std::string& head, const std::string& columns) {
  const std::string text =
      "mapping = \"t\"\n" + head +
      "[columns]\nsubscription_id = \"sub\"\nusage_date = \"day\"\n"
      "currency = { constant = \"USD\" }\n" +
      columns + "[[facts]]\nname = \"f\"\nmeasure = \"consumption\"\namount = \"amount\"\n";
  auto mapping = ingest::load_mapping(text, "t.toml");
  REQUIRE_MESSAGE(mapping, (mapping ? "" : mapping.error().message));
  return *mapping;
}

struct Kind {
  const char* name;
  ingest::Mapping mapping;
  bool repeats = false;  // rows come again in other files, with one content
  bool by_name = false;  // names mean something
};

std::vector<Kind> kinds() {
  const std::string by_source = "source = { constant = \"m\" }\nrecord_key = \"key\"\n";
  return {
      {"append", mapping_of("identity = \"columns\"\nrestates = \"append\"\n", by_source), true},
      {"revisions",
       mapping_of("identity = \"columns\"\nrestates = \"revisions\"\n",
                  by_source + "revision = \"time\"\n"),
       true},
      {"contradicting", mapping_of("identity = \"columns\"\nrestates = \"append\"\n", by_source)},
      {"latest", mapping_of("identity = \"columns\"\nrestates = \"latest\"\n", by_source)},
      {"file",
       mapping_of("identity = \"columns\"\nrestates = \"file\"\n", "record_key = \"key\"\n"), false,
       true},
      {"lines", mapping_of("identity = \"file\"\n", ""), false, true},
      {"named",
       mapping_of("identity = \"columns\"\nrestates = \"file\"\n"
                  "replaces = \"m{period}-{as_of}.csv\"\n",
                  "record_key = \"key\"\n"),
       true, true},
  };
}

struct File {
  std::string name, text;
  std::string path;     // of this version
  bool voided = false;  // in the end
};

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  std::string row(const Kind& kind) {
    const int key = below(6);
    const int time = kind.repeats ? below(3) : 0;
    const int dice = below(14);
    const int amount = kind.repeats ? 10 + key * 10 + time : 100 * file_ + below(90);
    std::string number = std::to_string(amount);
    if (dice == 1) number = "x";
    if (dice == 2) return "ragged" + std::to_string(below(2)) + "\n";
    const bool late = key == 2 || (dice == 3 && !kind.repeats);
    return "k" + std::to_string(key * 3 + (kind.name == std::string("append") ? time : 0)) + "," +
           std::to_string(time) + "," + (late ? "S9" : "S1") + ",2026-0" +
           std::to_string(3 + key % 2) + "-05," + number + "\n";
  }
  File file(const Kind& kind, int at) {
    File out;
    file_ = at;
    out.name = "part" + std::to_string(at) + ".csv";
    if (kind.by_name) out.name = "m" + std::to_string(below(2)) + ".csv";
    if (kind.by_name && kind.repeats)
      out.name =
          "m" + std::to_string(below(2)) + "-" + std::to_string(20260301 + below(4)) + ".csv";
    out.text = "key,time,sub,day,amount\n";
    for (int rows = 1 + below(5); rows > 0; --rows)
      out.text += row(kind);
    return out;
  }

 private:
  std::mt19937 random_;
  int file_ = 0;
};

void deliver(UsageShop& shop, const Kind& kind, File& file, int at) {
  const std::string folder = "in/" + std::to_string(at);
  std::filesystem::create_directories(shop.directory.path(folder));
  file.path = shop.directory.path(folder + "/" + file.name);
  std::ofstream(file.path, std::ios::binary) << file.text;
  const auto receipt = shop.ingest(file.path, kind.mapping);
  REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().message));
}

void register_late(UsageShop& shop) {
  registry::ChangeSet set;
  set.subscriptions = {{"S9", "C1", "azure", "USD", {}}};
  REQUIRE(shop.apply(set));
  REQUIRE(shop.replay());
}

LogDigest digest(UsageShop& shop, base::CommitNumber known = base::CommitNumber::latest()) {
  return digest_log(*shop.record, *shop.log, known).value();
}

std::string text_of(const LogDigest& digest) {
  return std::to_string(digest.records) + " " + digest.records_digest + " / " +
         std::to_string(digest.waiting) + " " + digest.waiting_digest;
}

std::string bytes_of_index(UsageShop& shop, const std::string& folder) {
  const auto index = usage::current_index(shop.directory.path(folder), *shop.log,
                                          shop.record->head().value(), 4, {});
  REQUIRE_MESSAGE(index, (index ? "" : index.error().message));
  const std::int64_t last = shop.log->last_change(base::CommitNumber::latest())->number;
  std::ifstream file(shop.directory.path(folder + "/series-" + std::to_string(last) + ".idx"),
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// How much to try: 1 in CI, ACCREDIT_TIMES in a campaign.
unsigned times() {
  const char* text = std::getenv("ACCREDIT_TIMES");
  return text == nullptr ? 1 : static_cast<unsigned>(std::max(1, std::atoi(text)));
}

// A story of deliveries and voids in one store, and the same without the voided files in another.
class Story {
 public:
  Story(const Kind& kind, unsigned seed) : kind_(kind), chance_(seed) {}

  void run() {
    const int late_at = chance_.below(10);
    for (int at = 0; at < 9; ++at) {
      if (at == late_at) late();
      if (at > 1 && chance_.below(3) == 0) void_some();
      if (at > 1 && chance_.below(4) == 0)
        REQUIRE(fold_log(*shop_.record, *shop_.log, "operator:test", FoldWhat::All));
      files_.push_back(chance_.file(kind_, at));
      deliver(shop_, kind_, files_.back(), at);
      steps_.push_back(static_cast<int>(files_.size()) - 1);
      remember();
    }
    void_some();
    if (late_at >= 9) late();
    compare();
  }

 private:
  void late() {
    register_late(shop_);
    steps_.push_back(kLate);
  }
  void remember() {
    known_.emplace_back(shop_.record->head().value(), text_of(digest(shop_)));
    bytes_of_index(shop_, "index");
  }
  void void_some() {
    const auto at = static_cast<std::size_t>(chance_.below(static_cast<int>(files_.size())));
    File& file = files_[at];
    if (file.voided) return;
    const std::string sha = base::hex(digest_file(file.path).value());
    VoidEffect effect;
    const auto done = void_file(shop_, sha, &effect);
    REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
    for (File& other : files_)
      if (other.text == file.text) other.voided = true;
    REQUIRE(shop_.replay());
    deliver_again(effect);
    remember();
    CHECK(shop_.verify().empty());
  }
  // What the effect names, in the order in which it came.
  void deliver_again(const VoidEffect& effect) {
    for (const DeliveredFile& repeating : effect.repeating) {
      for (const File& file : files_) {
        if (file.name != repeating.name ||
            base::hex(digest_file(file.path).value()) != repeating.file_sha256)
          continue;
        REQUIRE(shop_.ingest(file.path, kind_.mapping));
        break;
      }
    }
  }
  void compare() {
    UsageShop without;
    for (const int step : steps_) {
      if (step == kLate) register_late(without);
      if (step == kLate || files_[static_cast<std::size_t>(step)].voided) continue;
      File file = files_[static_cast<std::size_t>(step)];
      deliver(without, kind_, file, step);
    }
    REQUIRE(without.replay());
    REQUIRE(shop_.replay());
    CHECK(text_of(digest(shop_)) == text_of(digest(without)));
    CHECK(shop_.facts_amount() == without.facts_amount());
    CHECK(shop_.verify().empty());
    CHECK(bytes_of_index(shop_, "index") == bytes_of_index(shop_, "rebuilt"));
    for (const auto& [commit, text] : known_)
      CHECK(text_of(digest(shop_, commit)) == text);
  }

  static constexpr int kLate = -1;
  const Kind& kind_;
  Chance chance_;
  UsageShop shop_;
  std::vector<File> files_;
  std::vector<int> steps_;
  std::vector<std::pair<base::CommitNumber, std::string>> known_;
};

TEST_CASE("after a void the log is as if the file had never come") {
  const unsigned seeds = 2 * times();
  MESSAGE("seeds 1 to " << seeds);
  for (const Kind& kind : kinds()) {
    for (unsigned seed = 1; seed <= seeds; ++seed) {
      CAPTURE(std::string(kind.name));
      CAPTURE(seed);
      Story(kind, seed).run();
    }
  }
}

TEST_CASE("a void shows its effect, and what it took back may come again") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 1, "10") + usage_row("k2", 1, "20")));
  const auto wrong =
      shop.ingest_rows("b.csv", usage_row("k1", 2, "99") + usage_row("k3", 1, "5", "2026-04-01") +
                                    usage_row("k4", 1, "x"));
  REQUIRE(wrong);
  REQUIRE(shop.ingest_rows("c.csv", usage_row("k3", 1, "5", "2026-04-01")));
  const auto before = shop.current();
  VoidEffect effect;
  REQUIRE(void_file(shop, "b.csv", &effect));
  CHECK(effect.stopping == 2);
  CHECK(effect.returning == 1);
  CHECK(effect.waiting == 1);
  REQUIRE(effect.totals.size() == 2);
  CHECK(effect.totals[0].month == "2026-03");
  CHECK(effect.totals[0].amount_before.text() == "119");
  CHECK(effect.totals[0].amount_after.text() == "30");
  CHECK(effect.totals[1].amount_after.text() == "0");
  REQUIRE(effect.repeating.size() == 1);
  CHECK(effect.repeating[0].name == "c.csv");
  CHECK(shop.current() == std::vector<std::string>{"k1/1=10", "k2/1=20"});
  CHECK(shop.current(wrong->commit) == before);
  // The copy tells where it came from.
  const auto rows = shop.log->read_records({}).value();
  CHECK(std::ranges::any_of(rows, [](const usage::LocatedRecord& row) {
    return row.delivered_as == "void of b.csv" && row.line == 2;
  }));
  const auto again = shop.ingest(shop.directory.path("in/c.csv"));
  REQUIRE(again);
  CHECK(again->accepted == 1);
  const auto corrected = shop.ingest_rows("d.csv", usage_row("k1", 2, "11"));
  REQUIRE(corrected);
  CHECK(corrected->accepted == 1);
  CHECK(shop.current() == std::vector<std::string>{"k1/2=11", "k2/1=20", "k3/1=5"});
  CHECK(shop.verify().empty());
}

TEST_CASE("what is no delivery, or was voided, or means several, is refused with a sentence") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 1, "10")));
  REQUIRE(shop.ingest_rows("b.csv", usage_row("k1", 2, "20")));
  CHECK(void_file(shop, "z.csv").error().code == base::Code::NotFound);
  CHECK(void_file(shop, "quarantine replay").error().code == base::Code::Refused);
  REQUIRE(void_file(shop, "b.csv"));
  CHECK(void_file(shop, "b.csv").error().reason == "VOIDED");
  CHECK(void_file(shop, "void of b.csv").error().code == base::Code::Refused);
  std::filesystem::remove(shop.directory.path("in/a.csv"));
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k2", 1, "30")));
  CHECK(void_file(shop, "a.csv").error().code == base::Code::Usage);
}

}  // namespace
}  // namespace storage

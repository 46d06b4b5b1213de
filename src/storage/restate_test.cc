// Each way in which a feed restates (decision 0008), against a naive model that only knows what the
// words of the decision say: random deliveries, late master data, and any order where it must not
// matter.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "storage/usage_testing.h"

namespace storage {
namespace {

using storage::testing::UsageShop;
using Amounts = std::map<std::string, std::string>;  // what counts: key -> amount, zeros left out
using ingest::Restates;

struct Said {
  std::string key;
  int time = 0;  // revisions, changes
  int amount = 0;
  std::string cancels;  // the key that this row takes back; "": none
  bool late = false;    // its subscription is registered at the end only
};

struct Delivery {
  int period = 0, as_of = 0;  // file
  std::vector<Said> rows;
};

const std::string kColumns =
    "[columns]\nsubscription_id = \"sub\"\nusage_date = \"day\"\n"
    "currency = { constant = \"USD\" }\n";
const std::string kFact =
    "[[facts]]\nname = \"f\"\nmeasure = \"consumption\"\namount = \"amount\"\n";
const std::string kBySource = "source = { constant = \"m\" }\nrecord_key = \"key\"\n";
const std::string kVoids =
    "[cancellation]\ncolumn = \"op\"\nvalue = \"X\"\neffect = \"voids\"\nreference = \"ref\"\n";

ingest::Mapping mapping_of(const std::string& head, const std::string& columns,
                           const std::string& tail = "") {
  const std::string text = "mapping = \"t\"\n" + head + kColumns + columns + tail + kFact;
  auto mapping = ingest::load_mapping(text, "t.toml");
  REQUIRE_MESSAGE(mapping, (mapping ? "" : mapping.error().message));
  return *mapping;
}

std::string csv_of(const Delivery& delivery) {
  std::string out = "key,time,sub,day,amount,op,ref\n";
  for (const Said& row : delivery.rows) {
    const std::string second = std::to_string(10 + row.time);
    out += row.key + ",2026-04-01T00:00:" + second + "Z," + (row.late ? "S9" : "S1") +
           ",2026-03-05," + std::to_string(row.amount) + "," + (row.cancels.empty() ? "" : "X") +
           "," + row.cancels + "\n";
  }
  return out;
}

// The deliveries in the order given; then what was late comes in and everything is tried again.
class Played {
 public:
  void ingest(const Delivery& delivery, const std::string& name, const ingest::Mapping& mapping) {
    std::filesystem::remove(shop_.directory.path("in/" + name));
    const auto receipt = shop_.ingest(shop_.file(name, csv_of(delivery)), mapping);
    REQUIRE_MESSAGE(receipt, (receipt ? "" : receipt.error().message));
  }
  void finish() {
    registry::ChangeSet set;
    set.subscriptions = {{"S9", "C1", "azure", "USD", {}}};
    REQUIRE(shop_.apply(set));
    REQUIRE(shop_.replay());
    CHECK(shop_.verify().empty());
  }
  Amounts counting() {
    Amounts out;
    const auto rows = shop_.log->read_records({}).value();
    for (const usage::LocatedRecord& row : rows) {
      if (!row.record.amount.is_zero()) out[row.record.record_key] += row.record.amount.text();
    }
    return out;
  }
  LogDigest digest() {
    return digest_log(*shop_.record, *shop_.log, base::CommitNumber::latest()).value();
  }

 private:
  UsageShop shop_;
};

// ---- the naive model --------------------------------------------------------------------------

// `order`: of the versions of a key, ascending; the last counts.
Amounts last_of_each(std::vector<std::pair<std::int64_t, Said>> rows) {
  std::ranges::stable_sort(rows, {}, [](const auto& row) { return row.first; });
  Amounts out;
  for (const auto& [order, row] : rows)
    out[row.key] = std::to_string(row.amount);
  return out;
}

void without_cancelled(Amounts& amounts, const std::vector<Delivery>& deliveries) {
  for (const Delivery& delivery : deliveries) {
    for (const Said& row : delivery.rows) {
      if (!row.cancels.empty()) amounts.erase(row.cancels);
    }
  }
}

Amounts naive(Restates restates, const std::vector<Delivery>& deliveries, bool named) {
  std::vector<std::pair<std::int64_t, Said>> rows;
  if (restates == Restates::File) {
    std::map<int, std::pair<int, const Delivery*>> newest;  // by period
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
      const Delivery& delivery = deliveries[i];
      const int order = named ? delivery.as_of : static_cast<int>(i);
      auto& known = newest[delivery.period];
      if (known.second == nullptr || order >= known.first) known = {order, &delivery};
    }
    for (const auto& [period, delivery] : newest) {
      for (const Said& row : delivery.second->rows) {
        Said own = row;
        own.key = std::to_string(period) + ":" + row.key;
        rows.emplace_back(0, own);
      }
    }
    return last_of_each(rows);
  }
  for (std::size_t i = 0; i < deliveries.size(); ++i) {
    for (const Said& row : deliveries[i].rows) {
      if (!row.cancels.empty()) continue;
      rows.emplace_back(restates == Restates::Latest ? static_cast<std::int64_t>(i) : row.time,
                        row);
    }
  }
  Amounts out = last_of_each(rows);
  without_cancelled(out, deliveries);
  return out;
}

// ---- random deliveries ------------------------------------------------------------------------

class Feed {
 public:
  explicit Feed(unsigned seed) : random_(seed) {}

  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  // Each key at most once a delivery. Without `versions` a key has one content for ever.
  std::vector<Delivery> deliveries(bool versions) {
    std::vector<Delivery> out;
    for (int i = 0; i < 6; ++i) {
      Delivery delivery{below(2), i + 1, {}};
      for (int key = 0; key < 6; ++key) {
        if (below(2) == 0) continue;
        const int time = versions ? i : 0;
        // One content for ever means one subscription, too.
        const bool late = versions ? below(4) == 0 : key == 2;
        delivery.rows.push_back(
            {"k" + std::to_string(key), time, 10 + key * 10 + (versions ? below(9) : 0), "", late});
      }
      // A file with one row at least: one of which nothing is acceptable replaces nothing.
      if (delivery.rows.empty()) delivery.rows.push_back({"k0", versions ? i : 0, 10, "", false});
      out.push_back(delivery);
    }
    return out;
  }
  template <class T>
  void shuffle(std::vector<T>& all) {
    std::ranges::shuffle(all, random_);
  }

 private:
  std::mt19937 random_;
};

std::string part_name(std::size_t i) {
  return "part" + std::to_string(i) + ".csv";
}

Amounts played(const std::vector<Delivery>& deliveries, const ingest::Mapping& mapping,
               LogDigest* digest = nullptr) {
  Played store;
  for (std::size_t i = 0; i < deliveries.size(); ++i)
    store.ingest(deliveries[i], part_name(i), mapping);
  store.finish();
  if (digest != nullptr) *digest = store.digest();
  return store.counting();
}

TEST_CASE("rows that are only added, and revisions and changes, in any order") {
  struct Case {
    Restates restates;
    ingest::Mapping mapping;
  };
  const std::vector<Case> cases{
      {Restates::Append, mapping_of("identity = \"columns\"\nrestates = \"append\"\n", kBySource)},
      {Restates::Changes, mapping_of("identity = \"columns\"\nrestates = \"changes\"\n",
                                     kBySource + "revision = \"time\"\n")}};
  for (unsigned seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    for (const Case& c : cases) {
      Feed feed(seed);
      auto deliveries = feed.deliveries(c.restates == Restates::Changes);
      const Amounts expected = naive(c.restates, deliveries, false);
      LogDigest first;
      CHECK(played(deliveries, c.mapping, &first) == expected);
      feed.shuffle(deliveries);
      LogDigest second;
      CHECK(played(deliveries, c.mapping, &second) == expected);
      CHECK(first.records_digest == second.records_digest);
      CHECK(first.waiting == 0);
    }
  }
}

TEST_CASE("without a mark the newest delivery of a key counts") {
  const auto mapping = mapping_of("identity = \"columns\"\nrestates = \"latest\"\n", kBySource);
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    const auto deliveries = Feed(seed).deliveries(true);
    CHECK(played(deliveries, mapping) == naive(Restates::Latest, deliveries, false));
  }
}

// Files named by period; keys of the rows, so that the model can name them.
Amounts played_files(const std::vector<Delivery>& deliveries, const ingest::Mapping& mapping,
                     bool named, LogDigest* digest = nullptr) {
  Played store;
  for (const Delivery& delivery : deliveries) {
    Delivery own = delivery;
    for (Said& row : own.rows)
      row.key = std::to_string(delivery.period) + ":" + row.key;
    store.ingest(own,
                 "m" + std::to_string(delivery.period) +
                     (named ? "-" + std::to_string(20260300 + delivery.as_of) : "") + ".csv",
                 mapping);
  }
  store.finish();
  if (digest != nullptr) *digest = store.digest();
  return store.counting();
}

TEST_CASE("a file again is all that counts of it, whatever it has lost") {
  const auto mapping =
      mapping_of("identity = \"columns\"\nrestates = \"file\"\n", "record_key = \"key\"\n");
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    const auto deliveries = Feed(seed).deliveries(true);
    CHECK(played_files(deliveries, mapping, false) == naive(Restates::File, deliveries, false));
  }
}

TEST_CASE("files whose names tell their order may come in any") {
  const auto mapping = mapping_of(
      "identity = \"columns\"\nrestates = \"file\"\nreplaces = \"m{period}-{as_of}.csv\"\n",
      "record_key = \"key\"\n");
  for (unsigned seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    Feed feed(seed);
    auto deliveries = feed.deliveries(true);
    const Amounts expected = naive(Restates::File, deliveries, true);
    LogDigest first, second;
    CHECK(played_files(deliveries, mapping, true, &first) == expected);
    feed.shuffle(deliveries);
    CHECK(played_files(deliveries, mapping, true, &second) == expected);
    CHECK(first.records_digest == second.records_digest);
    CHECK(first.waiting == 0);
    CHECK(second.waiting == 0);
  }
}

TEST_CASE("a cancellation holds before, after and without what it cancels") {
  const auto mapping =
      mapping_of("identity = \"columns\"\nrestates = \"append\"\n", kBySource, kVoids);
  std::vector<Delivery> deliveries{{0, 0, {{"k1", 0, 10, "", false}, {"k2", 0, 20, "", false}}},
                                   {0, 0, {{"c1", 0, 0, "k2", false}, {"c2", 0, 0, "k7", false}}},
                                   {0, 0, {{"k3", 0, 30, "", false}}},
                                   {0, 0, {{"c3", 0, 0, "k3", false}}}};
  const Amounts expected{{"k1", "10"}};
  CHECK(naive(Restates::Append, deliveries, false) == expected);
  LogDigest first;
  CHECK(played(deliveries, mapping, &first) == expected);
  for (unsigned seed = 1; seed <= 4; ++seed) {
    Feed(seed).shuffle(deliveries);
    LogDigest again;
    CHECK(played(deliveries, mapping, &again) == expected);
    CHECK(again.records_digest == first.records_digest);
  }
  CHECK(first.records == 4);  // k1, and the three that say nothing: kept
}

TEST_CASE("equal rows without a key all wait, and the same file again doubles none") {
  UsageShop shop;
  const auto mapping = mapping_of("identity = \"columns\"\nrestates = \"append\"\n", kBySource);
  const std::string row = ",2026-04-01T00:00:10Z,S1,2026-03-05,5,,\n";
  const std::string header = "key,time,sub,day,amount,op,ref\n";
  const auto first = shop.ingest(shop.file("a.csv", header + row + row), mapping);
  REQUIRE(first);
  CHECK(first->quarantined == 2);
  const auto again = shop.ingest(shop.file("b.csv", header + row + row + row), mapping);
  REQUIRE(again);
  CHECK(again->quarantined == 1);
  CHECK(again->known_quarantined == 2);
}

TEST_CASE("the receipt tells what a replaced file no longer has") {
  UsageShop shop;
  const auto mapping =
      mapping_of("identity = \"columns\"\nrestates = \"file\"\n", "record_key = \"key\"\n");
  const Delivery first{0, 0, {{"k1", 0, 10, "", false}, {"k2", 0, 20, "", false}}};
  const Delivery second{0, 0, {{"k1", 1, 11, "", false}, {"k3", 1, 30, "", false}}};
  REQUIRE(shop.ingest(shop.file("m.csv", csv_of(first)), mapping));
  const auto receipt = shop.ingest(shop.file("m.csv", csv_of(second)), mapping);
  REQUIRE(receipt);
  CHECK(receipt->superseding == 2);
  CHECK(receipt->voided == 1);
  CHECK(shop.facts_amount().text() == "41");
}

}  // namespace
}  // namespace storage

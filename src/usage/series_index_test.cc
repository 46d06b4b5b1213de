#include "usage/series_index.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

namespace usage {
namespace {

using Fact = std::tuple<std::uint32_t, std::string, std::string, base::Measure, base::CountClass,
                        std::int32_t>;  // subscription, workload, currency, ..., day
using Sums = std::map<Fact, std::pair<base::Decimal, base::Decimal>>;

constexpr std::int64_t kNever = INT64_MAX;

struct Row {
  Fact fact;
  base::Decimal amount, quantity;
  std::int64_t commit;
  std::int64_t lost_at = kNever;  // commit at which it stopped counting

  bool lost(base::CommitNumber as_known) const {
    return lost_at != kNever && lost_at <= as_known.number;
  }
};

// A log of plain rows in which rows come and go by commit.
class RowLog final : public UsageLog {
 public:
  std::vector<Row> rows;

  base::Result<base::CommitNumber> last_change(base::CommitNumber as_known) override {
    std::int64_t last = 0;
    for (const Row& row : rows) {
      if (row.commit <= as_known.number) last = std::max(last, row.commit);
      if (row.lost(as_known)) last = std::max(last, row.lost_at);
    }
    return base::CommitNumber{last};
  }
  base::Result<std::vector<Manifest>> segments(base::CommitNumber) override {
    return std::vector<Manifest>{};
  }
  base::Result<std::vector<Supersession>> supersessions(base::CommitNumber,
                                                        base::CommitNumber) override {
    return std::vector<Supersession>{};
  }
  base::Status read_facts(base::CommitNumber after, base::CommitNumber as_known,
                          std::span<const base::SubscriptionKey> only, Dictionary& workloads,
                          Dictionary& currencies,
                          const std::function<void(const FactBatch&)>& take) override {
    for (const Row& row : rows) {
      const auto& [number, workload, currency, measure, counted, day] = row.fact;
      const base::SubscriptionKey subscription{number};
      if (row.commit <= after.number || row.commit > as_known.number) continue;
      if (row.lost(as_known)) continue;
      if (!only.empty() && !std::binary_search(only.begin(), only.end(), subscription)) continue;
      const std::uint32_t w = workloads.number(workload);
      const auto c = static_cast<std::uint16_t>(currencies.number(currency));
      const base::Day on{day};
      take({1, &subscription, &w, &measure, &counted, &c, &on, &row.amount, &row.quantity});
    }
    return {};
  }
  base::Result<std::vector<base::SubscriptionKey>> superseded_subscriptions(
      base::CommitNumber after, base::CommitNumber as_known) override {
    std::set<base::SubscriptionKey> out;
    for (const Row& row : rows) {
      const bool lost = row.lost_at > after.number && row.lost(as_known);
      if (lost && row.commit <= after.number) out.insert({std::get<0>(row.fact)});
    }
    return std::vector<base::SubscriptionKey>(out.begin(), out.end());
  }
  base::Result<std::vector<LocatedRecord>> read_records(const Selection&) override {
    return std::vector<LocatedRecord>{};
  }
  base::Result<std::vector<QuarantineTotal>> quarantined(base::Month, base::CommitNumber) override {
    return std::vector<QuarantineTotal>{};
  }
  base::Result<std::vector<RoundingTotal>> rounding(base::Month, base::CommitNumber) override {
    return std::vector<RoundingTotal>{};
  }

  Sums sums(std::int64_t as_known) const {
    Sums out;
    for (const Row& row : rows) {
      if (row.commit > as_known || row.lost({as_known})) continue;
      auto& [amount, quantity] = out[row.fact];
      amount += row.amount;
      quantity += row.quantity;
    }
    return out;
  }
};

struct Directory {
  std::string path = (std::filesystem::temp_directory_path() / "accredit-series-XXXXXX").string();
  Directory() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Directory() { std::filesystem::remove_all(path); }
};

Sums sums_of(const SeriesIndex& index) {
  Sums out;
  const auto take = [&](std::uint32_t subscription, std::uint32_t number, base::Day day,
                        base::Decimal amount, base::Decimal quantity) {
    const Lane& lane = index.lane(number);
    const Fact fact{subscription,
                    std::string(index.workload(lane.workload)),
                    std::string(index.currency(lane.currency)),
                    lane.measure,
                    lane.counted,
                    day.number};
    CHECK(out.try_emplace(fact, amount, quantity).second);
  };
  for (std::uint32_t s = 0; s < index.header().subscriptions; ++s) {
    for (const Series& series : index.series({s})) {
      index.view(series).for_each(0, series.entries,
                                  [&](base::Day day, auto amount, auto quantity) {
                                    take(s, series.lane, day, amount, quantity);
                                  });
    }
    const Scatter scatter = index.scatter({s});
    for (const ScatterEntry& entry : scatter.entries) {
      take(s, entry.lane, scatter.day(entry), scatter.amount(entry), scatter.quantity(entry));
    }
  }
  return out;
}

std::int64_t stored_total(const std::byte* totals, std::size_t width, int month) {
  std::int64_t wide = 0;
  std::int32_t narrow = 0;
  if (width == 8) std::memcpy(&wide, totals + month * 8, 8);
  if (width == 4) std::memcpy(&narrow, totals + month * 4, 4);
  return wide + narrow;
}

// Each stored month total is the sum of its days.
void check_totals(const SeriesIndex& index) {
  for (std::uint32_t s = 0; s < index.header().subscriptions; ++s) {
    for (const Series& series : index.series({s})) {
      const SeriesView view = index.view(series);
      for (int m = 0; m < series.months && view.amount_totals() != nullptr; ++m) {
        const base::Month month = kFirstTotal + (series.first_month + m);
        base::Int128 amount = 0;
        const std::uint32_t end = view.lower_bound(month.end());
        view.for_each(view.lower_bound(month.first()), end,
                      [&](base::Day, base::Decimal a, base::Decimal) { amount += a.units(); });
        base::Int128 unit = 1;
        for (int i = series.amount_scale(); i < base::kDecimals; ++i)
          unit *= 10;
        CHECK(amount == stored_total(view.amount_totals(), series.amount_width(), m) * unit);
        if (view.month_first() == nullptr) continue;
        CHECK(view.month_first()[m + 1] == end);
      }
    }
  }
}

std::string bytes(const std::string& path) {
  std::ostringstream out;
  out << std::ifstream(path, std::ios::binary).rdbuf();
  return out.str();
}

base::Decimal random_number(std::mt19937_64& random) {
  const auto pick = random() % 12;
  if (pick == 0) return {};
  if (pick == 1) return base::Decimal::from_units(base::Int128{1} << (40 + random() % 70));
  const auto units = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
  base::Int128 scaled = units;
  for (auto zeros = random() % 13; zeros > 0; --zeros)
    scaled *= 10;
  return base::Decimal::from_units(scaled);
}

Row random_row(std::mt19937_64& random, std::int64_t commit) {
  static const std::vector<std::string> kWorkloads{"vm", "", "disk", "net"};
  static const std::vector<std::string> kCurrencies{"USD", "EUR", ""};
  const std::int32_t day = 20'000 + static_cast<std::int32_t>(random() % 120) +
                           (random() % 50 == 0 ? 90'000 : 0);  // now and then centuries away
  return {{static_cast<std::uint32_t>(random() % 6), kWorkloads[random() % 4],
           kCurrencies[random() % 3], static_cast<base::Measure>(random() % 5),
           static_cast<base::CountClass>(random() % 2), day},
          random_number(random),
          random_number(random),
          commit};
}

TEST_CASE("an extended index is the rebuilt index, byte for byte, and both are the log") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    RowLog log;
    Directory extended, rebuilt;
    for (std::int64_t commit = 1; commit <= 4; ++commit) {
      for (std::size_t i = random() % 400; i > 0; --i)
        log.rows.push_back(random_row(random, commit));
      for (std::size_t i = random() % 3; i > 0 && !log.rows.empty(); --i) {
        Row& row = log.rows[random() % log.rows.size()];
        if (row.lost_at == kNever) row.lost_at = commit;
      }
      auto index = current_index(extended.path, log, base::CommitNumber::latest(), 7, {});
      REQUIRE(index);
      CHECK(sums_of(*index) == log.sums(commit));
      CHECK(index->checksum_holds());
      check_totals(*index);
    }
    const std::string name =
        "/series-" + std::to_string(log.last_change({INT64_MAX})->number) + ".idx";
    REQUIRE(current_index(rebuilt.path, log, base::CommitNumber::latest(), 7, {}));
    CHECK(bytes(extended.path + name) == bytes(rebuilt.path + name));
    auto earlier = current_index(rebuilt.path, log, {2}, 7, {});
    REQUIRE(earlier);
    CHECK(sums_of(*earlier) == log.sums(2));
  }
}

TEST_CASE("a torn index file is refused and rebuilt") {
  std::mt19937_64 random(7);
  RowLog log;
  for (int i = 0; i < 50; ++i)
    log.rows.push_back(random_row(random, 1));
  Directory directory;
  const std::string name = directory.path + "/series-1.idx";
  REQUIRE(current_index(directory.path, log, base::CommitNumber::latest(), 7, {}));
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{200}}) {
    std::filesystem::resize_file(name, size);
    CHECK_FALSE(SeriesIndex::open(name));
    auto index = current_index(directory.path, log, base::CommitNumber::latest(), 7, {});
    REQUIRE(index);
    CHECK(sums_of(*index) == log.sums(1));
  }
}

}  // namespace
}  // namespace usage

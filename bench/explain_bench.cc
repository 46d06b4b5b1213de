// P8: a credited amount explained down to its usage rows, in a store of a hundred million of them.
// The store is opened once, as a service has it; what is explained adds up to what is credited.
#include <algorithm>
#include <filesystem>

#include "app/answer_jobs.h"
#include "app/explain_jobs.h"
#include "app/system_clock.h"
#include "app/usage_jobs.h"
#include "feed_store.h"
#include "measure.h"
#include "programs/load.h"
#include "resident.h"
#include "scratch.h"

namespace {

using attribution::CreditKey;
using bench::must;

constexpr double kRowsWanted = 100e6;
constexpr int kQuestions = 300;
constexpr double kGoalMs = 100;

// Cells of a month, some of them, by partner and subscription.
std::vector<attribution::CreditRow> asked(const app::View& view, base::Month month, int count,
                                          bench::Dice& dice) {
  attribution::CreditQuery query{
      month, month, {CreditKey::Partner, CreditKey::Subscription, CreditKey::Workload}, "", ""};
  const std::vector<attribution::CreditRow> all = must(app::credit(view, query)).rows();
  std::vector<attribution::CreditRow> out;
  out.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i)
    out.push_back(all[dice.below(static_cast<std::uint32_t>(all.size()))]);
  return out;
}

// Every row of usage that the tree rests on.
std::size_t usage_rows(const attribution::Explanation& tree) {
  std::size_t out = tree.kind == "usage" ? 1 : 0;
  for (const attribution::Explanation& each : tree.because)
    out += usage_rows(each);
  return out;
}

bool says(const attribution::Explanation& tree, const std::string& amount) {
  return tree.value.find(amount) != std::string::npos ||
         std::ranges::any_of(tree.because, [&](const auto& each) { return says(each, amount); });
}

void ask(const app::View& view, std::vector<double>& times, std::size_t& rows) {
  bench::Dice dice(bench::kSeed);
  for (int month = 0; month < 24; month += 4) {
    for (const auto& cell : asked(view, bench::kFirstMonth + month, kQuestions / 6, dice)) {
      attribution::ExplainQuery query;
      query.partner = cell.keys[0];
      query.subscription = cell.keys[1];
      query.month = bench::kFirstMonth + month;
      query.usage_rows_max = 0;
      const bench::Stopwatch watch;
      const attribution::Explanation tree = must(app::explain(view, query));
      times.push_back(watch.seconds());
      rows += usage_rows(tree);
      const std::string amount = cell.amount.whole().text();
      if (!says(tree, amount))
        bench::give_up("no " + amount + " in the explanation of " + query.partner);
    }
  }
}

void measure(double scale) {
  const auto programme = must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
  const double rows_of_one = static_cast<double>(bench::dense_shape(1).rows);
  const bench::Shape shape = bench::dense_shape(scale * kRowsWanted / rows_of_one);
  const bench::Scratch scratch;
  const std::string store_at = scratch.path() + "/store";
  {
    const bench::World world(shape, bench::kSeed, programme);
    bench::write_files(world, programme, scratch.path());
  }
  bench::make_store(store_at, scratch.path() + "/registry");
  const bench::Stopwatch ingesting;
  bench::ingest_feed(store_at, scratch.path() + "/feed");
  const double ingest_s = ingesting.seconds();
  std::filesystem::remove_all(scratch.path() + "/feed");

  const app::SystemClock clock;
  const bench::Stopwatch folding;
  {
    auto store = must(app::Store::open(store_at, storage::OpenFor::Writing, clock));
    must(app::fold(store, "operator:bench"));
  }
  const double fold_s = folding.seconds();
  auto store = must(app::Store::open(store_at, storage::OpenFor::Reading, clock));
  const auto view = must(app::open_view(store, base::CommitNumber::latest(), {}));
  std::vector<double> times;
  std::size_t rows = 0;
  ask(*view, times, rows);
  std::sort(times.begin(), times.end());
  bench::say(
      "%.0f M rows, ingested in %.0f s, sorted by fold in %.0f s; %zu explanations with %zu usage "
      "rows",
      static_cast<double>(shape.rows) / 1e6, ingest_s, fold_s, times.size(), rows);
  bench::say(
      "P8: %.1f ms at the median, %.1f ms for 95 of 100, %.1f ms at most; wanted at scale 1: "
      "%.0f ms for 95 of 100",
      bench::within_ms(times, 0.5), bench::within_ms(times, 0.95), times.back() * 1e3, kGoalMs);
  bench::Result line("explain");
  line.number("scale", scale).number("rows", static_cast<double>(shape.rows));
  line.number("ingest_s", ingest_s).number("fold_s", fold_s);
  line.number("questions", static_cast<double>(times.size()));
  line.number("usage_rows", static_cast<double>(rows))
      .number("p50_ms", bench::within_ms(times, 0.5));
  line.number("p95_ms", bench::within_ms(times, 0.95)).number("max_ms", times.back() * 1e3);
  line.number("goal_ms", kGoalMs);
  line.number("rss_mib", static_cast<double>(bench::peak_memory_mib())).publish();
}

}  // namespace

int main() {
  measure(bench::scale_wanted(0.02));
}

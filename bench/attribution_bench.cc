// P1: everything re-attributed with the index resident, by partner, workload and month, beside
// the SQL that a user would write instead. P12: what a row costs at 1/4 and 1/2 of the size.
#include <algorithm>
#include <cstdio>

#include "programs/load.h"
#include "resident.h"
#include "rival.h"
#include "scratch.h"

namespace {

using bench::Resident;
using bench::Timing;

constexpr int kThreads = 2;

struct Contest {
  Timing one, two;
  std::vector<std::unique_ptr<bench::Rival>> rivals;
  std::vector<Timing> theirs;
};

void say_sizes(const Resident& ours) {
  const bench::Shape& shape = ours.world().shape();
  bench::say(
      "\n%s: %u subscriptions, %llu rows, %llu series, %u partners, %u associations, "
      "%zu holdings",
      shape.name.c_str(), shape.subscriptions, static_cast<unsigned long long>(shape.rows),
      static_cast<unsigned long long>(ours.index().header().series), shape.partners,
      shape.associations, ours.holdings().runs.size());
}

double bytes_a_row(const Resident& ours) {
  return static_cast<double>(ours.index().header().size) /
         static_cast<double>(ours.world().shape().rows);
}

std::vector<std::unique_ptr<bench::Rival>> make_rivals(const Resident& ours,
                                                       const std::string& scratch) {
  std::vector<std::unique_ptr<bench::Rival>> out;
  out.push_back(bench::make_duckdb(ours.world(), ours.holdings(), scratch, kThreads));
  if (auto clickhouse = bench::make_clickhouse(scratch, kThreads)) {
    out.push_back(std::move(clickhouse));
  } else {
    bench::say("  (no ClickHouse: ./do bench-tools fetches it)");
  }
  return out;
}

// Each engine once unmeasured, its answer checked; then all of them in turns.
Contest contest(const Resident& ours, const std::string& scratch,
                std::span<const bench::Cell> answer) {
  Contest out;
  out.rivals = make_rivals(ours, scratch);
  out.theirs.resize(out.rivals.size());
  for (auto& rival : out.rivals) {
    rival->answer();
    bench::must_agree(answer, rival->cells(), rival->name());
  }
  for (int run = 0; run < bench::runs_wanted(5); ++run) {
    for (std::size_t r = 0; r < out.rivals.size(); ++r) {
      out.theirs[r].run([&] { out.rivals[r]->answer(); });
    }
    ours.credit(kThreads);  // what the rivals did to the caches is not ours to pay or to win
    out.one.run([&] { ours.credit(1); });
    out.two.run([&] { ours.credit(kThreads); });
  }
  return out;
}

void compare(const bench::Shape& shape, double scale, const programs::Programme& programme) {
  const Resident ours(shape, programme);
  say_sizes(ours);
  const std::vector<bench::Cell> answer = bench::cells_of(ours.credit(kThreads));
  bench::must_agree(answer, bench::cells_of(ours.credit(1)), "one thread");
  const std::string print = bench::fingerprint(answer);
  Timing compiling;
  for (int run = 0; run < 5; ++run) {
    compiling.run([&] { ours.compile(ours.standing()); });
  }
  const bench::Scratch scratch;
  const Contest found = contest(ours, scratch.path(), answer);

  bench::say("  index built         %8.2f s, %.2f bytes a row", ours.index_seconds(),
             bytes_a_row(ours));
  bench::say("  holdings compiled   %s", compiling.text().c_str());
  bench::say("  credit, 1 thread    %s   %zu cells, %s", found.one.text().c_str(), answer.size(),
             print.c_str());
  bench::say("  credit, 2 threads   %s", found.two.text().c_str());
  bench::Result line("attribution");
  line.text("shape", shape.name).number("scale", scale);
  line.number("rows", static_cast<double>(shape.rows)).number("subscriptions", shape.subscriptions);
  line.number("cells", static_cast<double>(answer.size())).text("answer", print);
  line.number("index_s", ours.index_seconds()).number("bytes_a_row", bytes_a_row(ours));
  line.timing("holdings", compiling).timing("one", found.one).timing("two", found.two);
  const double best_of_ours = std::min(found.one.median(), found.two.median());
  double best = 0;
  for (std::size_t r = 0; r < found.rivals.size(); ++r) {
    const Timing& timing = found.theirs[r];
    bench::say("  %-19s %s   %.0f x ours", found.rivals[r]->name(), timing.text().c_str(),
               timing.median() / best_of_ours);
    line.timing(found.rivals[r]->name(), timing);
    best = best == 0 ? timing.median() : std::min(best, timing.median());
  }
  const double goal = shape.dense() ? 150 : 15;
  bench::say("P1 %s: %.0f times faster than the best of them; wanted at scale 1: %.0f",
             shape.name.c_str(), best / best_of_ours, goal);
  line.number("ratio", best / best_of_ours).number("goal", goal);
  line.number("rss_mib", static_cast<double>(bench::peak_memory_mib())).publish();
  bench::must_be_expected(shape.name, scale, print);
}

double cost_of_a_row(const std::string& name, double scale, const programs::Programme& programme) {
  const Resident ours(bench::shape_named(name, scale), programme);
  ours.credit(kThreads);
  Timing timing;
  for (int run = 0; run < bench::runs_wanted(5) + 4; ++run) {
    timing.run([&] { ours.credit(kThreads); });
  }
  return timing.median() / static_cast<double>(ours.world().shape().rows) * 1e9;
}

void grow(const std::string& name, double scale, const programs::Programme& programme) {
  bench::Result line("growth");
  line.text("what", "credit").text("shape", name).number("scale", scale);
  const double quarter = cost_of_a_row(name, scale / 4, programme);
  const double half = cost_of_a_row(name, scale / 2, programme);
  const double whole = cost_of_a_row(name, scale, programme);
  const double growth = whole / quarter - 1;
  bench::say(
      "P12 %s: %.3f, %.3f, %.3f ns a row at 1/4, 1/2 and 1 of the size: %+.0f %%; "
      "wanted: at most +20 %%",
      name.c_str(), quarter, half, whole, growth * 100);
  line.number("quarter_ns", quarter).number("half_ns", half).number("whole_ns", whole);
  line.number("growth", growth).publish();
}

}  // namespace

int main() {
  const auto programme = bench::must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
  const double scale = bench::scale_wanted(0.1);
  for (const std::string& name : bench::shapes_wanted()) {
    compare(bench::shape_named(name, scale), scale, programme);
    grow(name, scale, programme);
  }
}

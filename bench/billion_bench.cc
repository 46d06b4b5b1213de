// P7: a billion daily rows of half a million subscriptions, re-attributed. The index is built first,
// in one process; another one opens it, compiles the holdings and answers, so that its memory is
// what an answer needs. The answer is compared with DuckDB's while the world is small enough.
//   billion_bench build SCALE DIR
//   billion_bench answer SCALE DIR
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cells.h"
#include "measure.h"
#include "process.h"
#include "programs/load.h"
#include "resident.h"
#include "rival.h"
#include "scratch.h"
#include "world_log.h"

namespace {

using bench::must;

constexpr int kThreads = 2;
constexpr std::uint64_t kComparedRows = 50'000'000;

programs::Programme programme() {
  return must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
}

usage::SeriesIndex index_in(const std::string& directory, const bench::World& world) {
  bench::WorldLog log(world);
  return must(usage::current_index(directory, log, base::CommitNumber::latest(),
                                   world.shape().subscriptions, {}));
}

int build(double scale, const std::string& directory) {
  const programs::Programme rules = programme();
  const bench::World world(bench::billion_shape(scale), bench::kSeed, rules);
  const bench::Stopwatch watch;
  const usage::SeriesIndex index = index_in(directory, world);
  std::printf("build %.6f\nindex_bytes %llu\n", watch.seconds(),
              static_cast<unsigned long long>(index.header().size));
  return 0;
}

attribution::Holdings compile(const attribution::Standing& standing,
                              const usage::SeriesIndex& index) {
  return attribution::compile(standing, [&](std::string_view name) {
    for (std::uint32_t w = 0; w < index.workloads(); ++w) {
      if (index.workload(w) == name) return w;
    }
    return attribution::Holding::kEveryWorkload;
  });
}

void compare(const bench::World& world, const attribution::Holdings& holdings,
             const attribution::CreditTable& table) {
  if (world.shape().rows > kComparedRows) return;
  const bench::Scratch scratch;
  auto rival = bench::make_duckdb(world, holdings, scratch.path(), kThreads);
  rival->answer();
  bench::must_agree(bench::cells_of(table), rival->cells(), rival->name());
  std::printf("compared 1\n");
}

int answer(double scale, const std::string& directory) {
  const programs::Programme rules = programme();
  const bench::World world(bench::billion_shape(scale), bench::kSeed, rules);
  const bench::Stopwatch opening;
  const usage::SeriesIndex index = index_in(directory, world);
  std::printf("open %.6f\n", opening.seconds());
  const attribution::Standing standing(world.registry(), rules);
  const bench::Stopwatch compiling;
  const attribution::Holdings holdings = compile(standing, index);
  std::printf("holdings %.6f\n", compiling.seconds());
  const auto credit = [&](int threads) {
    return must(attribution::credit(index, holdings, standing, bench::everything(), threads));
  };
  bench::Timing one, two;
  const attribution::CreditTable table = credit(kThreads);
  for (int run = 0; run < bench::runs_wanted(5); ++run) {
    two.run([&] { credit(kThreads); });
    one.run([&] { credit(1); });
  }
  std::printf("one %.6f\ntwo %.6f\ntwo_max %.6f\ncells %zu\nmemory_mib %lld\n", one.median(),
              two.median(), two.max(), table.size(),
              static_cast<long long>(bench::peak_memory_mib()));
  bench::must_agree(bench::cells_of(table), bench::cells_of(credit(1)), "one thread");
  compare(world, holdings, table);
  return 0;
}

void measure(double scale) {
  const bench::Scratch scratch;
  const bench::Shape shape = bench::billion_shape(scale);
  const auto rows = static_cast<double>(shape.rows);
  bench::say("billion at scale %g: %.0f rows, %u subscriptions, %u series, %u associations", scale,
             rows, shape.subscriptions, shape.series, shape.associations);
  const bench::Run built = bench::run_self({"build", std::to_string(scale), scratch.path()});
  const double bytes_a_row = built.said.at("index_bytes") / rows;
  bench::say("  index built   %.1f s, %.2f bytes a row, %lld MiB", built.said.at("build"),
             bytes_a_row, static_cast<long long>(built.memory_mib));
  const bench::Run run = bench::run_self({"answer", std::to_string(scale), scratch.path()});
  const auto said = [&](const char* word) { return run.said.at(word); };
  bench::say("  opened        %.2f s, holdings compiled in %.2f s", said("open"), said("holdings"));
  bench::say("  credit        %.3f s by one thread, %.3f s by two (at most %.3f), %.0f cells%s",
             said("one"), said("two"), said("two_max"), said("cells"),
             run.said.contains("compared") ? ", equal to DuckDB's" : "");
  bench::say(
      "P7: %.3f s, %.0f MiB, %.2f bytes a row; wanted at scale 1: below 1 s, 8,192 MiB, 12 bytes",
      said("two"), said("memory_mib"), bytes_a_row);
  bench::Result line("billion");
  line.number("scale", scale).number("rows", rows).number("cells", said("cells"));
  line.number("build_s", built.said.at("build"));
  line.number("build_rss_mib", static_cast<double>(built.memory_mib));
  line.number("bytes_a_row", bytes_a_row).number("open_s", said("open"));
  line.number("holdings_s", said("holdings")).number("one_s", said("one"));
  line.number("two_s", said("two")).number("rss_mib", said("memory_mib")).publish();
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  if (words.size() == 3 && words[0] == "build") return build(std::stod(words[1]), words[2]);
  if (words.size() == 3 && words[0] == "answer") return answer(std::stod(words[1]), words[2]);
  measure(bench::scale_wanted(0.1) == 0.1 ? 0.02 : bench::scale_wanted(0.1));
}

// P1: everything re-attributed with the index resident, by partner, workload and month.
#include <algorithm>

#include "attribution/credit.h"
#include "measure.h"
#include "programs/load.h"
#include "usage/memory_log.h"
#include "world.h"
#include "world_log.h"

namespace {

using attribution::CreditKey;

const attribution::CreditQuery kQuery{
    bench::kFirstMonth, bench::kLastMonth,
    {CreditKey::Partner, CreditKey::Workload, CreditKey::Month}, "", ""};

void run_shape(const bench::Shape& shape, const programs::Programme& programme) {
  bench::say("\n%s: %u subscriptions, %llu rows, %u partners, %u associations",
             shape.name.c_str(), shape.subscriptions,
             static_cast<unsigned long long>(shape.rows), shape.partners, shape.associations);
  const bench::World world(shape, bench::kSeed, programme);
  bench::WorldLog log(world);
  const bench::Stopwatch building;
  const auto index = bench::must(usage::transient_index(log, shape.subscriptions));
  bench::say("index      %8.2f s, %llu series, %llu entries, %.2f bytes a row", building.seconds(),
             static_cast<unsigned long long>(index.header().series),
             static_cast<unsigned long long>(index.header().entries),
             static_cast<double>(index.header().size) / static_cast<double>(shape.rows));
  const attribution::Standing standing(world.registry(), programme);
  const auto workload = [&](std::string_view name) {
    for (std::uint32_t w = 0; w < index.workloads(); ++w) {
      if (index.workload(w) == name) return w;
    }
    return attribution::Holding::kEveryWorkload;
  };
  attribution::Holdings holdings;
  bench::Timing compiling, one, two;
  const int runs = bench::runs_wanted(7);
  std::size_t cells = 0;
  for (int r = -1; r < runs; ++r) {
    const double compiled =
        bench::timed([&] { holdings = attribution::compile(standing, workload); });
    if (r >= 0) compiling.runs.push_back(compiled);
  }
  for (int r = -1; r < runs; ++r) {
    for (const int threads : {1, 2}) {
      const double took = bench::timed([&] {
        cells = bench::must(attribution::credit(index, holdings, standing, kQuery, threads)).size();
      });
      if (r >= 0) (threads == 1 ? one : two).runs.push_back(took);
    }
  }
  bench::say("holdings   %s, %zu holdings, %zu runs", compiling.text().c_str(),
             holdings.by_partner.size(), holdings.runs.size());
  bench::say("1 thread   %s, %zu cells", one.text().c_str(), cells);
  bench::say("2 threads  %s", two.text().c_str());
  bench::say("memory     %8lld MiB at most", static_cast<long long>(bench::peak_memory_mib()));
}

}  // namespace

int main() {
  const auto programme = bench::must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
  const double scale = bench::scale_wanted(0.25);
  for (const std::string& name : bench::shapes_wanted()) {
    run_shape(bench::shape_named(name, scale), programme);
  }
}

#include "resident.h"

#include "usage/memory_log.h"
#include "world_log.h"

namespace bench {
namespace {

usage::SeriesIndex build_index(const World& world, double& seconds) {
  WorldLog log(world);
  const Stopwatch watch;
  auto index = must(usage::transient_index(log, world.shape().subscriptions));
  seconds = watch.seconds();
  return index;
}

}  // namespace

attribution::CreditQuery everything() {
  using attribution::CreditKey;
  return {
      kFirstMonth, kLastMonth, {CreditKey::Partner, CreditKey::Workload, CreditKey::Month}, "", ""};
}

Resident::Resident(const Shape& shape, const programs::Programme& programme)
    : world_(shape, kSeed, programme),
      index_(build_index(world_, index_seconds_)),
      standing_(world_.registry(), programme),
      holdings_(compile(standing_)) {}

attribution::Holdings Resident::compile(const attribution::Standing& standing) const {
  return attribution::compile(standing, [this](std::string_view name) {
    for (std::uint32_t w = 0; w < index_.workloads(); ++w) {
      if (index_.workload(w) == name) return w;
    }
    return attribution::Holding::kEveryWorkload;
  });
}

attribution::CreditTable Resident::credit(int threads) const {
  return must(attribution::credit(index_, holdings_, standing_, everything(), threads));
}

}  // namespace bench

// The engine against the naive model: the same worlds, the same questions, the same rows to the
// last digit. Invariants 5 and 16.
#include <doctest/doctest.h>

#include <memory>

#include "attribution/coverage.h"
#include "attribution/credit.h"
#include "attribution/earnings.h"
#include "attribution/reconcile.h"
#include "tests/comparison.h"
#include "usage/memory_log.h"

namespace tests {
namespace {

using attribution::CreditRow;
using attribution::EarningLine;
using attribution::ReconcileRow;

// Series index, holdings and standing of one world. The parts refer to each other: it stays put.
class Compiled {
 public:
  explicit Compiled(const World& world)
      : records_(current_rows(world)),
        directory_(world.registry),
        log_(records_, [this](std::string_view id) { return directory_.subscription(id); }),
        standing_(world.registry, world.programme),
        index_(usage::transient_index(log_, world.registry.subscriptions.size()).value()),
        holdings_(attribution::compile(
            standing_, [this](std::string_view workload) { return number(workload); })) {}
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;

  base::Result<std::vector<CreditRow>> credit(const attribution::CreditQuery& query,
                                              int threads) const {
    return TRY(attribution::credit(index_, holdings_, standing_, query, threads)).rows();
  }
  std::vector<EarningLine> earnings(base::Month month) const {
    return attribution::earnings(index_, holdings_, standing_, month);
  }
  std::vector<ReconcileRow> reconcile(base::Month month) {
    const auto rounding = log_.rounding(month, base::CommitNumber::latest()).value();
    return attribution::reconcile(index_, holdings_, standing_, month, rounding, {});
  }
  std::vector<attribution::CoverageRow> coverage(base::Month month) const {
    return attribution::coverage(index_, holdings_, standing_, month);
  }

 private:
  std::uint32_t number(std::string_view workload) const {
    for (std::uint32_t i = 0; i < index_.workloads(); ++i) {
      if (index_.workload(i) == workload) return i;
    }
    return attribution::Holding::kEveryWorkload;
  }

  std::vector<usage::Record> records_;
  registry::Directory directory_;
  usage::MemoryLog log_;
  attribution::Standing standing_;
  usage::SeriesIndex index_;
  attribution::Holdings holdings_;
};

Answers engine_answers(const World& world, int threads) {
  const auto compiled = std::make_shared<Compiled>(world);
  return {[=](const attribution::CreditQuery& query) { return compiled->credit(query, threads); },
          [=](base::Month month) { return compiled->earnings(month); },
          [=](base::Month month) { return compiled->reconcile(month); },
          [=](base::Month month) { return compiled->coverage(month); }};
}

const Engine kOneThread = [](const World& world) { return engine_answers(world, 1); };
const Engine kThreeThreads = [](const World& world) { return engine_answers(world, 3); };

TEST_CASE(
    "credit, earnings, reconciliation and coverage are those of the naive model, row by row") {
  check_worlds(3000, [](const World& world, std::uint64_t seed) {
    return difference(world, naive_answers, kOneThread, seed);
  });
}

TEST_CASE("the number of threads never changes an answer") {
  check_worlds(300, [](const World& world, std::uint64_t seed) {
    return difference(world, kOneThread, kThreeThreads, seed);
  });
}

}  // namespace
}  // namespace tests

// A random world compiled for the engine, with what the engine answers about it.
#pragma once

#include "attribution/coverage.h"
#include "attribution/credit.h"
#include "attribution/current_credit.h"
#include "attribution/difference.h"
#include "attribution/earnings.h"
#include "attribution/reconcile.h"
#include "tests/random_world.h"
#include "usage/memory_log.h"

namespace tests {

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

  attribution::BooksState state() const { return {&index_, &holdings_, &standing_}; }
  base::Result<attribution::CurrentCredit> current(const attribution::CreditQuery& query) const {
    return attribution::CurrentCredit::of(index_, standing_, query,
                                          [this](std::string_view name) { return number(name); });
  }
  base::Result<std::vector<attribution::CreditRow>> credit(const attribution::CreditQuery& query,
                                                           int threads) const {
    return TRY(attribution::credit(index_, holdings_, standing_, query, threads)).rows();
  }
  std::vector<attribution::EarningLine> earnings(base::Month month) const {
    return attribution::earnings(index_, holdings_, standing_, month).value();
  }
  std::vector<attribution::ReconcileRow> reconcile(base::Month month) {
    const auto rounding = log_.rounding(month, base::CommitNumber::latest()).value();
    return attribution::reconcile(index_, holdings_, standing_, month, rounding, {});
  }

  std::vector<attribution::CoverageRow> coverage(base::Month month) const {
    return attribution::coverage(index_, holdings_, standing_, month);
  }

  // Of a workload in the index; kEveryWorkload: it is not there.
  std::uint32_t number(std::string_view workload) const {
    for (std::uint32_t i = 0; i < index_.workloads(); ++i) {
      if (index_.workload(i) == workload) return i;
    }
    return attribution::Holding::kEveryWorkload;
  }

 private:
  std::vector<usage::Record> records_;
  registry::Directory directory_;
  usage::MemoryLog log_;
  attribution::Standing standing_;
  usage::SeriesIndex index_;
  attribution::Holdings holdings_;
};

}  // namespace tests

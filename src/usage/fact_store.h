// Facts on their way into the series index: packed in memory, then sorted by subscription, series
// and day. 32 bytes a fact.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "usage/lane.h"
#include "usage/usage_log.h"

namespace usage {

struct PackedFact {
  std::uint32_t subscription;
  std::uint32_t lane;  // position in FactStore::lanes; a rank after sort()
  std::int32_t day;
  std::uint32_t wide;     // bit 0: amount, bit 1: quantity is a position among the wide values
  std::int64_t amount;    // 10^-12
  std::int64_t quantity;  // 10^-12
};

class FactStore {
 public:
  void add(const FactBatch& batch);
  std::size_t size() const { return facts_.size(); }

  // Orders lanes by `before` and facts by (subscription, lane, day). `subscriptions`: one more
  // than the largest key.
  template <class Before>
  void sort(std::size_t subscriptions, Before before, int threads) {
    sort_lanes(before);
    sort_facts(subscriptions, threads);
  }

  std::span<const Lane> lanes() const { return lanes_; }
  std::span<const PackedFact> of(std::uint32_t subscription) const;
  base::Int128 amount(const PackedFact& fact) const {
    return (fact.wide & 1U) != 0 ? wide_[static_cast<std::size_t>(fact.amount)] : fact.amount;
  }
  base::Int128 quantity(const PackedFact& fact) const {
    return (fact.wide & 2U) != 0 ? wide_[static_cast<std::size_t>(fact.quantity)] : fact.quantity;
  }

 private:
  template <class Before>
  void sort_lanes(Before before) {
    std::vector<std::uint32_t> order(lanes_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return before(lanes_[a], lanes_[b]); });
    std::vector<Lane> sorted;
    rank_.resize(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
      rank_[order[rank]] = rank;
      sorted.push_back(lanes_[order[rank]]);
    }
    lanes_ = std::move(sorted);
  }
  void sort_facts(std::size_t subscriptions, int threads);
  void partition(std::size_t subscriptions);
  std::uint32_t lane(const Lane& key);
  std::int64_t pack(base::Int128 value, std::uint32_t bit, std::uint32_t& wide);

  std::vector<PackedFact> facts_;
  std::vector<std::size_t> first_;  // per subscription + 1, after sort()
  std::vector<Lane> lanes_;
  std::vector<std::uint32_t> rank_;
  std::unordered_map<std::uint64_t, std::uint32_t> lane_numbers_;
  std::vector<base::Int128> wide_;
};

}  // namespace usage

// Base index + new facts -> next index, written beside the old one and renamed into place. Private
// to the index builder.
#pragma once

#include <string>
#include <vector>

#include "usage/fact_store.h"
#include "usage/series_encode.h"
#include "usage/series_index.h"

namespace usage {

class IndexFile;

// Merges a base index and new facts into the next index.
class Merge {
 public:
  Merge(const SeriesIndex* base, FactStore& facts, const Dictionary& workloads,
        const Dictionary& currencies, std::span<const base::SubscriptionKey> dropped,
        std::uint32_t subscriptions, int threads);

  base::Status write(const std::string& name, base::CommitNumber usage_commit);

 private:
  struct Scratch {  // what a worker needs again and again
    BlockEncoder encoder;
    std::vector<LaneEntry> entries;
  };

  bool before(const Lane& a, const Lane& b) const;
  bool is_dropped(std::uint32_t subscription) const {
    return std::binary_search(dropped_.begin(), dropped_.end(),
                              base::SubscriptionKey{subscription});
  }
  Lane lane_of_base(std::uint32_t number) const;
  std::vector<char> base_lanes_in_use() const;
  void number_lanes();
  void number_words();
  void decode(base::SubscriptionKey subscription, std::vector<LaneEntry>& out) const;
  void merge_subscription(std::uint32_t subscription, Scratch& scratch, Group& out) const;
  void merge_range(std::uint32_t from, std::uint32_t to, Group& out) const;
  base::Status write_groups(IndexFile& file);
  base::Status write_group(IndexFile& file, Group& group);
  base::Status write_tables(IndexFile& file);

  const SeriesIndex* base_;
  const FactStore& facts_;
  const Dictionary& workloads_;
  const Dictionary& currencies_;
  const std::span<const base::SubscriptionKey> dropped_;
  const std::uint32_t subscriptions_;
  const int threads_;
  std::vector<std::uint32_t> base_workload_, base_currency_;  // numbers of base -> dictionaries
  std::vector<Lane> lanes_;                                   // those in use, sorted
  std::vector<std::uint32_t> base_lane_, fact_lane_;          // -> lanes_
  bool blocks_can_be_copied_ = false;
  std::vector<std::string> words_;  // those in use: workloads, then currencies, sorted
  std::vector<BlockSlot> slots_;
  Summary summary_;
  IndexHeader header_{};
};

}  // namespace usage

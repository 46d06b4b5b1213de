#include "usage/series_merge.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <thread>

#include "base/check.h"
#include "usage/index_file.h"

namespace usage {
namespace {

// Orders entries and adds up those of equal lane and day.
void settle(std::vector<LaneEntry>& entries) {
  const auto in_order = [](const LaneEntry& a, const LaneEntry& b) {
    return a.lane != b.lane ? a.lane < b.lane : a.day < b.day;
  };
  if (!std::is_sorted(entries.begin(), entries.end(), in_order)) {
    std::sort(entries.begin(), entries.end(), in_order);
  }
  std::size_t kept = 0;
  for (const LaneEntry& entry : entries) {
    if (kept > 0 && entries[kept - 1].lane == entry.lane && entries[kept - 1].day == entry.day) {
      LaneEntry& same = entries[kept - 1];
      ASSERT(!__builtin_add_overflow(same.amount, entry.amount, &same.amount));
      ASSERT(!__builtin_add_overflow(same.quantity, entry.quantity, &same.quantity));
    } else {
      entries[kept++] = entry;
    }
  }
  entries.resize(kept);
}

}  // namespace

Merge::Merge(const SeriesIndex* base, FactStore& facts, const Dictionary& workloads,
             const Dictionary& currencies, std::span<const base::SubscriptionKey> dropped,
             std::uint32_t subscriptions, int threads)
    : base_(base),
      facts_(facts),
      workloads_(workloads),
      currencies_(currencies),
      dropped_(dropped),
      subscriptions_(subscriptions),
      threads_(threads) {
  for (std::uint32_t w = 0; base_ != nullptr && w < base_->workloads(); ++w) {
    base_workload_.push_back(workloads_.numbers.find(base_->workload(w))->second);
  }
  for (std::uint32_t c = 0; base_ != nullptr && c < base_->currencies(); ++c) {
    base_currency_.push_back(currencies_.numbers.find(base_->currency(c))->second);
  }
  facts.sort(
      subscriptions, [&](const Lane& a, const Lane& b) { return before(a, b); }, threads);
  number_lanes();
  number_words();
}

// Lanes stand in this order; texts decide, so that the numbering of words does not matter.
bool Merge::before(const Lane& a, const Lane& b) const {
  if (a.measure != b.measure) return a.measure < b.measure;
  if (a.counted != b.counted) return a.counted < b.counted;
  const std::string& wa = workloads_.words[a.workload];
  const std::string& wb = workloads_.words[b.workload];
  if (wa != wb) return wa < wb;
  return currencies_.words[a.currency] < currencies_.words[b.currency];
}

// A lane of the base index in the words of the dictionaries.
Lane Merge::lane_of_base(std::uint32_t number) const {
  Lane out = base_->lane(number);
  out.workload = base_workload_[out.workload];
  out.currency = static_cast<std::uint16_t>(base_currency_[out.currency]);
  return out;
}

std::vector<char> Merge::base_lanes_in_use() const {
  if (base_ == nullptr) return {};
  if (dropped_.empty()) return std::vector<char>(base_->lanes().size(), 1);
  std::vector<char> out(base_->lanes().size());
  for (std::uint32_t s = 0; s < subscriptions_; ++s) {
    if (is_dropped(s)) continue;
    for (const Series& series : base_->series({s}))
      out[series.lane] = 1;
    for (const ScatterEntry& entry : base_->scatter({s}).entries)
      out[entry.lane] = 1;
  }
  return out;
}

// Only lanes in use get a number, so that the same facts always give the same bytes.
void Merge::number_lanes() {
  const std::vector<char> in_use = base_lanes_in_use();
  for (std::uint32_t lane = 0; lane < in_use.size(); ++lane) {
    if (in_use[lane] != 0) lanes_.push_back(lane_of_base(lane));
  }
  lanes_.insert(lanes_.end(), facts_.lanes().begin(), facts_.lanes().end());
  const auto by_text = [&](const Lane& a, const Lane& b) { return before(a, b); };
  std::sort(lanes_.begin(), lanes_.end(), by_text);
  lanes_.erase(std::unique(lanes_.begin(), lanes_.end()), lanes_.end());
  const auto number = [&](const Lane& lane) {
    return static_cast<std::uint32_t>(
        std::lower_bound(lanes_.begin(), lanes_.end(), lane, by_text) - lanes_.begin());
  };
  for (std::uint32_t lane = 0; lane < in_use.size(); ++lane)
    base_lane_.push_back(in_use[lane] != 0 ? number(lane_of_base(lane)) : 0);
  for (const Lane& lane : facts_.lanes())
    fact_lane_.push_back(number(lane));
  // What may be scattered depends on the number of its lane, when there are very many.
  blocks_can_be_copied_ = std::max(lanes_.size(), base_lane_.size()) <= UINT16_MAX;
}

// Numbers the words in use in text order, here and in the lanes.
void Merge::number_words() {
  std::vector<char> workload_used(workloads_.words.size());
  std::vector<char> currency_used(currencies_.words.size());
  for (const Lane& lane : lanes_) {
    workload_used[lane.workload] = 1;
    currency_used[lane.currency] = 1;
  }
  const auto rank = [&](const Dictionary& all, const std::vector<char>& used) {
    std::vector<std::uint32_t> numbers(all.words.size());
    std::uint32_t next = 0;
    for (const auto& [word, number] : all.numbers) {  // in text order
      if (used[number] == 0) continue;
      numbers[number] = next++;
      words_.push_back(word);
    }
    return numbers;
  };
  const std::vector<std::uint32_t> workload_rank = rank(workloads_, workload_used);
  header_.workloads = static_cast<std::uint32_t>(words_.size());
  const std::vector<std::uint32_t> currency_rank = rank(currencies_, currency_used);
  header_.currencies = static_cast<std::uint16_t>(words_.size() - header_.workloads);
  for (Lane& lane : lanes_) {
    lane.workload = workload_rank[lane.workload];
    lane.currency = static_cast<std::uint16_t>(currency_rank[lane.currency]);
  }
}

// Everything the base index has of a subscription, under the new numbers.
void Merge::decode(base::SubscriptionKey subscription, std::vector<LaneEntry>& out) const {
  for (const Series& series : base_->series(subscription)) {
    base_->view(series).for_each(
        0, series.entries, [&](base::Day day, base::Decimal amount, base::Decimal quantity) {
          out.push_back({amount.units(), quantity.units(), base_lane_[series.lane], day.number});
        });
  }
  const Scatter scatter = base_->scatter(subscription);
  for (const ScatterEntry& entry : scatter.entries) {
    out.push_back({scatter.amount(entry).units(), scatter.quantity(entry).units(),
                   base_lane_[entry.lane], scatter.day(entry).number});
  }
}

void Merge::merge_subscription(std::uint32_t subscription, Scratch& scratch, Group& out) const {
  const BlockHead* old = nullptr;
  if (base_ != nullptr && !is_dropped(subscription)) old = base_->block({subscription});
  const std::span<const PackedFact> fresh = facts_.of(subscription);
  if (fresh.empty() && old != nullptr && blocks_can_be_copied_) {
    copy_block(*old, base_->slot({subscription}).bytes, base_->file(), base_lane_, out);
    return;
  }
  scratch.entries.clear();
  if (old != nullptr) decode({subscription}, scratch.entries);
  for (const PackedFact& fact : fresh) {
    scratch.entries.push_back(
        {facts_.amount(fact), facts_.quantity(fact), fact_lane_[fact.lane], fact.day});
  }
  settle(scratch.entries);
  scratch.encoder.encode(scratch.entries, lanes_, out);
}

void Merge::merge_range(std::uint32_t from, std::uint32_t to, Group& out) const {
  Scratch scratch;
  for (std::uint32_t s = from; s < to; ++s)
    merge_subscription(s, scratch, out);
}

// Blocks, then the values of their series; places become places in the file.
base::Status Merge::write_group(IndexFile& file, Group& group) {
  const std::uint64_t blocks_at = file.size();
  const std::uint64_t bodies_at = blocks_at + group.blocks.size();
  for (BlockSlot slot : group.slots) {
    if (slot.bytes > 0) {
      std::byte* block = group.blocks.data() + slot.at;
      const auto* head = reinterpret_cast<const BlockHead*>(block);
      block += sizeof(BlockHead) + scatter_bytes(head->scattered);
      for (auto* series = reinterpret_cast<Series*>(block);
           series != reinterpret_cast<Series*>(block) + head->series; ++series)
        series->body += bodies_at;
    }
    slot.at += blocks_at;
    slots_.push_back(slot);
  }
  summary_.add(group.summary);
  TRY_STATUS(file.append(group.blocks.data(), group.blocks.size()));
  return file.append(group.bodies.data(), group.bodies.size());
}

base::Status Merge::write_groups(IndexFile& file) {
  const auto workers = static_cast<std::uint32_t>(threads_);
  for (std::uint32_t from = 0; from < subscriptions_; from += workers * kGroup) {
    std::vector<Group> groups(workers);
    {
      std::vector<std::jthread> running;
      for (std::uint32_t w = 0; w < workers; ++w) {
        const std::uint32_t begin = std::min(from + w * kGroup, subscriptions_);
        const std::uint32_t end = std::min(begin + kGroup, subscriptions_);
        running.emplace_back([&, w, begin, end] { merge_range(begin, end, groups[w]); });
      }
    }
    for (Group& group : groups)
      TRY_STATUS(write_group(file, group));
  }
  return {};
}

base::Status Merge::write_tables(IndexFile& file) {
  header_.directory_at = file.size();
  TRY_STATUS(file.append(slots_.data(), slots_.size() * sizeof(BlockSlot)));
  header_.lanes_at = file.size();
  header_.lanes = lanes_.size();
  TRY_STATUS(file.append(lanes_.data(), lanes_.size() * sizeof(Lane)));
  std::string words;
  for (const std::string& word : words_) {
    const auto length = static_cast<std::uint32_t>(word.size());
    words.append(reinterpret_cast<const char*>(&length), 4).append(word);
  }
  header_.words_at = file.size();
  TRY_STATUS(file.append(words.data(), words.size()));
  header_.size = file.size();
  return {};
}

base::Status Merge::write(const std::string& name, base::CommitNumber usage_commit) {
  IndexFile file(name + "." + std::to_string(::getpid()) + ".tmp");
  std::memcpy(header_.magic, kIndexMagic, sizeof kIndexMagic);
  header_.version = kIndexVersion;
  header_.usage_commit = usage_commit.number;
  header_.subscriptions = subscriptions_;
  TRY_STATUS(file.append(&header_, sizeof header_));
  TRY_STATUS(write_groups(file));
  TRY_STATUS(write_tables(file));
  const auto split = [](base::Int128 value, std::int64_t(&words)[2]) {
    words[0] = static_cast<std::int64_t>(static_cast<std::uint64_t>(value));
    words[1] = static_cast<std::int64_t>(value >> 64);
  };
  header_.series = summary_.series;
  header_.entries = summary_.entries;
  header_.amount_scale = summary_.amount_scale;
  header_.quantity_scale = summary_.quantity_scale;
  split(summary_.bound_amount, header_.bound_amount);
  split(summary_.bound_quantity, header_.bound_quantity);
  header_.checksum = checksum_of(header_, file.checksum());
  TRY_STATUS(file.write_header(header_));
  return file.keep(name);
}

}  // namespace usage

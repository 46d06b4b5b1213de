#include "usage/fact_store.h"

#include <algorithm>
#include <thread>

#include "base/check.h"

namespace usage {
namespace {

std::uint64_t packed(const Lane& key) {
  return (std::uint64_t{key.workload} << 32) | (std::uint64_t{key.currency} << 16) |
         (static_cast<std::uint64_t>(key.measure) << 8) | static_cast<std::uint64_t>(key.counted);
}

bool before(const PackedFact& a, const PackedFact& b) {
  return a.lane != b.lane ? a.lane < b.lane : a.day < b.day;
}

// Orders the facts of one subscription. Feeds come by day: then dealing them out by lane, which
// keeps the order inside, is all there is to do.
class SubscriptionSorter {
 public:
  explicit SubscriptionSorter(std::size_t lanes) : next_(lanes + 1) {}

  void sort(std::span<PackedFact> facts) {
    if (std::ranges::is_sorted(facts, before)) return;
    if (facts.size() * 8 >= next_.size()) deal(facts);
    if (!std::ranges::is_sorted(facts, before)) std::ranges::sort(facts, before);
  }

 private:
  void deal(std::span<PackedFact> facts) {
    std::ranges::fill(next_, 0U);
    for (const PackedFact& fact : facts)
      ++next_[fact.lane + 1];
    for (std::size_t lane = 1; lane < next_.size(); ++lane)
      next_[lane] += next_[lane - 1];
    dealt_.resize(facts.size());
    for (const PackedFact& fact : facts)
      dealt_[next_[fact.lane]++] = fact;
    std::ranges::copy(dealt_, facts.begin());
  }

  std::vector<std::uint32_t> next_;  // per lane, shifted by one while they are counted
  std::vector<PackedFact> dealt_;
};

}  // namespace

std::uint32_t FactStore::lane(const Lane& key) {
  const auto [at, added] =
      lane_numbers_.try_emplace(packed(key), static_cast<std::uint32_t>(lanes_.size()));
  if (added) lanes_.push_back(key);
  return at->second;
}

std::int64_t FactStore::pack(base::Int128 value, std::uint32_t bit, std::uint32_t& wide) {
  const auto narrow = static_cast<std::int64_t>(value);
  if (narrow == value) return narrow;
  wide |= bit;
  wide_.push_back(value);
  return static_cast<std::int64_t>(wide_.size() - 1);
}

void FactStore::add(const FactBatch& batch) {
  Lane last{};
  std::uint32_t last_lane = 0;
  bool any = false;
  for (std::size_t i = 0; i < batch.size; ++i) {
    const Lane key{batch.workload[i], batch.currency[i], batch.measure[i], batch.counted[i]};
    if (!any || !(key == last)) {
      last = key;
      last_lane = lane(key);
      any = true;
    }
    PackedFact fact{batch.subscription[i].number, last_lane, batch.day[i].number, 0, 0, 0};
    fact.amount = pack(batch.amount[i].units(), 1, fact.wide);
    fact.quantity = pack(batch.quantity[i].units(), 2, fact.wide);
    facts_.push_back(fact);
  }
}

std::span<const PackedFact> FactStore::of(std::uint32_t subscription) const {
  if (std::size_t{subscription} + 1 >= first_.size()) return {};
  return std::span(facts_).subspan(first_[subscription],
                                   first_[subscription + 1] - first_[subscription]);
}

// Groups facts by subscription, keeping their order inside; free when they come grouped.
void FactStore::partition(std::size_t subscriptions) {
  first_.assign(subscriptions + 1, 0);
  bool grouped = true;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    ASSERT(facts_[i].subscription < subscriptions);
    ++first_[facts_[i].subscription + 1];
    grouped = grouped && (i == 0 || facts_[i - 1].subscription <= facts_[i].subscription);
  }
  for (std::size_t s = 0; s < subscriptions; ++s)
    first_[s + 1] += first_[s];
  if (grouped) return;
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  std::vector<PackedFact> sorted(facts_.size());
  for (const PackedFact& fact : facts_)
    sorted[next[fact.subscription]++] = fact;
  facts_ = std::move(sorted);
}

void FactStore::sort_facts(std::size_t subscriptions, int threads) {
  partition(subscriptions);
  const auto sort_range = [&](std::size_t from, std::size_t to) {
    SubscriptionSorter sorter(lanes_.size());
    for (std::size_t s = from; s < to; ++s) {
      const auto facts = std::span(facts_).subspan(first_[s], first_[s + 1] - first_[s]);
      for (PackedFact& fact : facts)
        fact.lane = rank_[fact.lane];
      sorter.sort(facts);
    }
  };
  std::vector<std::jthread> workers;
  const auto parts = static_cast<std::size_t>(std::max(threads, 1));
  std::size_t from = 0;
  for (std::size_t part = 1; part <= parts; ++part) {
    // Cut where the facts, not the subscriptions, divide evenly.
    const std::size_t target = facts_.size() / parts * part;
    std::size_t to = subscriptions;
    if (part < parts) {
      to = static_cast<std::size_t>(std::lower_bound(first_.begin(), first_.end(), target) -
                                    first_.begin());
    }
    to = std::clamp(to, from, subscriptions);
    workers.emplace_back(sort_range, from, to);
    from = to;
  }
}

}  // namespace usage

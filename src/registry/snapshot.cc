#include "registry/snapshot.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <unordered_map>

namespace registry {
namespace {

// More questions than these are worth an index.
constexpr int kScansMax = 8;

class Numbers {
 public:
  template <class Key, class Noun>
  Key find(const std::vector<Noun>& nouns, std::string_view id) {
    if (scans_.load(std::memory_order_relaxed) < kScansMax) {
      scans_.fetch_add(1, std::memory_order_relaxed);
      const auto found = std::ranges::find(nouns, id, &Noun::id);
      return found == nouns.end() ? Key{} : Key{static_cast<std::uint32_t>(found - nouns.begin())};
    }
    std::call_once(indexed_, [&] {
      numbers_.reserve(nouns.size());
      for (std::size_t i = 0; i < nouns.size(); ++i)
        numbers_.emplace(nouns[i].id, static_cast<std::uint32_t>(i));
    });
    const auto found = numbers_.find(id);
    return found == numbers_.end() ? Key{} : Key{found->second};
  }

 private:
  std::atomic<int> scans_ = 0;
  std::once_flag indexed_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace

struct Directory::Kinds {
  Numbers partners, customers, products, subscriptions;
};

Directory::Directory(const Snapshot& snapshot)
    : snapshot_(&snapshot), kinds_(std::make_shared<Kinds>()) {}

base::PartnerKey Directory::partner(std::string_view id) const {
  return kinds_->partners.find<base::PartnerKey>(snapshot_->partners, id);
}
base::CustomerKey Directory::customer(std::string_view id) const {
  return kinds_->customers.find<base::CustomerKey>(snapshot_->customers, id);
}
base::ProductKey Directory::product(std::string_view id) const {
  return kinds_->products.find<base::ProductKey>(snapshot_->products, id);
}
base::SubscriptionKey Directory::subscription(std::string_view id) const {
  return kinds_->subscriptions.find<base::SubscriptionKey>(snapshot_->subscriptions, id);
}

const Association* find_association(const Snapshot& snapshot, std::string_view id) {
  const auto found = std::ranges::lower_bound(
      snapshot.associations, id, {}, [](const Association& a) { return std::string_view(a.id); });
  return found != snapshot.associations.end() && found->id == id ? &*found : nullptr;
}

std::span<const Membership> memberships_of(const Snapshot& snapshot, base::PartnerKey partner) {
  const auto [first, last] =
      std::ranges::equal_range(snapshot.memberships, partner, {}, &Membership::partner);
  return {first, last};
}

std::span<const ChannelPeriod> channels_of(const Snapshot& snapshot,
                                           base::SubscriptionKey subscription) {
  const auto [first, last] =
      std::ranges::equal_range(snapshot.channels, subscription, {}, &ChannelPeriod::subscription);
  return {first, last};
}

const ChannelPeriod* channel_on(const Snapshot& snapshot, base::SubscriptionKey subscription,
                                base::Day day) {
  for (const ChannelPeriod& period : channels_of(snapshot, subscription)) {
    if (period.days.contains(day)) return &period;
  }
  return nullptr;
}

}  // namespace registry

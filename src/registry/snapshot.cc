#include "registry/snapshot.h"

#include <algorithm>

namespace registry {
namespace {

template <class Noun, class Map>
void index(const std::vector<Noun>& nouns, Map& map) {
  map.reserve(nouns.size());
  for (std::size_t i = 0; i < nouns.size(); ++i) {
    map.emplace(nouns[i].id, static_cast<std::uint32_t>(i));
  }
}

template <class Key, class Map>
Key look_up(const Map& map, std::string_view id) {
  const auto found = map.find(id);
  return found == map.end() ? Key{} : Key{found->second};
}

}  // namespace

Directory::Directory(const Snapshot& snapshot) {
  index(snapshot.partners, partners_);
  index(snapshot.customers, customers_);
  index(snapshot.products, products_);
  index(snapshot.subscriptions, subscriptions_);
}

base::PartnerKey Directory::partner(std::string_view id) const {
  return look_up<base::PartnerKey>(partners_, id);
}
base::CustomerKey Directory::customer(std::string_view id) const {
  return look_up<base::CustomerKey>(customers_, id);
}
base::ProductKey Directory::product(std::string_view id) const {
  return look_up<base::ProductKey>(products_, id);
}
base::SubscriptionKey Directory::subscription(std::string_view id) const {
  return look_up<base::SubscriptionKey>(subscriptions_, id);
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

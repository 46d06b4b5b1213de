#include "api/sights.h"

#include <algorithm>

namespace api {

base::Status Sights::renew(const std::shared_ptr<const app::Ground>& ground) {
  const auto head = TRY(
      store_->read([](app::Store& store) { return store.known(base::CommitNumber::latest()); }));
  const base::Day today =
      TRY(store_->read([&](app::Store& store) { return store.today(ground->books.programme); }));
  if (sight_ && sight_->ground == ground && sight_->today == today && head_ == head) return {};
  auto book = TRY(store_->read([&](app::Store& store) { return app::consents(store, {}, head); }));
  const bool is_same =
      sight_ && sight_->ground == ground && sight_->today == today && sight_->book == book;
  head_ = head;
  if (is_same) return {};
  seen_.clear();
  sight_ = std::make_shared<const app::Sight>(ground, std::move(book), today);
  return {};
}

base::Result<std::shared_ptr<const Seen>> Sights::of(
    const std::shared_ptr<const app::Ground>& ground, const std::string& partner, bool sees_money) {
  const registry::Snapshot& registry = ground->books.registry;
  const auto found = std::ranges::find(registry.partners, partner, &registry::Partner::id);
  if (found == registry.partners.end())
    return base::fail(base::Code::NotFound, "there is no partner '" + partner + "'");
  const base::PartnerKey key{static_cast<std::uint32_t>(found - registry.partners.begin())};
  const std::scoped_lock lock(mutex_);
  TRY_STATUS(renew(ground));
  auto& kept = seen_[{key.number, sees_money}];
  if (kept) return kept;
  auto seen = std::make_shared<Seen>();
  seen->subscriptions.resize(registry.subscriptions.size());
  seen->customers.resize(registry.customers.size());
  seen->sight = sight_;
  seen->reach = sight_->compiler.of({key, sees_money});
  seen->reach.for_each_subscription([&](base::SubscriptionKey one) {
    seen->subscriptions[one.number] = true;
    seen->customers[registry[one].customer.number] = true;
  });
  kept = std::move(seen);
  return kept;
}

}  // namespace api

#include "api/sights.h"

#include <algorithm>

namespace api {
namespace {

constexpr std::size_t kShelvesMax = 4;

}  // namespace

base::Status Sights::renew() {
  const auto head = TRY(
      store_->read([](app::Store& store) { return store.known(base::CommitNumber::latest()); }));
  const auto ground = TRY(store_->ground(head));
  const base::Day today =
      TRY(store_->read([&](app::Store& store) { return store.today(ground->books.programme); }));
  const bool is_ground = now_ && now_->ground == ground && now_->today == today;
  if (is_ground && head_ == head) return {};
  auto book = TRY(store_->read([&](app::Store& store) { return app::consents(store, {}, head); }));
  head_ = head;
  if (is_ground && now_->book == book) return {};
  now_ = std::make_shared<const app::Sight>(ground, std::move(book), today);
  shelves_.clear();
  shelves_.push_back(std::make_shared<Shelf>(ground->books.as_known, now_));
  shelves_.front()->sight = now_;
  return {};
}

base::Result<std::shared_ptr<const app::Sight>> Sights::at(base::CommitNumber known) {
  {
    const std::scoped_lock lock(mutex_);
    TRY_STATUS(renew());
    if (head_ == known) return now_;
  }
  auto ground = TRY(store_->ground(known));
  auto book = TRY(store_->read([&](app::Store& store) { return app::consents(store, {}, known); }));
  const base::Day today =
      TRY(store_->read([&](app::Store& store) { return store.today(ground->books.programme); }));
  return std::make_shared<const app::Sight>(std::move(ground), std::move(book), today);
}

base::Result<std::shared_ptr<Sights::Shelf>> Sights::shelf_of(const app::Ground& ground) {
  const std::scoped_lock lock(mutex_);
  TRY_STATUS(renew());
  const base::CommitNumber at = ground.books.as_known;
  const auto found = std::ranges::find(shelves_, at, [](const auto& one) { return one->as_known; });
  if (found == shelves_.begin()) return *found;
  if (found != shelves_.end()) {
    std::rotate(found, found + 1, shelves_.end());
    return shelves_.back();
  }
  if (shelves_.size() == kShelvesMax) shelves_.erase(shelves_.begin() + 1);
  shelves_.push_back(std::make_shared<Shelf>(at, now_));
  return shelves_.back();
}

base::Result<std::shared_ptr<const Seen>> Sights::of(
    const std::shared_ptr<const app::Ground>& ground, const std::string& partner, bool sees_money) {
  const registry::Snapshot& registry = ground->books.registry;
  const auto found = std::ranges::find(registry.partners, partner, &registry::Partner::id);
  if (found == registry.partners.end())
    return base::fail(base::Code::NotFound, "there is no partner '" + partner + "'");
  const base::PartnerKey key{static_cast<std::uint32_t>(found - registry.partners.begin())};
  const std::shared_ptr<Shelf> shelf = TRY(shelf_of(*ground));
  const std::scoped_lock lock(shelf->mutex);
  if (!shelf->sight) shelf->sight = std::make_shared<const app::Sight>(ground, shelf->sight_now);
  auto& kept = shelf->seen[{key, sees_money}];
  if (kept) return kept;
  auto seen = std::make_shared<Seen>();
  seen->subscriptions.resize(registry.subscriptions.size());
  seen->customers.resize(registry.customers.size());
  seen->sight = shelf->sight;
  seen->reach = seen->sight->reach({key, sees_money});
  seen->reach.for_each_subscription([&](base::SubscriptionKey one) {
    seen->subscriptions[one.number] = true;
    seen->customers[registry[one].customer.number] = true;
  });
  kept = std::move(seen);
  return kept;
}

}  // namespace api

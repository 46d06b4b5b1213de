#include "api/sights.h"

#include "app/consent_jobs.h"

namespace api {
namespace {

// Numbers of workloads as the index of the view has them.
rights::WorkloadNumber numbering(const usage::SeriesIndex& index) {
  std::map<std::string, std::uint32_t, std::less<>> numbers;
  for (std::size_t i = 0; i < index.workloads(); ++i) {
    const auto number = static_cast<std::uint32_t>(i);
    numbers.emplace(index.workload(number), number);
  }
  return [numbers = std::move(numbers)](std::string_view workload) {
    const auto found = numbers.find(workload);
    return found == numbers.end() ? rights::kEveryWorkload : found->second;
  };
}

}  // namespace

Sights::Sight::Sight(std::shared_ptr<const app::View> of, rights::ConsentBook said, base::Day on)
    : view(std::move(of)),
      book(std::move(said)),
      consents(book, view->books.registry, on),
      compiler(view->standing, consents, numbering(*view->index), on),
      today(on) {}

base::Status Sights::renew(const std::shared_ptr<const app::View>& view) {
  struct Now {
    base::CommitNumber head;
    base::Day today;
  };
  auto now = store_->read([&](app::Store& store) -> base::Result<Now> {
    const auto head = TRY(store.known(base::CommitNumber::latest()));
    const auto today = TRY(store.today(view->books.programme));
    return Now{head, today};
  });
  if (!now) return std::unexpected(std::move(now).error());
  if (sight_ && sight_->view == view && head_ == now->head && sight_->today == now->today)
    return {};
  auto book =
      TRY(store_->read([&](app::Store& store) { return app::consents(store, {}, now->head); }));
  sight_ = std::make_unique<Sight>(view, std::move(book), now->today);
  head_ = now->head;
  return {};
}

base::Result<std::shared_ptr<const Seen>> Sights::of(const std::shared_ptr<const app::View>& view,
                                                     const std::string& partner, bool sees_money) {
  const registry::Snapshot& registry = view->books.registry;
  const base::PartnerKey key = registry::Directory(registry).partner(partner);
  if (!key.exists())
    return base::fail(base::Code::NotFound, "there is no partner '" + partner + "'");
  const std::scoped_lock lock(mutex_);
  TRY_STATUS(renew(view));
  auto& kept = sight_->seen[{key.number, sees_money}];
  if (kept) return kept;
  auto seen = std::make_shared<Seen>();
  seen->reach = sight_->compiler.of({key, sees_money});
  seen->subscriptions.resize(registry.subscriptions.size());
  seen->customers.resize(registry.customers.size());
  seen->reach.for_each_subscription([&](base::SubscriptionKey one) {
    seen->subscriptions[one.number] = true;
    seen->customers[registry[one].customer.number] = true;
  });
  kept = std::move(seen);
  return kept;
}

}  // namespace api

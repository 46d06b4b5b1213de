#include "tests/random_consent.h"

#include <algorithm>

namespace tests {
namespace {

base::DayRange some_days(Chance& chance, const World& world) {
  base::DayRange out;
  const int length = world.last.end() - world.first.first();
  if (chance.in_hundred(40)) out.from = world.first.first() + chance.below(length);
  if (chance.in_hundred(40))
    out.to = std::max(out.from, world.first.first()) + chance.below(60) + 1;
  return out;
}

}  // namespace

World with_profiles(Chance& chance, World world) {
  using enum programs::DataProfile;
  for (programs::AssociationType& type : world.programme.types)
    type.data_profile = chance.of({Sale, Sale, Service, Seats, Deal, None});
  for (registry::Association& one : world.registry.associations) {
    one.recorded = {chance.between(1, 20)};
    if (chance.in_hundred(10)) one.end_reason = "CONSENT_WITHDRAWN";
    if (chance.in_hundred(15)) one.workload = chance.of({"mail", "chat", "storage", "nowhere"});
  }
  return world;
}

rights::ConsentBook random_book(Chance& chance, const World& world) {
  rights::ConsentBook book;
  const auto& registry = world.registry;
  std::int64_t commit = chance.between(0, 5);
  for (int i = chance.below(7); i > 0; --i) {
    const registry::Subscription& about = chance.of(registry.subscriptions);
    const std::string subscription = chance.in_hundred(50) ? about.id : std::string();
    const std::string& customer =
        subscription.empty() ? chance.of(registry.customers).id : registry[about.customer].id;
    const std::string& partner = chance.of(registry.partners).id;
    commit += chance.between(1, 5);
    if (chance.in_hundred(35)) {
      rights::Withdrawal one;
      one.customer = customer;
      one.partner = partner;
      one.subscription = subscription;
      one.commit = {commit};
      book.withdrawals.push_back(one);
      continue;
    }
    rights::Receipt one;
    one.customer = customer;
    one.partner = partner;
    one.subscription = subscription;
    one.classes = static_cast<rights::ClassMask>(chance.between(1, rights::kShareable));
    one.days = some_days(chance, world);
    one.commit = {commit};
    book.receipts.push_back(one);
  }
  return book;
}

}  // namespace tests

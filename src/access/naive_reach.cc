#include "access/naive_reach.h"

#include <algorithm>

#include "attribution/naive_world.h"

namespace rights::naive {
namespace {

namespace model = attribution::naive;

bool holds(const model::World& rules, const registry::Association& association,
           base::SubscriptionKey subscription, base::Day day) {
  const programs::AssociationType& type = rules.programme.types[association.type];
  const bool own = !rules.programme.parameters.credit_own_use &&
                   model::is_own_use(rules, association.partner, subscription, day);
  return association.days.contains(day) && !own &&
         model::reaches(rules, association, subscription, day) &&
         !model::is_ended(rules, association, day) &&
         model::channel_admits(rules, type, model::is_csp_day(rules, subscription, day)) &&
         model::metering_admits(rules, type, subscription);
}

bool holds_until_today(const model::World& rules, const registry::Association& association,
                       base::SubscriptionKey subscription, base::Day day, base::Day today) {
  for (; day <= today; day = day + 1)
    if (!holds(rules, association, subscription, day)) return false;
  return true;
}

bool profile_opens(programs::DataProfile profile, base::Metering metering, DataClass one) {
  using enum programs::DataProfile;
  if (profile == Sale) return true;
  if (one == DataClass::BilledRevenue) return false;
  if (profile == Seats) return metering == base::Metering::Seat;
  return profile == Service || profile == Deal;
}

// The customer, or one that is the same today, said it about this or about all.
template <class Word>
bool reaches(const World& world, const model::World& rules, const Word& word,
             base::PartnerKey partner, base::SubscriptionKey subscription) {
  if (word.partner != world.registry[partner].id) return false;
  if (!word.subscription.empty()) return word.subscription == world.registry[subscription].id;
  for (std::uint32_t i = 0; i < world.registry.customers.size(); ++i) {
    registry::Association all;
    all.customer = {i};
    if (world.registry.customers[i].id == word.customer &&
        model::reaches(rules, all, subscription, world.today)) {
      return true;
    }
  }
  return false;
}

bool is_agreed(const World& world, const model::World& rules,
               const registry::Association& association, base::SubscriptionKey subscription,
               base::Day day, DataClass one) {
  base::CommitNumber last;
  const Receipt* in_force = nullptr;
  for (const Receipt& receipt : world.book.receipts) {
    if (!reaches(world, rules, receipt, association.partner, subscription)) continue;
    if (receipt.commit < last) continue;
    last = receipt.commit;
    in_force = &receipt;
  }
  for (const Withdrawal& withdrawal : world.book.withdrawals) {
    const bool about = reaches(world, rules, withdrawal, association.partner, subscription);
    if (about && last < withdrawal.commit) return false;
  }
  if (association.end_reason == "CONSENT_WITHDRAWN" && last <= association.recorded) return false;
  if (in_force == nullptr) return one != DataClass::OtherPartners;
  return has(in_force->classes, one) && in_force->days.contains(day);
}

}  // namespace

bool sees(const World& world, Looker looker, base::SubscriptionKey subscription,
          std::string_view workload, base::Day day, DataClass one) {
  if (one == DataClass::EndUserIdentities || day > world.today) return false;
  if (one == DataClass::BilledRevenue && !looker.sees_money) return false;
  const model::World rules{{}, world.registry, world.programme};
  const base::Metering metering = world.registry[world.registry[subscription].product].metering;
  return std::ranges::any_of(world.registry.associations, [&](const auto& association) {
    if (association.partner != looker.partner) return false;
    const std::string& part = association.workload;
    if (!is_of_whole(one) && !part.empty() && part != workload) return false;
    if (!holds(rules, association, subscription, day)) return false;
    const auto& profile = world.programme.types[association.type].data_profile;
    if (!profile_opens(profile, metering, one)) return false;
    if (one == DataClass::OtherPartners &&
        !holds_until_today(rules, association, subscription, day, world.today)) {
      return false;
    }
    return is_agreed(world, rules, association, subscription, day, one);
  });
}

}  // namespace rights::naive

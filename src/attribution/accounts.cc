#include "attribution/accounts.h"

#include <algorithm>

#include "base/check.h"
#include "registry/credit_shares.h"
#include "registry/partner_days.h"

namespace attribution {

using base::Day;

Accounts::Accounts(const registry::Snapshot& registry) : first_{0} {
  for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
    const registry::Partner& partner = registry.partners[p];
    Day from = Day::min();
    for (const registry::Membership& one : registry::memberships_of(registry, {p})) {
      if (one.days.empty()) continue;
      if (from < one.days.from) all_.push_back({{p}, partner.id, {from, one.days.from}});
      all_.push_back({{p}, one.group_id, one.days});
      from = one.days.to;
    }
    const bool alone = from > Day::min() || partner.group_id.empty();
    if (from < Day::forever()) {
      all_.push_back({{p}, alone ? partner.id : partner.group_id, {from, Day::forever()}});
    }
    first_.push_back(all_.size());
  }
  for (std::size_t i = 0; i < all_.size(); ++i)
    by_account_[all_[i].account].push_back(i);
}

std::vector<std::string> Accounts::ids() const {
  std::vector<std::string> out;
  out.reserve(by_account_.size());
  for (const auto& [id, places] : by_account_)
    out.push_back(id);
  return out;
}

std::span<const Belonging> Accounts::of(base::PartnerKey partner) const {
  const std::size_t first = first_[partner.number];
  return std::span(all_).subspan(first, first_[partner.number + 1] - first);
}

const std::string& Accounts::account_on(base::PartnerKey partner, Day day) const {
  const auto all = of(partner);
  const auto found =
      std::ranges::find_if(all, [&](const Belonging& one) { return one.days.contains(day); });
  ASSERT(found != all.end());
  return found->account;
}

std::vector<base::PartnerKey> Accounts::partners_on(const std::string& account, Day day) const {
  std::vector<base::PartnerKey> out;
  for (const Belonging* one : belongings(account)) {
    if (one->days.contains(day)) out.push_back(one->partner);
  }
  return out;
}

std::vector<const Belonging*> Accounts::belongings(const std::string& account) const {
  std::vector<const Belonging*> out;
  const auto found = by_account_.find(account);
  if (found == by_account_.end()) return out;
  for (const std::size_t place : found->second)
    out.push_back(&all_[place]);
  return out;
}

namespace {

// Partners of the registry by account, put into `out`. Full credit of an account counts once, so it
// is one partner; shares of its partners add up, so each of them stands there under its name.
class AccountKeys {
 public:
  AccountKeys(const registry::Snapshot& registry, const programs::Programme& programme,
              const Accounts& accounts, registry::Snapshot& out) {
    const bool shared = programme.parameters.credit_mode == programs::CreditMode::Shared;
    std::map<std::string_view, base::PartnerKey> by_id;
    for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
      for (const Belonging& one : accounts.of({p})) {
        const base::PartnerKey next{static_cast<std::uint32_t>(out.partners.size())};
        const auto [known, is_new] = by_id.try_emplace(one.account, next);
        keys_[&one] = shared ? next : known->second;
        if (!shared && !is_new) continue;
        out.partners.push_back(
            {.id = one.account, .name = one.account, .group_id = "", .country = ""});
      }
    }
  }

  base::PartnerKey of(const Belonging& one) const { return keys_.at(&one); }

 private:
  std::map<const Belonging*, base::PartnerKey> keys_;
};

}  // namespace

registry::Snapshot by_account(const registry::Snapshot& registry,
                              const programs::Programme& programme, const Accounts& accounts) {
  registry::Snapshot out;
  out.as_known = registry.as_known;
  out.customers = registry.customers;
  out.products = registry.products;
  out.subscriptions = registry.subscriptions;
  out.channels = registry.channels;
  out.fx_rates = registry.fx_rates;
  out.access_periods = registry.access_periods;
  out.mergers = registry.mergers;
  const registry::Kinship kinship(registry);
  const AccountKeys keys(registry, programme, accounts, out);
  for (const registry::Association& one : registry.associations) {
    const bool named = one.subscription.exists();
    const registry::Partner& partner = registry[one.partner];
    const base::CustomerKey customer = named ? registry[one.subscription].customer : one.customer;
    const base::DayRange lasts = registry::lasting_days(registry, one);
    for (const Belonging& belonging : accounts.of(one.partner)) {
      // On a day on which it reaches the subscriptions of another customer, both are one house.
      const base::Day own_use = std::min(kinship.own_since(registry, customer, partner.id),
                                         kinship.own_since(registry, customer, belonging.account));
      registry::Association piece = one;
      piece.partner = keys.of(belonging);
      piece.days = lasts.intersect(belonging.days);
      if (!programme.parameters.credit_own_use) piece.days.to = std::min(piece.days.to, own_use);
      if (!piece.days.empty()) out.associations.push_back(std::move(piece));
    }
  }
  for (const registry::CreditShare& one : registry.credit_shares) {
    for (const Belonging& belonging : accounts.of(one.partner)) {
      registry::CreditShare piece = one;
      piece.partner = keys.of(belonging);
      piece.days = one.days.intersect(belonging.days);
      if (!piece.days.empty()) out.credit_shares.push_back(piece);
    }
  }
  std::ranges::sort(out.credit_shares, {}, registry::order_of);
  // The transacting chain names partners; who they are does not matter to a channel.
  for (registry::ChannelPeriod& period : out.channels)
    period.transacting = period.reseller = {};
  return out;
}

}  // namespace attribution

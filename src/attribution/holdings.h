// Holdings: the registry compiled for computing. For each partner and subscription disjoint runs
// [from, to) with the association types that hold, after scope expansion and gates. What a partner
// is credited for and what it may see is bounded by the same runs: this is the one implementation.
// Rules: docs/domain/rules.md#2-who-holds.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "programs/programme.h"
#include "registry/kinship.h"
#include "registry/snapshot.h"

namespace attribution {

// A stretch of an association at one subscription, with the gates that decide on it. It holds
// when all are open; each closed one gives its reason code.
struct Stretch {
  base::DayRange days;
  bool own_use = false;      // SELF_DEALING
  bool family_fits = true;   // else ASSOC_NOT_ALLOWED_FOR_FAMILY
  bool channel_open = true;  // else ASSOC_NOT_ALLOWED_ON_CHANNEL
  bool holds() const { return !own_use && family_fits && channel_open; }
  // The first reason that it does not hold; empty when it does.
  std::string_view closed_gate() const;
};

// Answers per subscription: its sales channel by day and the associations that reach it.
class Standing {
 public:
  Standing(const registry::Snapshot& registry, const programs::Programme& programme);

  const registry::Snapshot& registry() const { return registry_; }
  const programs::Programme& programme() const { return programme_; }

  // Associations naming the subscription, then those of the whole customer, by index, then those of
  // customers that are ever one with it.
  std::vector<const registry::Association*> reaching(base::SubscriptionKey subscription) const;
  // Positions of a customer's subscriptions.
  std::span<const std::uint32_t> subscriptions_of(base::CustomerKey customer) const;
  // Positions of all subscriptions in the order of their ids; made when first asked for.
  std::span<const std::uint32_t> by_id() const;
  const registry::Kinship& kinship() const { return kinship_; }
  // The days of an association at a subscription that it reaches: from a merger on when it is of
  // another customer, until its partner is terminated.
  base::DayRange days_at(const registry::Association& association,
                         base::SubscriptionKey subscription) const;
  // CSP days of a subscription, disjoint and sorted.
  std::span<const base::DayRange> csp_days(base::SubscriptionKey subscription) const;
  bool is_csp_day(base::SubscriptionKey subscription, base::Day day) const;
  // The channel gate of a type on CSP days, or on all others.
  bool channel_opens(const programs::AssociationType& type, bool csp_day) const;
  // The partner, or its group of the day, is the customer itself or of its house.
  bool is_own_use(base::PartnerKey partner, base::SubscriptionKey subscription,
                  base::Day day) const;
  // The days on which it is, disjoint and sorted.
  std::vector<base::DayRange> own_use_days(base::PartnerKey partner,
                                           base::SubscriptionKey subscription) const;
  // Cuts the association at the subscription into stretches in day order, without gaps; they end
  // where its partner is terminated.
  void cut(const registry::Association& association, base::SubscriptionKey subscription,
           std::vector<Stretch>& out) const;
  // Why an association does not hold at a subscription on a day that it is of: the reason code.
  // Empty when it holds, and when the day is none of its own.
  std::string_view closed_gate(const registry::Association& association,
                               base::SubscriptionKey subscription, base::Day day) const;

 private:
  const registry::Snapshot& registry_;
  const programs::Programme& programme_;
  registry::Kinship kinship_;
  std::vector<std::uint32_t> csp_first_;  // per subscription, into csp_days_
  std::vector<base::DayRange> csp_days_;
  std::vector<std::uint32_t> named_first_;  // per subscription, into named_
  std::vector<std::uint32_t> named_;
  std::vector<std::uint32_t> wide_first_;  // per customer, into wide_
  std::vector<std::uint32_t> wide_;
  std::vector<std::uint32_t> customer_first_;  // per customer, into subscriptions_
  std::vector<std::uint32_t> subscriptions_;

  struct Order {
    std::once_flag made;
    std::vector<std::uint32_t> places;
  };
  std::unique_ptr<Order> by_id_ = std::make_unique<Order>();
};

// Days on which the same types of one partner hold at one subscription.
struct Run {
  base::Day from;
  base::Day to;
  programs::TypeMask types;
};

// One partner at one subscription. `workload` is a number of the series index, or kEveryWorkload.
// A holding of one workload contains the types of the every-workload holding too and replaces it.
struct Holding {
  static constexpr std::uint32_t kEveryWorkload = 0xFFFF'FFFF;
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  std::uint32_t workload = kEveryWorkload;
  std::uint32_t first_run = 0;
  std::uint32_t runs = 0;
};

// A time during which an association whose type is credited by time (not by the day) gives access.
struct Spell {
  base::SubscriptionKey subscription;
  base::PartnerKey partner;
  std::uint32_t workload = Holding::kEveryWorkload;
  programs::TypeMask types = 0;
  base::Instant from, to;
  friend auto operator<=>(const Spell&, const Spell&) = default;
};

struct Holdings {
  // By (partner, subscription, workload), so the every-workload holding comes last.
  std::vector<Holding> by_partner;
  std::vector<Run> runs;
  std::vector<std::uint32_t> partner_first;       // per partner + 1, into by_partner
  std::vector<std::uint32_t> subscription_first;  // per subscription + 1, into by_subscription
  std::vector<std::uint32_t> by_subscription;     // positions in by_partner
  std::vector<Spell> spells;                      // by (subscription, partner)

  std::span<const Holding> of(base::PartnerKey partner) const {
    const std::uint32_t first = partner_first[partner.number];
    return std::span(by_partner).subspan(first, partner_first[partner.number + 1] - first);
  }
  std::span<const Run> runs_of(const Holding& holding) const {
    return std::span(runs).subspan(holding.first_run, holding.runs);
  }
  // Who holds at a subscription for one workload, by partner key.
  struct Holder {
    base::PartnerKey partner;
    std::span<const Run> runs;
    programs::TypeMask types_on(base::Day day) const;
  };
  std::vector<Holder> holders(base::SubscriptionKey subscription, std::uint32_t workload) const;
};

// Of all associations of the registry, or of those given.
// `workload_number` gives the number of a workload in the series index, kEveryWorkload when the
// index does not know it (then nothing can match it). Pure.
Holdings compile(const Standing& standing,
                 const std::function<std::uint32_t(std::string_view)>& workload_number);
Holdings compile(const Standing& standing, std::span<const registry::Association> associations,
                 const std::function<std::uint32_t(std::string_view)>& workload_number);

}  // namespace attribution

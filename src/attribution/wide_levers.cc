#include "attribution/wide_levers.h"

#include <algorithm>

#include "attribution/answers.h"
#include "attribution/largest_remainder.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using programs::Lever;
using programs::LeverKind;

base::Decimal sum_of(std::span<const WideFact> facts) {
  Decimal sum;
  for (const WideFact& fact : facts)
    sum += fact.base;
  return sum;
}

bool is_empty(const Earned& earned) {
  return earned.base.is_zero() && earned.amount.is_zero() &&
         std::ranges::all_of(earned.refused,
                             [](const auto& refused) { return refused.second.is_zero(); });
}

}  // namespace

// ---- facts by scope -----------------------------------------------------------------------------

std::uint32_t WideLevers::scope_of(const Lever& lever, base::SubscriptionKey subscription,
                                   base::PartnerKey holder) const {
  switch (lever.basis.scope) {
    case programs::LeverScope::Subscription: return subscription.number;
    case programs::LeverScope::Customer: return standing_.registry()[subscription].customer.number;
    case programs::LeverScope::Earner: return holder.number;
    case programs::LeverScope::Programme: return 0;
  }
  ASSERT(false);
  return 0;
}

void WideLevers::add(WideFact fact) {
  const Lever& lever = lever_of(fact);
  if (lever.basis.scope == programs::LeverScope::Earner && !fact.holder.exists()) return;
  fact.scope = scope_of(lever, fact.subscription, fact.holder);
  facts_.push_back(fact);
}

void WideLevers::add_seats(std::uint32_t lever, base::SubscriptionKey subscription, Decimal seats) {
  const Lever& rule = standing_.programme().levers[lever];
  seats_[{lever, scope_of(rule, subscription, {})}] += seats;
}

// In a scope by day, subscription and workload: the order in which usage fills up what lies below
// a mark.
void WideLevers::sort() {
  const registry::Snapshot& registry = standing_.registry();
  std::ranges::sort(facts_, {}, [&](const WideFact& fact) {
    return std::tuple(fact.lever, fact.scope, fact.currency, fact.day,
                      std::string_view(registry[fact.subscription].id), fact.workload);
  });
}

Earned& WideLevers::share_of(const WideFact& fact) {
  const registry::Snapshot& registry = standing_.registry();
  const auto [place, is_new] =
      shares_.try_emplace({registry[fact.holder].id, registry[fact.subscription].id, fact.held});
  Earned& share = place->second;
  if (is_new) {
    share.lever = fact.lever;
    share.partner = fact.holder;
    share.subscription = fact.subscription;
    share.currency = fact.currency;
    share.held = fact.held;
  }
  return share;
}

std::vector<Earned> WideLevers::take(LeverHistory& history) {
  sort();
  std::vector<Earned> out;
  const std::span<const WideFact> all(facts_);
  for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
    const auto key = [](const WideFact& fact) {
      return std::tuple(fact.lever, fact.scope, fact.currency);
    };
    while (to < all.size() && key(all[to]) == key(all[from]))
      ++to;
    shares_.clear();
    if (lever_of(all[from]).fixed())
      divide(all.subspan(from, to - from), history);
    else
      measure_against_mark(all.subspan(from, to - from), history);
    for (auto& [ids, share] : shares_)
      out.push_back(std::move(share));
  }
  return out;
}

// ---- above a mark -------------------------------------------------------------------------------

void WideLevers::measure_against_mark(std::span<const WideFact> scope, LeverHistory& history) {
  const WideFact& first = scope.front();
  const Lever& lever = lever_of(first);
  const Decimal total = sum_of(scope);
  if (lever.kind == LeverKind::HighWaterMark) {
    const auto [mark, is_new] =
        history.marks.try_emplace({first.lever, first.scope}, lever.basis.start_mark);
    pay_above(scope, mark->second, {});
    mark->second = std::max(mark->second, total);
    return;
  }
  const base::Month before = month_ + -lever.basis.baseline_months;
  const auto known = history.totals.find({first.lever, first.scope, first.currency, before});
  const Decimal baseline = known == history.totals.end() ? Decimal() : known->second;
  const bool enough = baseline >= lever.basis.minimum_baseline;
  pay_above(scope, baseline, enough ? std::string_view() : "BELOW_MINIMUM");
  history.totals[{first.lever, first.scope, first.currency, month_}] = total;
}

// Each fact has the part of it that lies above the mark, behind the facts before it.
void WideLevers::pay_above(std::span<const WideFact> scope, Decimal mark,
                           std::string_view refusal) {
  const auto above = [&](Decimal position) {
    return std::max(Decimal(), position - std::max(Decimal(), mark));
  };
  Decimal before;
  for (const WideFact& fact : scope) {
    const Decimal after = before + fact.base;
    const Decimal part = above(after) - above(before);
    before = after;
    if (!fact.holder.exists()) continue;
    Earned& share = share_of(fact);
    share.against = mark;
    share.all += fact.base;
    if (refusal.empty()) share.add(lever_of(fact), fact.day, part, fact.closed);
  }
  for (auto& [ids, share] : shares_) {
    if (!refusal.empty())
      share.refuse(refusal, share.all);
    else if (is_empty(share))
      share.refuse("BELOW_HIGH_WATER_MARK", share.all);
  }
}

// ---- fixed amounts ------------------------------------------------------------------------------

struct WideLevers::Fixed {
  Decimal amount;
  std::string_view refusal;          // why nothing is paid
  std::vector<std::size_t> reached;  // milestones, for the first time
  std::vector<Decimal> bands;        // what the lines show as their rate
  std::optional<Decimal> against;
};

WideLevers::Fixed WideLevers::fixed_amount(std::span<const WideFact> scope,
                                           const LeverHistory& history) const {
  const WideFact& first = scope.front();
  const Lever& lever = lever_of(first);
  const Decimal total = sum_of(scope);
  Fixed out;
  if (lever.kind != LeverKind::Milestone) {
    const programs::Rate* rate = lever.rate_on(month_.last());
    if (lever.basis.at_least && total < *lever.basis.at_least)
      out.refusal = "BELOW_MINIMUM";
    else if (rate == nullptr)
      out.refusal = "PRODUCT_NOT_ON_RATE_CARD";
    if (!out.refusal.empty()) return out;
    out.amount = rate->rate;
    out.bands = {rate->rate};
    return out;
  }
  Decimal seats;
  if (lever.basis.of_seats) {
    const auto known = seats_.find({first.lever, first.scope});
    if (known != seats_.end()) seats = known->second;
    out.against = seats;
  }
  out.refusal = "BELOW_MINIMUM";
  for (std::size_t i = 0; i < lever.basis.milestones.size(); ++i) {
    const programs::Milestone& milestone = lever.basis.milestones[i];
    const base::Product needed = lever.basis.of_seats ? base::multiply(seats, milestone.at_least)
                                                      : base::Product(milestone.at_least);
    const bool known_seats = !lever.basis.of_seats || seats > Decimal();
    if (!known_seats || base::Product(total) < needed) continue;
    if (out.reached.empty()) out.refusal = "MILESTONE_ALREADY_PAID";
    if (history.reached.contains({first.lever, first.scope, i})) continue;
    out.refusal = {};
    out.reached.push_back(i);
    out.amount += milestone.amount;
    out.bands.push_back(milestone.at_least);
  }
  return out;
}

void WideLevers::divide(std::span<const WideFact> scope, LeverHistory& history) {
  for (const WideFact& fact : scope) {
    if (!fact.holder.exists()) continue;
    Earned& share = share_of(fact);
    if (fact.closed.empty())
      share.base += fact.base;
    else
      share.refuse(fact.closed, fact.base);
  }
  const Fixed fixed = fixed_amount(scope, history);
  bool anybody = false;
  for (auto& [ids, share] : shares_) {
    share.against = fixed.against;
    share.bands = fixed.bands;
    if (!fixed.refusal.empty()) {
      share.refuse(fixed.refusal, share.base);
      share.base = {};
    }
    anybody |= share.base > Decimal();
  }
  if (!anybody || !fixed.refusal.empty()) return;
  divide_among_earners(fixed);
  const WideFact& first = scope.front();
  for (const std::size_t i : fixed.reached)
    history.reached.insert({first.lever, first.scope, i});
}

// First among the partners, then of each among its subscriptions, both in the order of their ids;
// held days weigh by themselves, behind the others of their subscription.
void WideLevers::divide_among_earners(const Fixed& fixed) {
  const Lever& lever = standing_.programme().levers[shares_.begin()->second.lever];
  const int decimals = minor_unit(lever.currency);
  std::vector<std::vector<Earned*>> earners;
  std::vector<Decimal> weights;
  Decimal whole;
  for (auto& [ids, share] : shares_) {
    if (earners.empty() || earners.back().front()->partner != share.partner) {
      earners.emplace_back();
      weights.emplace_back();
    }
    earners.back().push_back(&share);
    weights.back() += std::max(Decimal(), share.base);
    whole += std::max(Decimal(), share.base);
  }
  const Decimal amount =
      base::round(fixed.amount, decimals, rounding_of(standing_.programme(), lever));
  const std::vector<Decimal> parts = share_out(amount, decimals, weights);
  for (std::size_t e = 0; e < earners.size(); ++e) {
    std::vector<Decimal> bases;
    for (const Earned* share : earners[e])
      bases.push_back(share->base);
    const std::vector<Decimal> amounts = share_out(parts[e], decimals, bases);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
      Earned& share = *earners[e][i];
      share.amount = base::Product(amounts[i]);
      if (!share.against) share.against = whole;
    }
  }
}

}  // namespace attribution

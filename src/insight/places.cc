#include "insight/places.h"

#include <algorithm>

namespace insight {

using attribution::Holding;
using attribution::Holdings;
using attribution::Run;
using attribution::Spell;

namespace {

bool takes(const registry::Snapshot& registry, const Filter& filter, base::PartnerKey partner,
           base::SubscriptionKey place) {
  const registry::Subscription& subscription = registry[place];
  return (!filter.partner.exists() || filter.partner == partner) &&
         (!filter.customer.exists() || filter.customer == subscription.customer) &&
         (!filter.product.exists() || filter.product == subscription.product);
}

// Who holds where, by subscription: asked for only where credit goes by the time with access.
void index_by_subscription(Holdings& out, std::size_t subscriptions) {
  out.subscription_first.assign(subscriptions + 1, 0);
  for (const Holding& holding : out.by_partner)
    ++out.subscription_first[holding.subscription.number + 1];
  for (std::size_t s = 0; s < subscriptions; ++s)
    out.subscription_first[s + 1] += out.subscription_first[s];
  out.by_subscription.resize(out.by_partner.size());
  std::vector<std::uint32_t> next(out.subscription_first.begin(), out.subscription_first.end() - 1);
  for (std::uint32_t i = 0; i < out.by_partner.size(); ++i)
    out.by_subscription[next[out.by_partner[i].subscription.number]++] = i;
}

}  // namespace

Holdings confine(const Holdings& all, const registry::Snapshot& registry, const Filter& filter) {
  Holdings out;
  out.partner_first.reserve(all.partner_first.size());
  for (std::uint32_t p = 0; p + 1 < all.partner_first.size(); ++p) {
    out.partner_first.push_back(static_cast<std::uint32_t>(out.by_partner.size()));
    if (filter.partner.exists() && filter.partner.number != p) continue;
    for (const Holding& holding : all.of({p})) {
      if (!takes(registry, filter, {p}, holding.subscription)) continue;
      Holding kept = holding;
      kept.first_run = static_cast<std::uint32_t>(out.runs.size());
      for (Run run : all.runs_of(holding)) {
        run.types &= filter.types;
        out.runs.push_back(run);
      }
      out.by_partner.push_back(kept);
    }
  }
  out.partner_first.push_back(static_cast<std::uint32_t>(out.by_partner.size()));
  for (const Spell& spell : all.spells) {
    if ((spell.types & filter.types) == 0) continue;
    if (takes(registry, filter, spell.partner, spell.subscription)) out.spells.push_back(spell);
  }
  if (!out.spells.empty()) index_by_subscription(out, registry.subscriptions.size());
  return out;
}

std::vector<Place> places_of(const Holdings& all, base::PartnerKey partner) {
  std::vector<Place> out;
  const std::span<const Holding> held = all.of(partner);
  for (std::size_t from = 0, to = 0; from < held.size(); from = to) {
    for (to = from + 1; to < held.size() && held[to].subscription == held[from].subscription;)
      ++to;
    out.push_back({partner, held[from].subscription, held.subspan(from, to - from)});
  }
  return out;
}

std::span<const Run> runs_at(const Holdings& all, const Place& place, std::uint32_t workload) {
  for (const Holding& holding : place.holdings) {
    if (holding.workload == workload || holding.workload == Holding::kEveryWorkload)
      return all.runs_of(holding);
  }
  return {};
}

bool covers(std::span<const Run> runs, base::DayRange days) {
  base::Day until = days.from;
  for (const Run& run : runs) {
    if (run.types == 0 || run.to <= until) continue;
    if (run.from > until) break;
    until = run.to;
  }
  return until >= days.to;
}

}  // namespace insight

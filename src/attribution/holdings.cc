#include "attribution/holdings.h"

#include <algorithm>
#include <numeric>

#include "attribution/access_time.h"
#include "attribution/reached.h"
#include "base/check.h"
#include "registry/partner_days.h"

namespace attribution {

using base::Day;
using base::DayRange;

namespace {

// Positions of `items` grouped by key: first[k] .. first[k + 1] into `order`.
template <class Items, class KeyOf>
void group(const Items& items, std::size_t keys, KeyOf key_of, std::vector<std::uint32_t>& first,
           std::vector<std::uint32_t>& order) {
  first.assign(keys + 1, 0);
  for (const auto& item : items) {
    if (const auto key = key_of(item); key.exists()) ++first[key.number + 1];
  }
  for (std::size_t k = 0; k < keys; ++k)
    first[k + 1] += first[k];
  order.resize(first[keys]);
  std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (const auto key = key_of(items[i]); key.exists()) order[next[key.number]++] = i;
  }
}

// Makes ranges disjoint and sorted.
void join(std::vector<DayRange>& ranges) {
  std::ranges::sort(ranges);
  std::size_t last = 0;
  for (std::size_t i = 1; i < ranges.size(); ++i) {
    if (ranges[i].from <= ranges[last].to) {
      ranges[last].to = std::max(ranges[last].to, ranges[i].to);
    } else {
      ranges[++last] = ranges[i];
    }
  }
  ranges.resize(last + 1);
}

}  // namespace

Standing::Standing(const registry::Snapshot& registry, const programs::Programme& programme)
    : registry_(registry), programme_(programme), kinship_(registry) {
  const std::size_t subscriptions = registry.subscriptions.size();
  csp_first_.assign(subscriptions + 1, 0);
  std::size_t at = 0;
  for (std::uint32_t s = 0; s < subscriptions; ++s) {  // channels come by (subscription, from)
    for (; at < registry.channels.size() && registry.channels[at].subscription.number == s; ++at) {
      const registry::ChannelPeriod& period = registry.channels[at];
      if (base::is_csp(period.channel) && !period.days.empty()) csp_days_.push_back(period.days);
    }
    csp_first_[s + 1] = static_cast<std::uint32_t>(csp_days_.size());
  }
  ASSERT(at == registry.channels.size());
  const auto named = [](const registry::Association& a) { return a.subscription; };
  const auto wide = [](const registry::Association& a) {
    return a.subscription.exists() ? base::CustomerKey{} : a.customer;
  };
  group(registry.associations, subscriptions, named, named_first_, named_);
  group(registry.associations, registry.customers.size(), wide, wide_first_, wide_);
  group(
      registry.subscriptions, registry.customers.size(),
      [](const registry::Subscription& s) { return s.customer; }, customer_first_, subscriptions_);
}

std::span<const std::uint32_t> Standing::subscriptions_of(base::CustomerKey customer) const {
  const std::uint32_t first = customer_first_[customer.number];
  return std::span(subscriptions_).subspan(first, customer_first_[customer.number + 1] - first);
}

std::span<const std::uint32_t> Standing::by_id() const {
  std::call_once(by_id_->made, [&] {
    std::vector<std::uint32_t>& places = by_id_->places;
    places.resize(registry_.subscriptions.size());
    std::iota(places.begin(), places.end(), 0U);
    if (std::ranges::is_sorted(registry_.subscriptions, {}, &registry::Subscription::id)) return;
    std::ranges::sort(places, {}, [&](std::uint32_t place) -> const std::string& {
      return registry_.subscriptions[place].id;
    });
  });
  return by_id_->places;
}

std::vector<const registry::Association*> Standing::reaching(
    base::SubscriptionKey subscription) const {
  std::vector<const registry::Association*> out;
  const auto add = [&](const std::vector<std::uint32_t>& first,
                       const std::vector<std::uint32_t>& order, std::uint32_t key) {
    for (std::uint32_t i = first[key]; i < first[key + 1]; ++i) {
      out.push_back(&registry_.associations[order[i]]);
    }
  };
  add(named_first_, named_, subscription.number);
  const base::CustomerKey customer = registry_[subscription].customer;
  add(wide_first_, wide_, customer.number);
  for (const base::CustomerKey other : kinship_.kin(customer))
    add(wide_first_, wide_, other.number);
  return out;
}

DayRange Standing::days_at(const registry::Association& association,
                           base::SubscriptionKey subscription) const {
  DayRange days = registry::lasting_days(registry_, association);
  if (kinship_.none() || association.subscription.exists()) return days;
  const Day since = kinship_.one_since(association.customer, registry_[subscription].customer);
  days.from = std::max(days.from, since);
  return days;
}

std::span<const DayRange> Standing::csp_days(base::SubscriptionKey subscription) const {
  const std::uint32_t first = csp_first_[subscription.number];
  return std::span(csp_days_).subspan(first, csp_first_[subscription.number + 1] - first);
}

bool Standing::is_csp_day(base::SubscriptionKey subscription, Day day) const {
  return std::ranges::any_of(csp_days(subscription),
                             [&](const DayRange& days) { return days.contains(day); });
}

bool Standing::channel_opens(const programs::AssociationType& type, bool csp_day) const {
  if (type.channels != programs::ChannelGate::Any) {
    return (type.channels == programs::ChannelGate::CspOnly) == csp_day;
  }
  return !csp_day || programme_.parameters.count_non_csp_associations_on_csp;
}

bool Standing::is_own_use(base::PartnerKey partner, base::SubscriptionKey subscription,
                          Day day) const {
  const base::CustomerKey customer = registry_[subscription].customer;
  const auto is_own = [&](std::string_view id) {
    return kinship_.own_since(registry_, customer, id) <= day;
  };
  return is_own(registry_[partner].id) || is_own(registry::group_on(registry_, partner, day));
}

std::vector<DayRange> Standing::own_use_days(base::PartnerKey partner,
                                             base::SubscriptionKey subscription) const {
  const base::CustomerKey customer = registry_[subscription].customer;
  std::vector<DayRange> out;
  const auto add = [&](std::string_view id, DayRange days) {
    days.from = std::max(days.from, kinship_.own_since(registry_, customer, id));
    if (!days.empty()) out.push_back(days);
  };
  bool dated = false;
  for (const registry::Membership& one : registry::memberships_of(registry_, partner)) {
    if (one.days.empty()) continue;
    dated = true;
    add(one.group_id, one.days);
  }
  if (!dated) add(registry_[partner].group_id, {});
  add(registry_[partner].id, {});
  if (out.size() > 1) join(out);
  return out;
}

void Standing::cut(const registry::Association& association, base::SubscriptionKey subscription,
                   std::vector<Stretch>& out) const {
  out.clear();
  const programs::AssociationType& type = programme_.types[association.type];
  Stretch stretch;
  stretch.family_fits = type.allows(registry_[registry_[subscription].product].metering);
  std::vector<DayRange> own_use;
  if (!programme_.parameters.credit_own_use)
    own_use = own_use_days(association.partner, subscription);
  const auto put = [&](DayRange days, bool own) {
    stretch.days = days;
    stretch.own_use = own;
    if (!days.empty()) out.push_back(stretch);
  };
  const DayRange lasts = days_at(association, subscription);
  const auto add = [&](DayRange days, bool csp) {
    stretch.channel_open = channel_opens(type, csp);
    DayRange rest = days.intersect(lasts);
    for (const DayRange& own : own_use) {
      put(rest.intersect({Day::min(), own.from}), false);
      put(rest.intersect(own), true);
      rest.from = std::max(rest.from, own.to);
    }
    put(rest, false);
  };
  Day from = Day::min();
  for (const DayRange& csp : csp_days(subscription)) {
    add({from, csp.from}, false);
    add(csp, true);
    from = csp.to;
  }
  add({from, Day::forever()}, false);
}

std::string_view Stretch::closed_gate() const {
  if (own_use) return "SELF_DEALING";
  if (!family_fits) return "ASSOC_NOT_ALLOWED_FOR_FAMILY";
  return channel_open ? "" : "ASSOC_NOT_ALLOWED_ON_CHANNEL";
}

std::string_view Standing::closed_gate(const registry::Association& association,
                                       base::SubscriptionKey subscription, Day day) const {
  if (!days_at(association, subscription).contains(day)) return "";
  const programs::AssociationType& type = programme_.types[association.type];
  Stretch that_day{{day, day + 1}};
  that_day.own_use =
      !programme_.parameters.credit_own_use && is_own_use(association.partner, subscription, day);
  that_day.family_fits = type.allows(registry_[registry_[subscription].product].metering);
  that_day.channel_open = channel_opens(type, is_csp_day(subscription, day));
  return that_day.closed_gate();
}

programs::TypeMask Holdings::Holder::types_on(Day day) const {
  for (const Run& run : runs) {
    if (run.from <= day && day < run.to) return run.types;
  }
  return 0;
}

std::vector<Holdings::Holder> Holdings::holders(base::SubscriptionKey subscription,
                                                std::uint32_t workload) const {
  std::vector<Holder> out;
  for (std::uint32_t i = subscription_first[subscription.number];
       i < subscription_first[subscription.number + 1]; ++i) {
    const Holding& holding = by_partner[by_subscription[i]];
    // A holding of the workload stands before the general one of the same partner and replaces it.
    if (holding.workload != workload && holding.workload != Holding::kEveryWorkload) continue;
    if (!out.empty() && out.back().partner == holding.partner) continue;
    out.push_back({holding.partner, runs_of(holding)});
  }
  return out;
}

namespace {

// One stretch on which one association holds, before coalescing.
struct Piece {
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  std::uint32_t workload;
  DayRange days;
  programs::TypeMask types;

  friend auto operator<=>(const Piece&, const Piece&) = default;
};

class HoldingsBuilder {
 public:
  explicit HoldingsBuilder(const Standing& standing) : standing_(standing) {}
  Holdings out;

  void add_pieces(const registry::Association& association, std::uint32_t workload,
                  base::SubscriptionKey subscription, std::vector<Piece>& pieces) {
    const programs::AssociationType& type = standing_.programme().types[association.type];
    standing_.cut(association, subscription, stretches_);
    for (const Stretch& stretch : stretches_) {
      if (!stretch.holds()) continue;
      if (type.continuous && type.competency)
        add_spells(standing_, association, {subscription, workload, stretch.days}, out.spells);
      pieces.push_back({association.partner, subscription, workload, stretch.days,
                        programs::TypeMask{1} << association.type});
    }
  }

  // Appends the coalesced runs of the pieces. The timeline is cut wherever a piece begins or ends:
  //   dpor  |-------)        dpor        dpor+tpor   tpor
  //   tpor      |-------)   |----)      |---)       |---)
  void add_holding(std::span<const Piece> pieces, std::uint32_t workload) {
    Holding holding{pieces.front().partner, pieces.front().subscription, workload,
                    static_cast<std::uint32_t>(out.runs.size()), 0};
    if (pieces.size() == 1) {
      out.runs.push_back({pieces[0].days.from, pieces[0].days.to, pieces[0].types});
    } else {
      sweep(pieces, holding.first_run);
    }
    holding.runs = static_cast<std::uint32_t>(out.runs.size()) - holding.first_run;
    out.by_partner.push_back(holding);
  }

 private:
  void sweep(std::span<const Piece> pieces, std::uint32_t first_run) {
    cuts_.clear();
    for (const Piece& piece : pieces) {
      cuts_.push_back(piece.days.from);
      cuts_.push_back(piece.days.to);
    }
    std::sort(cuts_.begin(), cuts_.end());
    cuts_.erase(std::unique(cuts_.begin(), cuts_.end()), cuts_.end());
    for (std::size_t i = 0; i + 1 < cuts_.size(); ++i) {
      programs::TypeMask types = 0;
      for (const Piece& piece : pieces) {
        if (piece.days.contains(cuts_[i])) types |= piece.types;
      }
      if (types == 0) continue;
      const bool goes_on = out.runs.size() > first_run && out.runs.back().to == cuts_[i] &&
                           out.runs.back().types == types;
      if (goes_on) {
        out.runs.back().to = cuts_[i + 1];
      } else {
        out.runs.push_back({cuts_[i], cuts_[i + 1], types});
      }
    }
  }

  const Standing& standing_;
  std::vector<Stretch> stretches_;
  std::vector<Day> cuts_;
};

// Pieces of one partner at one subscription, by workload: each workload that somebody named also
// takes the pieces of every workload, which stand last.
void add_group(std::span<const Piece> pieces, HoldingsBuilder& builder) {
  const auto wide = std::ranges::find(pieces, Holding::kEveryWorkload, &Piece::workload);
  const std::span<const Piece> every(wide, pieces.end());
  std::vector<Piece> merged;
  for (auto at = pieces.begin(); at != wide;) {
    const std::uint32_t workload = at->workload;
    merged.assign(every.begin(), every.end());
    for (; at != wide && at->workload == workload; ++at)
      merged.push_back(*at);
    builder.add_holding(merged, workload);
  }
  if (!every.empty()) builder.add_holding(every, Holding::kEveryWorkload);
}

void index_holdings(Holdings& out, const registry::Snapshot& registry) {
  std::vector<std::uint32_t> order;
  group(
      out.by_partner, registry.partners.size(), [](const Holding& h) { return h.partner; },
      out.partner_first, order);
  group(
      out.by_partner, registry.subscriptions.size(),
      [](const Holding& h) { return h.subscription; }, out.subscription_first, out.by_subscription);
}

}  // namespace

Holdings compile(const Standing& standing,
                 const std::function<std::uint32_t(std::string_view)>& workload_number) {
  return compile(standing, standing.registry().associations, workload_number);
}

Holdings compile(const Standing& standing, std::span<const registry::Association> associations,
                 const std::function<std::uint32_t(std::string_view)>& workload_number) {
  HoldingsBuilder builder(standing);
  std::vector<Piece> pieces;
  for (const registry::Association& association : associations) {
    std::uint32_t workload = Holding::kEveryWorkload;
    if (!association.workload.empty()) {
      workload = workload_number(association.workload);
      if (workload == Holding::kEveryWorkload) continue;  // nothing was ever measured there
    }
    each_reached(standing, association, [&](base::SubscriptionKey subscription) {
      builder.add_pieces(association, workload, subscription, pieces);
    });
  }
  std::sort(pieces.begin(), pieces.end());
  const std::span<const Piece> all(pieces);
  for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
    for (to = from + 1; to < all.size() && all[to].partner == all[from].partner &&
                        all[to].subscription == all[from].subscription;) {
      ++to;
    }
    add_group(all.subspan(from, to - from), builder);
  }
  std::ranges::sort(builder.out.spells);
  index_holdings(builder.out, standing.registry());
  return std::move(builder.out);
}

}  // namespace attribution

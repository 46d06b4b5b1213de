#include "attribution/naive_world.h"

#include <algorithm>

#include "base/check.h"

namespace attribution::naive {
namespace {

const registry::Product& product_of(const World& world, base::SubscriptionKey subscription) {
  return world.registry[world.registry[subscription].product];
}

base::SubscriptionKey find_subscription(const World& world, std::string_view id) {
  const auto& all = world.registry.subscriptions;
  const auto found = std::ranges::find(all, id, &registry::Subscription::id);
  ASSERT(found != all.end());  // a row of an unknown subscription waits in quarantine
  return {static_cast<std::uint32_t>(found - all.begin())};
}

bool counts(const usage::Record& record) {
  return base::count_class(record.measure, record.charge_kind) == base::CountClass::Counted;
}

std::string exclusion(const usage::Record& record) {
  switch (base::count_class(record.measure, record.charge_kind)) {
    case base::CountClass::Counted: return {};
    case base::CountClass::OfferTypeExcluded: return "OFFER_TYPE_EXCLUDED";
    case base::CountClass::TaxExcluded: return "TAX_EXCLUDED";
    case base::CountClass::Indicator: return "INDICATOR";
  }
  ASSERT(false);
  return {};
}

bool same_stock(const usage::Record& a, const usage::Record& b) {
  return a.subscription_id == b.subscription_id && a.workload == b.workload &&
         a.measure == b.measure;
}

// A stock row counts when no other row of its stock lies between it and the snapshot day.
bool is_on_snapshot(const World& world, const usage::Record& record, base::Day snapshot) {
  if (record.usage_date > snapshot) return false;
  return std::ranges::none_of(world.records, [&](const usage::Record& other) {
    return counts(other) && same_stock(other, record) && other.usage_date > record.usage_date &&
           other.usage_date <= snapshot;
  });
}

Fact place(const World& world, const usage::Record& record) {
  Fact fact{&record, find_subscription(world, record.subscription_id), record.usage_date,
            exclusion(record)};
  if (!fact.residual.empty() || !base::is_stock(record.measure)) return fact;
  fact.day = programs::snapshot_day(world.programme.parameters, record.usage_date.month());
  if (!is_on_snapshot(world, record, fact.day)) {
    fact.residual = "NOT_ON_SNAPSHOT";
  } else if (!world.registry[fact.subscription].life.contains(fact.day)) {
    fact.residual = "SUBSCRIPTION_NOT_ACTIVE";
  }
  return fact;
}

// The customer and all to which links of this day lead, whichever way they point.
std::set<std::uint32_t> linked(const World& world, base::CustomerKey customer, base::Day day,
                               bool acquired_too) {
  std::set<std::uint32_t> out{customer.number};
  for (std::size_t before = 0; before != out.size();) {
    before = out.size();
    for (const registry::Merger& one : world.registry.mergers) {
      if (one.from > day) continue;
      if (one.kind == base::MergerKind::Acquired && !acquired_too) continue;
      if (out.contains(one.merged.number)) out.insert(one.survivor.number);
      if (out.contains(one.survivor.number)) out.insert(one.merged.number);
    }
  }
  return out;
}

}  // namespace

std::vector<Fact> facts_of(const World& world, base::Month month) {
  std::vector<Fact> out;
  for (const usage::Record& record : world.records) {
    if (record.usage_date.month() == month) out.push_back(place(world, record));
  }
  return out;
}

bool is_csp_day(const World& world, base::SubscriptionKey subscription, base::Day day) {
  return std::ranges::any_of(world.registry.channels, [&](const registry::ChannelPeriod& period) {
    return period.subscription == subscription && period.days.contains(day) &&
           base::is_csp(period.channel);
  });
}

bool reaches(const World& world, const registry::Association& association,
             base::SubscriptionKey subscription, base::Day day) {
  if (association.subscription.exists()) return association.subscription == subscription;
  const auto found = linked(world, world.registry[subscription].customer, day, false);
  return found.contains(association.customer.number);
}

bool is_of_house(const World& world, base::SubscriptionKey subscription, std::string_view party,
                 base::Day day) {
  return std::ranges::any_of(
      linked(world, world.registry[subscription].customer, day, true),
      [&](std::uint32_t customer) { return world.registry.customers[customer].id == party; });
}

base::PartnerStatus status_on(const World& world, base::PartnerKey partner, base::Day day) {
  const registry::StatusChange* last = nullptr;
  bool dated = false;
  for (const registry::StatusChange& one : world.registry.statuses) {
    if (one.partner != partner) continue;
    dated = true;
    if (one.from <= day && (last == nullptr || last->from < one.from)) last = &one;
  }
  if (!dated) return world.registry[partner].status;
  return last == nullptr ? base::PartnerStatus::Active : last->status;
}

bool is_ended(const World& world, const registry::Association& association, base::Day day) {
  for (const registry::StatusChange& one : world.registry.statuses) {
    if (one.partner != association.partner || one.status != base::PartnerStatus::Terminated) {
      continue;
    }
    base::Day until = base::Day::forever();  // of this status
    for (const registry::StatusChange& other : world.registry.statuses) {
      if (other.partner == one.partner && other.from > one.from)
        until = std::min(until, other.from);
    }
    if (one.from <= day && until > association.days.from) return true;
  }
  return false;
}

bool stands(const World& world, const registry::Association& association, const Fact& fact) {
  return reaches(world, association, fact.subscription, fact.day) &&
         (association.workload.empty() || association.workload == fact.record->workload) &&
         association.days.contains(fact.day) && !is_ended(world, association, fact.day);
}

bool channel_admits(const World& world, const programs::AssociationType& type, bool csp_day) {
  switch (type.channels) {
    case programs::ChannelGate::CspOnly: return csp_day;
    case programs::ChannelGate::NotCsp: return !csp_day;
    case programs::ChannelGate::Any:
      return !csp_day || world.programme.parameters.count_non_csp_associations_on_csp;
  }
  ASSERT(false);
  return false;
}

bool metering_admits(const World& world, const programs::AssociationType& type,
                     base::SubscriptionKey subscription) {
  const base::Metering metering = product_of(world, subscription).metering;
  return type.meterings.empty() || std::ranges::count(type.meterings, metering) > 0;
}

bool is_own_use(const World& world, base::PartnerKey partner, base::SubscriptionKey subscription,
                base::Day day) {
  return is_of_house(world, subscription, world.registry[partner].id, day) ||
         is_of_house(world, subscription, account_on(world, partner, day), day);
}

bool is_admitted(const World& world, const registry::Association& association, const Fact& fact) {
  const programs::AssociationType& type = world.programme.types[association.type];
  return channel_admits(world, type, is_csp_day(world, fact.subscription, fact.day)) &&
         metering_admits(world, type, fact.subscription);
}

programs::TypeMask credited_types(const World& world, base::PartnerKey partner, const Fact& fact) {
  if (!world.programme.parameters.credit_own_use &&
      is_own_use(world, partner, fact.subscription, fact.day)) {
    return 0;
  }
  programs::TypeMask out = 0;
  for (const registry::Association& association : world.registry.associations) {
    const programs::AssociationType& type = world.programme.types[association.type];
    if (association.partner != partner || !type.competency || type.continuous) continue;
    if (stands(world, association, fact) && is_admitted(world, association, fact)) {
      out |= programs::TypeMask{1} << association.type;
    }
  }
  return out;
}

base::Decimal part_of(const World& world, base::PartnerKey partner, const Fact& fact) {
  if (world.programme.parameters.credit_mode == programs::CreditMode::Full)
    return base::Decimal::from_integer(1);
  base::Decimal out;
  for (const registry::CreditShare& one : world.registry.credit_shares) {
    const bool agreed = one.partner == partner && one.subscription == fact.subscription;
    if (agreed && one.days.contains(fact.day)) out += one.share;
  }
  return out;
}

std::set<std::string> competencies_of(const World& world, const Fact& fact) {
  const registry::Product& product = world.registry[world.registry[fact.subscription].product];
  std::set<std::string> out;
  for (const programs::CompetencyMap& map : world.programme.competency_maps) {
    if (!map.measures.empty() && std::ranges::count(map.measures, fact.record->measure) == 0) {
      continue;
    }
    if (map.filter.matches(product.id, product.family, product.metering, fact.record->workload)) {
      out.insert(map.competency);
    }
  }
  return out;
}

}  // namespace attribution::naive

#include "registry/applied.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"
#include "registry/credit_shares.h"

namespace registry {
namespace {

template <class Facts, class Fact>
void put(Facts& facts, const Fact& fact) {
  const auto known = std::ranges::find(facts, fact.id, &Fact::id);
  if (known == facts.end()) {
    facts.push_back(fact);
  } else {
    *known = fact;
  }
}

void put_rate(Snapshot& snapshot, const FxRate& rate) {
  std::erase_if(snapshot.fx_rates, [&](const FxRate& known) {
    return known.month == rate.month && known.from == rate.from && known.to == rate.to;
  });
  snapshot.fx_rates.push_back(rate);
}

void put_period(Snapshot& snapshot, const Directory& names, const ChangeSet::ChannelRow& row) {
  const auto subscription = names.subscription(row.subscription_id);
  std::erase_if(snapshot.channels, [&](const ChannelPeriod& period) {
    return period.subscription == subscription && period.days.from == row.days.from;
  });
  if (row.voided) return;
  snapshot.channels.push_back({.subscription = subscription,
                               .channel = row.channel,
                               .days = row.days,
                               .transacting = names.partner(row.transacting_id),
                               .reseller = names.partner(row.reseller_id)});
}

void put_association(Snapshot& snapshot, const Directory& names,
                     const programs::Programme& programme, const ChangeSet::AssociationRow& row) {
  std::erase_if(snapshot.associations, [&](const Association& one) { return one.id == row.id; });
  if (row.voided) return;
  const auto type = programme.type(row.type);
  ASSERT(type.has_value());
  snapshot.associations.push_back({.id = row.id,
                                   .type = *type,
                                   .partner = names.partner(row.partner_id),
                                   .customer = names.customer(row.customer_id),
                                   .subscription = names.subscription(row.subscription_id),
                                   .workload = row.workload,
                                   .days = row.days,
                                   .end_reason = row.end_reason,
                                   .source = row.source,
                                   .recorded = snapshot.as_known});
}

void put_membership(Snapshot& snapshot, const Directory& names,
                    const ChangeSet::MembershipRow& row) {
  const auto partner = names.partner(row.partner_id);
  std::erase_if(snapshot.memberships, [&](const Membership& known) {
    return known.partner == partner && known.days.from == row.days.from;
  });
  snapshot.memberships.push_back({partner, row.group_id, row.days});
}

void put_value(Snapshot& snapshot, const MetricValue& value) {
  std::erase_if(snapshot.metric_values, [&](const MetricValue& known) {
    return known.account_id == value.account_id && known.competency == value.competency &&
           known.metric == value.metric && known.month == value.month;
  });
  snapshot.metric_values.push_back(value);
}

void put_award(Snapshot& snapshot, const Award& award) {
  std::erase_if(snapshot.awards, [&](const Award& known) {
    return known.account_id == award.account_id && known.competency == award.competency &&
           known.awarded_on == award.awarded_on;
  });
  if (!award.level.empty()) snapshot.awards.push_back(award);
}

void put_access(Snapshot& snapshot, const AccessPeriod& period) {
  std::erase_if(snapshot.access_periods, [&](const AccessPeriod& known) {
    return known.association_id == period.association_id && known.from == period.from;
  });
  snapshot.access_periods.push_back(period);
}

void put_manual(Snapshot& snapshot, const Directory& names, const ManualLine& row) {
  std::erase_if(snapshot.manual_earnings,
                [&](const ManualEarning& known) { return known.reference == row.reference; });
  snapshot.manual_earnings.push_back({.reference = row.reference,
                                      .lever = row.lever,
                                      .partner = names.partner(row.partner_id),
                                      .subscription = names.subscription(row.subscription_id),
                                      .month = row.month,
                                      .amount = row.amount,
                                      .currency = row.currency,
                                      .reason = row.reason});
}

void put_status(Snapshot& snapshot, const Directory& names, const ChangeSet::StatusRow& row) {
  const auto partner = names.partner(row.partner_id);
  std::erase_if(snapshot.statuses, [&](const StatusChange& known) {
    return known.partner == partner && known.from == row.from;
  });
  if (!row.status) return;
  snapshot.statuses.push_back({partner, row.from, *row.status, row.for_cause, row.reason});
}

void put_enrolment(Snapshot& snapshot, const Directory& names, const ChangeSet::EnrolmentRow& row) {
  const auto partner = names.partner(row.partner_id);
  std::erase_if(snapshot.enrolments, [&](const Enrolment& known) {
    return known.partner == partner && known.agreement == row.agreement &&
           known.days.from == row.days.from;
  });
  snapshot.enrolments.push_back({partner, row.agreement, row.days});
}

void put_profile(Snapshot& snapshot, const Directory& names, const ChangeSet::ProfileRow& row) {
  const auto partner = names.partner(row.partner_id);
  std::erase_if(snapshot.profiles, [&](const Profile& known) {
    return known.partner == partner && known.kind == row.kind && known.days.from == row.days.from;
  });
  snapshot.profiles.push_back({partner, row.kind, row.days});
}

void put_share(Snapshot& snapshot, const Directory& names, const ChangeSet::CreditShareRow& row) {
  const auto subscription = names.subscription(row.subscription_id);
  const auto partner = names.partner(row.partner_id);
  std::erase_if(snapshot.credit_shares, [&](const CreditShare& known) {
    return known.subscription == subscription && known.partner == partner &&
           known.days.from == row.days.from;
  });
  snapshot.credit_shares.push_back({subscription, partner, row.share, row.days});
}

void put_merger(Snapshot& snapshot, const Directory& names, const ChangeSet::MergerRow& row) {
  snapshot.mergers.push_back(
      {names.customer(row.merged_id), names.customer(row.survivor_id), row.from, row.kind});
}

void sort(Snapshot& snapshot) {
  std::ranges::sort(snapshot.credit_shares, {}, order_of);
  std::ranges::sort(snapshot.mergers, {},
                    [](const Merger& one) { return std::pair(one.merged, one.kind); });
  std::ranges::sort(snapshot.access_periods, {},
                    [](const AccessPeriod& one) { return std::tie(one.association_id, one.from); });
  std::ranges::sort(snapshot.manual_earnings, {}, &ManualEarning::reference);
  std::ranges::sort(snapshot.statuses, {},
                    [](const StatusChange& one) { return std::pair(one.partner, one.from); });
  std::ranges::sort(snapshot.enrolments, {}, [](const Enrolment& one) {
    return std::tuple(one.partner, std::string_view(one.agreement), one.days.from);
  });
  std::ranges::sort(snapshot.profiles, {}, [](const Profile& one) {
    return std::tuple(one.partner, one.kind, one.days.from);
  });
  std::ranges::sort(snapshot.memberships, {},
                    [](const Membership& one) { return std::pair(one.partner, one.days.from); });
  std::ranges::sort(snapshot.metric_values, {}, [](const MetricValue& one) {
    return std::tie(one.account_id, one.competency, one.metric, one.month);
  });
  std::ranges::sort(snapshot.awards, {}, [](const Award& one) {
    return std::tie(one.account_id, one.competency, one.awarded_on);
  });
  std::ranges::sort(snapshot.associations, {}, &Association::id);
  std::ranges::sort(snapshot.channels, {}, [](const ChannelPeriod& period) {
    return std::pair(period.subscription, period.days.from);
  });
  std::ranges::sort(snapshot.fx_rates, {},
                    [](const FxRate& rate) { return std::tie(rate.month, rate.from, rate.to); });
}

}  // namespace

Snapshot applied(Snapshot snapshot, const ChangeSet& changes,
                 const programs::Programme& programme) {
  ++snapshot.as_known.number;
  for (const Partner& partner : changes.partners)
    put(snapshot.partners, partner);
  for (const Customer& customer : changes.customers)
    put(snapshot.customers, customer);
  for (const Product& product : changes.products)
    put(snapshot.products, product);
  for (const FxRate& rate : changes.fx_rates)
    put_rate(snapshot, rate);
  {
    const Directory names(snapshot);
    std::vector<Subscription> rows;
    for (const auto& row : changes.subscriptions) {
      rows.push_back({row.id, names.customer(row.customer_id), names.product(row.product_id),
                      row.currency, row.life});
    }
    for (const Subscription& row : rows)
      put(snapshot.subscriptions, row);
  }
  const Directory names(snapshot);
  for (const auto& row : changes.channels)
    put_period(snapshot, names, row);
  for (const auto& row : changes.associations)
    put_association(snapshot, names, programme, row);
  for (const auto& row : changes.memberships)
    put_membership(snapshot, names, row);
  for (const MetricValue& value : changes.metric_values)
    put_value(snapshot, value);
  for (const Award& award : changes.awards)
    put_award(snapshot, award);
  for (const AccessPeriod& period : changes.access_periods)
    put_access(snapshot, period);
  for (const ManualLine& row : changes.manual_earnings)
    put_manual(snapshot, names, row);
  for (const auto& row : changes.statuses)
    put_status(snapshot, names, row);
  for (const auto& row : changes.enrolments)
    put_enrolment(snapshot, names, row);
  for (const auto& row : changes.profiles)
    put_profile(snapshot, names, row);
  for (const auto& row : changes.credit_shares)
    put_share(snapshot, names, row);
  for (const auto& row : changes.mergers)
    put_merger(snapshot, names, row);
  sort(snapshot);
  return snapshot;
}

}  // namespace registry

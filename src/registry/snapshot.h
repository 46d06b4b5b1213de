// The registry as known at one commit, in memory: who is a partner, who is a customer, which
// subscriptions exist, in which sales channel they stand, and which associations hold.
// Values only; sorted by key. Loaded by a RegistryStore.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/keys.h"
#include "base/terms.h"
#include "programs/programme.h"

namespace registry {

struct Partner {
  std::string id;
  std::string name;
  std::string group_id;  // empty: a group of its own
  std::string country;
  base::PartnerStatus status = base::PartnerStatus::Active;
  friend bool operator==(const Partner&, const Partner&) = default;
};

struct Customer {
  std::string id;
  std::string name;
  std::string country;
  friend bool operator==(const Customer&, const Customer&) = default;
};

struct Product {
  std::string id;
  std::string name;
  std::string family;
  base::Metering metering = base::Metering::Metered;
  friend bool operator==(const Product&, const Product&) = default;
};

struct Subscription {
  std::string id;
  base::CustomerKey customer;
  base::ProductKey product;
  std::string currency;
  base::DayRange life;
  friend bool operator==(const Subscription&, const Subscription&) = default;
};

// A period of a subscription in one sales channel, with its transacting chain.
struct ChannelPeriod {
  base::SubscriptionKey subscription;
  base::Channel channel = base::Channel::DirectWeb;
  base::DayRange days;
  base::PartnerKey transacting;  // may be none
  base::PartnerKey reseller;     // may be none
  friend bool operator==(const ChannelPeriod&, const ChannelPeriod&) = default;
};

struct Association {
  std::string id;
  programs::TypeIndex type = 0;
  base::PartnerKey partner;
  base::CustomerKey customer;
  base::SubscriptionKey subscription;  // none: all the customer's subscriptions, future ones too
  std::string workload;                // empty: all
  base::DayRange days;
  std::string end_reason;  // closed list of domain 5.2; empty while not ended by an act
  std::string source;      // import, recognition (from a channel period), act
  base::CommitNumber recorded;
  friend bool operator==(const Association&, const Association&) = default;
};

// Monthly rate: one unit of `from` is `rate` units of `to`.
struct FxRate {
  base::Month month;
  std::string from;
  std::string to;
  base::Decimal rate;
  friend bool operator==(const FxRate&, const FxRate&) = default;
};

// Days on which a partner belongs to a group. A partner without any belongs to its group_id always.
struct Membership {
  base::PartnerKey partner;
  std::string group_id;
  base::DayRange days;
  friend bool operator==(const Membership&, const Membership&) = default;
};

// What the vendor's own systems measure of a partner or a group (certified people, ...), from its
// month on until a later one says more.
struct MetricValue {
  std::string account_id, competency, metric;
  base::Month month;
  base::Decimal value;
  friend bool operator==(const MetricValue&, const MetricValue&) = default;
};

// The vendor says that a partner or a group holds a level: its fee was paid on that day. An empty
// level withdraws the award.
struct Award {
  std::string account_id, competency;
  base::Day awarded_on;
  std::string level;
  friend bool operator==(const Award&, const Award&) = default;
};

// An association gives access from one instant until another. One that has no row here gives it on
// all its days.
struct AccessPeriod {
  std::string association_id;
  base::Instant from;
  base::Instant to;  // kNoEnd: still
  friend bool operator==(const AccessPeriod&, const AccessPeriod&) = default;
};
inline constexpr base::Instant kNoEnd{std::numeric_limits<std::int64_t>::max()};

// Money that the operator gives a partner at a subscription for a month, and why.
struct ManualEarning {
  std::string reference;
  std::string lever;
  base::PartnerKey partner;
  base::SubscriptionKey subscription;
  base::Month month;
  base::Decimal amount;  // zero withdraws it
  std::string currency;
  std::string reason;
  friend bool operator==(const ManualEarning&, const ManualEarning&) = default;
};

// The same as it is delivered, with ids in place of keys.
struct ManualLine {
  std::string reference, lever, partner_id, subscription_id;
  base::Month month;
  base::Decimal amount;
  std::string currency, reason;
  friend bool operator==(const ManualLine&, const ManualLine&) = default;
};

// What a partner is from a day on, until its next change. A partner without any is always what
// partners.csv says; one with some is active before the first.
struct StatusChange {
  base::PartnerKey partner;
  base::Day from;
  base::PartnerStatus status = base::PartnerStatus::Active;
  bool for_cause = false;  // of a termination: what the month has earned until then is held
  std::string reason;
  friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

// A partner's enrolment in an agreement, complete from its first day on. Without days: withdrawn.
struct Enrolment {
  base::PartnerKey partner;
  std::string agreement;
  base::DayRange days;
  friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

// What the vendor needs to pay a partner, complete from its first day on. Without days: withdrawn.
struct Profile {
  base::PartnerKey partner;
  base::ProfileKind kind = base::ProfileKind::Payout;
  base::DayRange days;
  friend bool operator==(const Profile&, const Profile&) = default;
};

// The part of a subscription's usage that is credited to a partner where credit is shared.
struct CreditShare {
  base::SubscriptionKey subscription;
  base::PartnerKey partner;
  base::Decimal share;  // 0 < share <= 1, in steps of 0.01 %
  base::DayRange days;  // empty: withdrawn
  friend bool operator==(const CreditShare&, const CreditShare&) = default;
};

// Two customers become one from a day on (TenantMerged), or one belongs to the other (Acquired).
// Never revised and never taken back. What follows: kinship.h.
struct Merger {
  base::CustomerKey merged;
  base::CustomerKey survivor;
  base::Day from;
  base::MergerKind kind = base::MergerKind::TenantMerged;
  friend bool operator==(const Merger&, const Merger&) = default;
};

struct Snapshot {
  base::CommitNumber as_known;
  std::vector<Partner> partners;               // index = PartnerKey
  std::vector<Customer> customers;             // index = CustomerKey
  std::vector<Product> products;               // index = ProductKey
  std::vector<Subscription> subscriptions;     // index = SubscriptionKey
  std::vector<ChannelPeriod> channels;         // by (subscription, from)
  std::vector<Association> associations;       // by id; voided ones are absent
  std::vector<FxRate> fx_rates;                // by (month, from, to)
  std::vector<Membership> memberships;         // by (partner, from); empty ones hold on no day
  std::vector<MetricValue> metric_values;      // by (account, competency, metric, month)
  std::vector<Award> awards;                   // by (account, competency, day); none withdrawn
  std::vector<AccessPeriod> access_periods;    // by (association, from); empty ones give none
  std::vector<ManualEarning> manual_earnings;  // by reference; zero ones are withdrawn
  std::vector<StatusChange> statuses;          // by (partner, from); none withdrawn
  std::vector<Enrolment> enrolments;           // by (partner, agreement, from)
  std::vector<Profile> profiles;               // by (partner, kind, from)
  std::vector<CreditShare> credit_shares;      // by (subscription, partner, from)
  std::vector<Merger> mergers;                 // by (merged, kind): one of each

  const Partner& operator[](base::PartnerKey key) const { return partners[key.number]; }
  const Customer& operator[](base::CustomerKey key) const { return customers[key.number]; }
  const Product& operator[](base::ProductKey key) const { return products[key.number]; }
  const Subscription& operator[](base::SubscriptionKey key) const {
    return subscriptions[key.number];
  }
};

// Finds keys by id in a snapshot, which must outlive it. The first few of a kind are looked for one
// by one, the others through an index: who asks little does not pay for one. For many threads.
class Directory {
 public:
  explicit Directory(const Snapshot& snapshot);
  base::PartnerKey partner(std::string_view id) const;
  base::CustomerKey customer(std::string_view id) const;
  base::ProductKey product(std::string_view id) const;
  base::SubscriptionKey subscription(std::string_view id) const;

 private:
  struct Kinds;
  const Snapshot* snapshot_;
  std::shared_ptr<Kinds> kinds_;
};

// Null when it is not there.
const Association* find_association(const Snapshot& snapshot, std::string_view id);

// Every membership of one partner, by start; empty ones too.
std::span<const Membership> memberships_of(const Snapshot& snapshot, base::PartnerKey partner);

// The channel periods of one subscription, by start.
std::span<const ChannelPeriod> channels_of(const Snapshot& snapshot,
                                           base::SubscriptionKey subscription);

// The period that contains the day; null on a day without a channel row.
const ChannelPeriod* channel_on(const Snapshot& snapshot, base::SubscriptionKey subscription,
                                base::Day day);

}  // namespace registry

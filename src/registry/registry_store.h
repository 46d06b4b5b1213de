// The port of the registry: the system of record as this room needs it. storage/ implements it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/keys.h"
#include "base/result.h"
#include "registry/snapshot.h"

namespace registry {

// Who acts and why; goes into the audit chain with the change.
struct Act {
  std::string actor;   // "operator:cli", "feed:NAME", "customer:ID", ...
  std::string action;  // "import", "associate", "replace", "end", "ingest", "init", ...
  std::string reason;
  std::string detail;  // JSON object of before and after for single acts; may be empty
};

// New or changed facts, references by id (they may be created by the same change). What equals the
// current state is left out by whoever builds the set.
struct ChangeSet {
  struct SubscriptionRow {
    std::string id, customer_id, product_id, currency;
    base::DayRange life;
  };
  struct ChannelRow {
    std::string subscription_id;
    base::Channel channel = base::Channel::DirectWeb;
    base::DayRange days;
    std::string transacting_id, reseller_id;
    bool voided = false;  // the period is withdrawn
  };
  struct AssociationRow {
    std::string id;
    std::string type;  // code
    std::string partner_id, customer_id, subscription_id, workload;
    base::DayRange days;
    std::string end_reason;
    std::string source;
    std::string exclusive;          // exclusivity key of the type; empty: none
    std::string exclusive_in = {};  // the workload in which it excludes; empty: in all
    bool voided = false;            // the association is withdrawn (corrected away)
    std::string where;              // "associations.csv line 12", for messages
  };
  struct MembershipRow {
    std::string partner_id, group_id;
    base::DayRange days;
  };
  struct StatusRow {
    std::string partner_id;
    base::Day from;
    std::optional<base::PartnerStatus> status;  // none: the change is withdrawn
    bool for_cause = false;
    std::string reason;
  };
  struct EnrolmentRow {
    std::string partner_id, agreement;
    base::DayRange days;
  };
  struct ProfileRow {
    std::string partner_id;
    base::ProfileKind kind = base::ProfileKind::Payout;
    base::DayRange days;
  };
  struct CreditShareRow {
    std::string subscription_id, partner_id;
    base::Decimal share;
    base::DayRange days;
  };
  struct MergerRow {
    std::string merged_id, survivor_id;
    base::Day from;
    base::MergerKind kind = base::MergerKind::TenantMerged;
  };
  std::vector<Partner> partners;
  std::vector<Customer> customers;
  std::vector<Product> products;
  std::vector<SubscriptionRow> subscriptions;
  std::vector<ChannelRow> channels;
  std::vector<AssociationRow> associations;
  std::vector<FxRate> fx_rates;
  std::vector<MembershipRow> memberships;
  std::vector<MetricValue> metric_values;
  std::vector<Award> awards;
  std::vector<AccessPeriod> access_periods;
  std::vector<ManualLine> manual_earnings;
  std::vector<StatusRow> statuses;
  std::vector<EnrolmentRow> enrolments;
  std::vector<ProfileRow> profiles;
  std::vector<CreditShareRow> credit_shares;
  std::vector<MergerRow> mergers;

  bool empty() const;
};

// One recorded revision of an association, for `accredit history`.
struct HistoryEntry {
  base::CommitNumber commit;
  base::Instant recorded_at;
  std::string actor, action, reason;
  std::string association_id, type, partner_id, customer_id, subscription_id, workload;
  base::DayRange days;
  std::string end_reason, source;
  bool voided = false;
};

struct HistoryQuery {
  std::string association_id, subscription_id, customer_id, partner_id;  // empty: any
};

class RegistryStore {
 public:
  virtual ~RegistryStore() = default;
  virtual base::Result<base::CommitNumber> head() = 0;
  virtual base::Result<Snapshot> load(base::CommitNumber as_known,
                                      const programs::Programme& programme) = 0;
  // One transaction; the store itself refuses what breaks exclusivity (Refused, ALREADY_HELD,
  // naming both rows) and periods that overlap. An empty set commits nothing.
  virtual base::Result<base::CommitNumber> apply(const ChangeSet& changes, const Act& act) = 0;
  // Keeps an attempt that was refused in the audit chain: a commit that changes nothing else.
  virtual base::Result<base::CommitNumber> note(const Act& act) = 0;
  virtual base::Result<std::vector<HistoryEntry>> history(const HistoryQuery& query,
                                                          base::CommitNumber as_known) = 0;
};

}  // namespace registry

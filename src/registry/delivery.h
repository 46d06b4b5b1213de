// A registry file as rows with types, before anything is known about them: what ingest hands to
// import.h. Texts are as delivered; vocabularies and dates were checked by the reader.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/terms.h"
#include "base/zone.h"
#include "registry/snapshot.h"

namespace registry {

// `line` is the line of the CSV file on which the row begins, or the row number of a Parquet file.
template <class Value>
struct Delivered {
  Value value;
  std::int64_t line = 0;
};

struct SubscriptionLine {
  std::string id, customer_id, product_id, currency;
  base::DayRange life;
  friend bool operator==(const SubscriptionLine&, const SubscriptionLine&) = default;
};

struct ChannelLine {
  std::string subscription_id;
  base::Channel channel = base::Channel::DirectWeb;
  base::DayRange days;
  std::string transacting_id, reseller_id;
  friend bool operator==(const ChannelLine&, const ChannelLine&) = default;
};

struct AssociationLine {
  std::string id, type, partner_id, customer_id, subscription_id, workload;
  base::DayRange days;
  friend bool operator==(const AssociationLine&, const AssociationLine&) = default;
};

struct MembershipLine {
  std::string partner_id, group_id;
  base::DayRange days;
  friend bool operator==(const MembershipLine&, const MembershipLine&) = default;
};

// An instant without an offset is of the programme's clock.
struct AccessLine {
  std::string association_id;
  base::Timestamp from;
  std::optional<base::Timestamp> to;
  friend bool operator==(const AccessLine&, const AccessLine&) = default;
};

struct StatusLine {
  std::string partner_id;
  base::Day from;
  std::optional<base::PartnerStatus> status;  // none: the change is withdrawn
  bool for_cause = false;
  std::string reason;
  friend bool operator==(const StatusLine&, const StatusLine&) = default;
};

struct EnrolmentLine {
  std::string partner_id, agreement;
  base::DayRange days;
  friend bool operator==(const EnrolmentLine&, const EnrolmentLine&) = default;
};

struct ProfileLine {
  std::string partner_id;
  base::ProfileKind kind = base::ProfileKind::Payout;
  base::DayRange days;
  friend bool operator==(const ProfileLine&, const ProfileLine&) = default;
};

struct CreditShareLine {
  std::string subscription_id, partner_id;
  base::Decimal share;
  base::DayRange days;
  friend bool operator==(const CreditShareLine&, const CreditShareLine&) = default;
};

struct MergerLine {
  std::string merged_id, survivor_id;
  base::Day from;
  base::MergerKind kind = base::MergerKind::TenantMerged;
  friend bool operator==(const MergerLine&, const MergerLine&) = default;
};

using PartnerRows = std::vector<Delivered<Partner>>;
using CustomerRows = std::vector<Delivered<Customer>>;
using ProductRows = std::vector<Delivered<Product>>;
using SubscriptionRows = std::vector<Delivered<SubscriptionLine>>;
using ChannelRows = std::vector<Delivered<ChannelLine>>;
using AssociationRows = std::vector<Delivered<AssociationLine>>;
using FxRows = std::vector<Delivered<FxRate>>;
using MembershipRows = std::vector<Delivered<MembershipLine>>;
using MetricValueRows = std::vector<Delivered<MetricValue>>;
using AwardRows = std::vector<Delivered<Award>>;
using AccessRows = std::vector<Delivered<AccessLine>>;
using ManualRows = std::vector<Delivered<ManualLine>>;
using StatusRows = std::vector<Delivered<StatusLine>>;
using EnrolmentRows = std::vector<Delivered<EnrolmentLine>>;
using ProfileRows = std::vector<Delivered<ProfileLine>>;
using CreditShareRows = std::vector<Delivered<CreditShareLine>>;
using MergerRows = std::vector<Delivered<MergerLine>>;

// One file. The alternatives stand in dependency order: files of one import apply by their index.
struct Delivery {
  std::string file;  // name for messages
  std::variant<PartnerRows, StatusRows, CustomerRows, ProductRows, FxRows, SubscriptionRows,
               ChannelRows, AssociationRows, MergerRows, MembershipRows, MetricValueRows, AwardRows,
               EnrolmentRows, ProfileRows, AccessRows, ManualRows, CreditShareRows>
      rows;
};

}  // namespace registry

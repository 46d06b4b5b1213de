// For tests: a registry in memory that takes changes as the store would, without its checks.
#pragma once

#include <algorithm>
#include <string>

#include "programs/load.h"
#include "registry/acts.h"
#include "registry/applied.h"
#include "registry/import.h"

namespace registry::testing {

inline base::Day day(std::string_view iso) {
  return base::Day::parse(iso).value();
}

inline base::DayRange days(std::string_view from, std::string_view to = "") {
  return {day(from), to.empty() ? base::Day::forever() : day(to)};
}

class Town {
 public:
  Town() : programme(programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value()) {
    for (const char* id : {"P1", "P2", "P3", "P4", "P5"})
      snapshot.partners.push_back(partner(id));
    snapshot.partners.push_back(partner("OFF", base::PartnerStatus::Suspended));
    snapshot.partners.push_back(partner("C9"));
    snapshot.customers = {{"C1", "One", "US"}, {"C2", "Two", "US"}, {"C9", "Nine", "US"}};
    snapshot.products = {{"azure", "Azure", "azure", base::Metering::Metered},
                         {"exchange", "Exchange", "office", base::Metering::Seat}};
    add_subscription("S1", 0, 0);
    add_subscription("S2", 0, 1);
    add_subscription("S3", 1, 0);
    add_subscription("S9", 2, 0);
  }

  static Partner partner(const char* id, base::PartnerStatus status = base::PartnerStatus::Active) {
    return {.id = id, .name = id, .group_id = "", .country = "US", .status = status};
  }

  void add_subscription(const char* id, std::uint32_t customer, std::uint32_t product) {
    snapshot.subscriptions.push_back({.id = id,
                                      .customer = {customer},
                                      .product = {product},
                                      .currency = "USD",
                                      .life = days("2025-01-01", "2028-01-01")});
  }

  base::Result<ChangeSet> look_at(const Delivery& delivery) const {
    return changes_of(delivery, snapshot, programme);
  }

  // Takes a file in; gives its error, or an empty text.
  std::string import(const Delivery& delivery) {
    const auto changes = look_at(delivery);
    if (!changes) return changes.error().reason + "|" + changes.error().message;
    take(*changes);
    return {};
  }

  void take(const ChangeSet& changes) {
    snapshot = applied(std::move(snapshot), changes, programme);
  }

  Situation now(std::string_view today, ActorKind actor = ActorKind::Operator) const {
    return {snapshot, programme, actor, "test", day(today)};
  }

  // "P1 2026-03-01..2026-03-11 REPLACED" per association of a type on S1, by start and end.
  std::string holders(std::string_view type, std::string_view subscription = "S1") const {
    std::vector<const Association*> found;
    for (const Association& one : snapshot.associations) {
      const bool there = one.subscription.exists() && snapshot[one.subscription].id == subscription;
      if (there && programme.types[one.type].code == type) found.push_back(&one);
    }
    std::ranges::stable_sort(found, {}, [](const Association* one) { return one->days; });
    std::string text;
    for (const Association* one : found) {
      text += (text.empty() ? "" : "; ") + snapshot[one->partner].id + " " + one->days.from.text() +
              ".." + one->days.to.text();
      if (!one->end_reason.empty()) text += " " + one->end_reason;
    }
    return text;
  }

  Snapshot snapshot;
  programs::Programme programme;
};

inline AssociationLine line(std::string id, std::string type, std::string partner,
                            std::string subscription, base::DayRange when) {
  return {.id = std::move(id),
          .type = std::move(type),
          .partner_id = std::move(partner),
          .customer_id = "",
          .subscription_id = std::move(subscription),
          .workload = "",
          .days = when};
}

inline Delivery associations(std::vector<AssociationLine> lines) {
  AssociationRows rows;
  for (auto& one : lines)
    rows.push_back({one, static_cast<std::int64_t>(rows.size()) + 2});
  return {.file = "associations.csv", .rows = std::move(rows)};
}

inline Delivery channels(std::vector<ChannelLine> lines) {
  ChannelRows rows;
  for (auto& one : lines)
    rows.push_back({one, static_cast<std::int64_t>(rows.size()) + 2});
  return {.file = "channels.csv", .rows = std::move(rows)};
}

}  // namespace registry::testing

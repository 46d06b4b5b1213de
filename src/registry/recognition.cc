#include "registry/recognition.h"

#include <algorithm>
#include <optional>

namespace registry {
namespace {

using programs::AssociationType;
using programs::ChannelParty;

// The partner that the type goes to, empty when the period does not give it.
std::string_view holder(const AssociationType& type, const ChangeSet::ChannelRow& period) {
  if (period.voided) return {};
  for (const programs::Recognition& rule : type.recognised) {
    if (rule.channel != period.channel) continue;
    const std::string& partner =
        rule.party == ChannelParty::Transacting ? period.transacting_id : period.reseller_id;
    if (!partner.empty()) return partner;
  }
  return {};
}

ChangeSet::AssociationRow row_of(const View& view, const AssociationType& type,
                                 const ChangeSet::ChannelRow& period, std::string_view partner,
                                 const std::string& where) {
  const auto subscription = view.directory.subscription(period.subscription_id);
  return {.id = recognised_id(period.subscription_id, period.days.from, type.code),
          .type = type.code,
          .partner_id = std::string(partner),
          .customer_id = view.snapshot[view.snapshot[subscription].customer].id,
          .subscription_id = period.subscription_id,
          .workload = {},
          .days = period.days,
          .end_reason = {},
          .source = std::string(kRecognition),
          .exclusive = type.exclusive,
          .voided = false,
          .where = where};
}

bool same(const Association& current, const ChangeSet::AssociationRow& row, const View& view) {
  return current.partner == view.directory.partner(row.partner_id) && current.days == row.days &&
         current.source == row.source && view.programme.types[current.type].code == row.type;
}

ChangeSet::AssociationRow withdrawn(const View& view, const Association& current,
                                    const std::string& where) {
  const AssociationType& type = view.programme.types[current.type];
  return {.id = current.id,
          .type = type.code,
          .partner_id = view.snapshot[current.partner].id,
          .customer_id = view.snapshot[current.customer].id,
          .subscription_id = view.snapshot[current.subscription].id,
          .workload = current.workload,
          .days = current.days,
          .end_reason = current.end_reason,
          .source = current.source,
          .exclusive = type.exclusive,
          .voided = true,
          .where = where};
}

}  // namespace

std::string recognised_id(std::string_view subscription, base::Day starts_on,
                          std::string_view type) {
  return "channel/" + std::string(subscription) + "/" + starts_on.text() + "/" + std::string(type);
}

std::vector<ChangeSet::AssociationRow> recognise(const View& view,
                                                 const ChangeSet::ChannelRow& period,
                                                 const std::string& where) {
  std::vector<ChangeSet::AssociationRow> rows;
  for (const AssociationType& type : view.programme.types) {
    if (type.recognised.empty()) continue;
    const std::string id = recognised_id(period.subscription_id, period.days.from, type.code);
    const Association* current = find_association(view.snapshot, id);
    const std::string_view partner = holder(type, period);
    if (partner.empty()) {
      if (current != nullptr) rows.push_back(withdrawn(view, *current, where));
      continue;
    }
    ChangeSet::AssociationRow row = row_of(view, type, period, partner, where);
    if (current == nullptr || !same(*current, row, view)) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace registry

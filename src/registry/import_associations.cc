#include "registry/exclusivity.h"
#include "registry/import_internal.h"
#include "registry/mergers.h"
#include "registry/needs.h"
#include "registry/partner_days.h"
#include "registry/termination.h"

namespace registry {
namespace {

using Line = Delivered<AssociationLine>;

std::unexpected<base::Error> unknown_type(const FileView& file, const Line& row) {
  std::vector<std::string_view> codes;
  std::string list;
  for (const auto& type : file.view.programme.types) {
    codes.push_back(type.code);
    list += (list.empty() ? "" : ", ") + type.code;
  }
  return reject(file, row.line, "type", row.value.type,
                "programme '" + file.view.programme.code + "' has no such type" +
                    base::hint(row.value.type, codes) + "; it knows " + list);
}

// What the ids of a row mean.
struct Resolved {
  programs::TypeIndex type = 0;
  base::PartnerKey partner;
  base::CustomerKey customer;
  base::SubscriptionKey subscription;
  base::DayRange days;  // as delivered, but for a termination or a merger
  std::string_view end_reason;
};

base::Status resolve_scope(const FileView& file, const Line& row, Resolved& out) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  if (one.customer_id.empty() && one.subscription_id.empty()) {
    return reject(file, row.line, "customer_id", "",
                  "an association needs a customer, a subscription or both");
  }
  if (!one.customer_id.empty()) {
    out.customer = view.directory.customer(one.customer_id);
    if (!out.customer.exists()) {
      return unknown(file, row.line, "customer_id", one.customer_id, "customer",
                     view.snapshot.customers);
    }
  }
  if (one.subscription_id.empty()) return {};
  out.subscription = view.directory.subscription(one.subscription_id);
  if (!out.subscription.exists()) {
    return unknown(file, row.line, "subscription_id", one.subscription_id, "subscription",
                   view.snapshot.subscriptions);
  }
  const auto owner = view.snapshot[out.subscription].customer;
  if (!out.customer.exists()) out.customer = owner;
  if (out.customer == owner) return {};
  return reject(file, row.line, "customer_id", one.customer_id,
                "subscription '" + one.subscription_id + "' belongs to customer '" +
                    view.snapshot[owner].id + "'; correct one of the two or leave it empty");
}

// What a merger ended stays ended there, whatever a later export says.
void end_at_merger(const Association* current, Resolved& out) {
  if (current == nullptr || current->end_reason != kTenantMerged) return;
  const bool same = current->type == out.type && current->partner == out.partner &&
                    current->customer == out.customer &&
                    current->subscription == out.subscription &&
                    current->days.from == out.days.from;
  if (!same || out.days.to <= current->days.to) return;
  out.days.to = current->days.to;
  out.end_reason = kTenantMerged;
}

base::Result<Resolved> resolve(const FileView& file, const Line& row, const Association* current) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  Resolved out;
  const auto type = view.programme.type(one.type);
  if (!type) return unknown_type(file, row);
  out.type = *type;
  out.partner = view.directory.partner(one.partner_id);
  if (!out.partner.exists()) {
    return unknown(file, row.line, "partner_id", one.partner_id, "partner", view.snapshot.partners);
  }
  TRY_STATUS(resolve_scope(file, row, out));
  TRY_STATUS(check_range(file, row.line, one.days));
  out.days = one.days;
  const auto ends = terminated_in(statuses_of(view.snapshot, out.partner), one.days);
  if (ends) {
    out.days.to = *ends;
    out.end_reason = kPartnerTerminated;
  }
  end_at_merger(current, out);
  return out;
}

bool is_known(const AssociationLine& line, const Resolved& resolved, const Association* current) {
  return current != nullptr && current->type == resolved.type &&
         current->partner == resolved.partner && current->customer == resolved.customer &&
         current->subscription == resolved.subscription && current->workload == line.workload &&
         current->days == resolved.days;
}

// An engagement of the past is a fact whoever the partner is today; an open one is a promise.
base::Status check_active(const FileView& file, const Line& row, base::PartnerKey key) {
  const Partner& partner = file.view.snapshot[key];
  const bool open = row.value.days.to == base::Day::forever();
  const auto status = status_on(file.view.snapshot, key, row.value.days.from);
  if (!open || status == base::PartnerStatus::Active) return {};
  return base::refuse("PARTNER_NOT_ACTIVE",
                      row_name(file.file, row.line) + ", column partner_id, value '" + partner.id +
                          "': the partner is " + std::string(base::word(status)) +
                          " and cannot take an open association; give the row an ends_on or "
                          "another partner");
}

ChangeSet::AssociationRow row_of(const FileView& file, const Line& row, const Resolved& resolved) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  return {
      .id = one.id,
      .type = one.type,
      .partner_id = one.partner_id,
      .customer_id = view.snapshot[resolved.customer].id,
      .subscription_id = one.subscription_id,
      .workload = one.workload,
      .days = resolved.days,
      .end_reason = std::string(resolved.end_reason),
      .source = std::string(kImport),
      .exclusive = view.programme.types[resolved.type].exclusive,
      .exclusive_in = std::string(view.programme.types[resolved.type].excludes_in(one.workload)),
      .voided = false,
      .where = row_name(file.file, row.line)};
}

// The rows of `set`, which do not move any more, beside what their ids mean.
std::vector<Standing> standing_of(const ChangeSet& set, const std::vector<Resolved>& resolved) {
  std::vector<Standing> all;
  all.reserve(resolved.size());
  for (std::size_t i = 0; i < resolved.size(); ++i) {
    const ChangeSet::AssociationRow& row = set.associations[i];
    all.push_back({.type = resolved[i].type,
                   .partner = resolved[i].partner,
                   .customer = resolved[i].customer,
                   .subscription = resolved[i].subscription,
                   .days = row.days,
                   .recognised = false,
                   .workload = row.workload,
                   .id = row.id,
                   .where = row.where});
  }
  return all;
}

}  // namespace

base::Result<ChangeSet> association_changes(const FileView& file, const AssociationRows& rows) {
  const View& view = file.view;
  ChangeSet set;
  std::vector<Resolved> changed;
  const auto key = [](const AssociationLine& line) { return std::string_view(line.id); };
  const auto kept = TRY(distinct(file, rows, "association_id", key));
  set.associations.reserve(kept.size());
  changed.reserve(kept.size());
  for (const Line* row : kept) {
    const Association* current = find_association(view.snapshot, row->value.id);
    const Resolved resolved = TRY(resolve(file, *row, current));
    if (is_known(row->value, resolved, current)) continue;
    if (current != nullptr && current->source == kRecognition) {
      return reject(file, row->line, "association_id", row->value.id,
                    "this association follows a channel period; change channels.csv instead");
    }
    TRY_STATUS(check_active(file, *row, resolved.partner));
    set.associations.push_back(row_of(file, *row, resolved));
    changed.push_back(resolved);
  }
  if (set.empty()) return set;
  const auto standing = standing_after(view, set, standing_of(set, changed));
  TRY_STATUS(check_exclusive(view, standing));
  TRY_STATUS(check_needs(view, ChannelPicture(view, set), standing));
  return set;
}

}  // namespace registry

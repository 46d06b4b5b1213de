#include "registry/exclusivity.h"
#include "registry/import_internal.h"
#include "registry/needs.h"

namespace registry {
namespace {

using Line = Delivered<AssociationLine>;

base::Status unknown_type(const FileView& file, const Line& row) {
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

base::Status check_scope(const FileView& file, const Line& row) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  if (one.customer_id.empty() && one.subscription_id.empty()) {
    return reject(file, row.line, "customer_id", "",
                  "an association needs a customer, a subscription or both");
  }
  const auto customer = view.directory.customer(one.customer_id);
  if (!one.customer_id.empty() && !customer.exists()) {
    return unknown(file, row.line, "customer_id", one.customer_id, "customer",
                   view.snapshot.customers);
  }
  if (one.subscription_id.empty()) return {};
  const auto subscription = view.directory.subscription(one.subscription_id);
  if (!subscription.exists()) {
    return unknown(file, row.line, "subscription_id", one.subscription_id, "subscription",
                   view.snapshot.subscriptions);
  }
  const auto owner = view.snapshot[subscription].customer;
  if (!customer.exists() || customer == owner) return {};
  return reject(file, row.line, "customer_id", one.customer_id,
                "subscription '" + one.subscription_id + "' belongs to customer '" +
                    view.snapshot[owner].id + "'; correct one of the two or leave it empty");
}

base::Status check_line(const FileView& file, const Line& row) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  if (!view.programme.type(one.type)) return unknown_type(file, row);
  if (!view.directory.partner(one.partner_id).exists()) {
    return unknown(file, row.line, "partner_id", one.partner_id, "partner", view.snapshot.partners);
  }
  TRY_STATUS(check_scope(file, row));
  return check_range(file, row.line, one.days);
}

base::CustomerKey customer_of(const View& view, const AssociationLine& line) {
  const auto customer = view.directory.customer(line.customer_id);
  if (customer.exists()) return customer;
  return view.snapshot[view.directory.subscription(line.subscription_id)].customer;
}

bool is_known(const View& view, const AssociationLine& line, const Association* current) {
  return current != nullptr && view.programme.types[current->type].code == line.type &&
         current->partner == view.directory.partner(line.partner_id) &&
         current->customer == customer_of(view, line) &&
         current->subscription == view.directory.subscription(line.subscription_id) &&
         current->workload == line.workload && current->days == line.days;
}

// An engagement of the past is a fact whoever the partner is today; an open one is a promise.
base::Status check_active(const FileView& file, const Line& row) {
  const View& view = file.view;
  const Partner& partner = view.snapshot[view.directory.partner(row.value.partner_id)];
  const bool open = row.value.days.to == base::Day::forever();
  if (!open || partner.status == base::PartnerStatus::Active) return {};
  return base::refuse("PARTNER_NOT_ACTIVE",
                      row_name(file.file, row.line) + ", column partner_id, value '" + partner.id +
                          "': the partner is " + std::string(base::word(partner.status)) +
                          " and cannot take an open association; give the row an ends_on or "
                          "another partner");
}

ChangeSet::AssociationRow row_of(const FileView& file, const Line& row) {
  const View& view = file.view;
  const AssociationLine& one = row.value;
  return {.id = one.id,
          .type = one.type,
          .partner_id = one.partner_id,
          .customer_id = view.snapshot[customer_of(view, one)].id,
          .subscription_id = one.subscription_id,
          .workload = one.workload,
          .days = one.days,
          .end_reason = {},
          .source = std::string(kImport),
          .exclusive = view.programme.types[*view.programme.type(one.type)].exclusive,
          .voided = false,
          .where = row_name(file.file, row.line)};
}

}  // namespace

base::Result<ChangeSet> association_changes(const FileView& file, const AssociationRows& rows) {
  const View& view = file.view;
  ChangeSet set;
  const auto key = [](const AssociationLine& line) { return line.id; };
  for (const Line* row : TRY(distinct(file, rows, "association_id", key))) {
    TRY_STATUS(check_line(file, *row));
    const Association* current = find_association(view.snapshot, row->value.id);
    if (is_known(view, row->value, current)) continue;
    if (current != nullptr && current->source == kRecognition) {
      return reject(file, row->line, "association_id", row->value.id,
                    "this association follows a channel period; change channels.csv instead");
    }
    TRY_STATUS(check_active(file, *row));
    set.associations.push_back(row_of(file, *row));
  }
  if (set.empty()) return set;
  const auto standing = standing_after(view, set);
  TRY_STATUS(check_exclusive(view, standing));
  TRY_STATUS(check_needs(view, ChannelPicture(view, set), standing));
  return set;
}

}  // namespace registry

#include "registry/import.h"

#include <array>

#include "base/currency.h"
#include "registry/import_internal.h"

namespace registry {
namespace {

const auto kId = [](const auto& value) { return std::string_view(value.id); };

// Parties refer to nothing: a row is news when it differs from what is known under its id.
template <class Noun, class Key>
base::Result<std::vector<Noun>> news(const FileView& file, const std::vector<Delivered<Noun>>& rows,
                                     std::string_view column, const std::vector<Noun>& known,
                                     Key (Directory::*find)(std::string_view) const) {
  std::vector<Noun> changed;
  for (const auto* row : TRY(distinct(file, rows, column, kId))) {
    const Key key = (file.view.directory.*find)(row->value.id);
    if (key.exists() && known[key.number] == row->value) continue;
    changed.push_back(row->value);
  }
  return changed;
}

base::Result<ChangeSet> changes(const FileView& file, const PartnerRows& rows) {
  ChangeSet set;
  set.partners =
      TRY(news(file, rows, "partner_id", file.view.snapshot.partners, &Directory::partner));
  return set;
}

base::Result<ChangeSet> changes(const FileView& file, const CustomerRows& rows) {
  ChangeSet set;
  set.customers =
      TRY(news(file, rows, "customer_id", file.view.snapshot.customers, &Directory::customer));
  return set;
}

base::Result<ChangeSet> changes(const FileView& file, const ProductRows& rows) {
  ChangeSet set;
  set.products =
      TRY(news(file, rows, "product_id", file.view.snapshot.products, &Directory::product));
  return set;
}

base::Status check_currency(const FileView& file, std::int64_t line, std::string_view column,
                            const std::string& code) {
  if (base::is_currency(code)) return {};
  return reject(file, line, column, code,
                "this is no currency; write the ISO 4217 code, such as USD or EUR");
}

base::Status check_rate(const FileView& file, const Delivered<FxRate>& row) {
  TRY_STATUS(check_currency(file, row.line, "from_currency", row.value.from));
  TRY_STATUS(check_currency(file, row.line, "to_currency", row.value.to));
  if (row.value.rate <= base::Decimal()) {
    return reject(file, row.line, "rate", row.value.rate.text(),
                  "a rate is above zero: so many units of to_currency for one of from_currency");
  }
  if (row.value.from == row.value.to && row.value.rate != base::Decimal::from_integer(1)) {
    return reject(file, row.line, "rate", row.value.rate.text(),
                  "a currency is worth exactly one of itself; drop the row");
  }
  return {};
}

base::Result<ChangeSet> changes(const FileView& file, const FxRows& rows) {
  ChangeSet set;
  const auto key = [](const FxRate& rate) {
    return rate.month.text() + " " + rate.from + " " + rate.to;
  };
  const auto& known = file.view.snapshot.fx_rates;
  const auto order = [](const FxRate& rate) { return std::tie(rate.month, rate.from, rate.to); };
  for (const auto* row : TRY(distinct(file, rows, "month", key))) {
    TRY_STATUS(check_rate(file, *row));
    const auto found = std::ranges::lower_bound(known, order(row->value), {}, order);
    if (found != known.end() && *found == row->value) continue;
    set.fx_rates.push_back(row->value);
  }
  return set;
}

base::Status check_subscription(const FileView& file, const Delivered<SubscriptionLine>& row) {
  const View& view = file.view;
  const SubscriptionLine& one = row.value;
  if (!view.directory.customer(one.customer_id).exists()) {
    return unknown(file, row.line, "customer_id", one.customer_id, "customer",
                   view.snapshot.customers);
  }
  if (!view.directory.product(one.product_id).exists()) {
    return unknown(file, row.line, "product_id", one.product_id, "product", view.snapshot.products);
  }
  TRY_STATUS(check_currency(file, row.line, "currency", one.currency));
  return check_range(file, row.line, one.life);
}

bool is_known(const View& view, const SubscriptionLine& line) {
  const auto key = view.directory.subscription(line.id);
  if (!key.exists()) return false;
  const Subscription& current = view.snapshot[key];
  return current.customer == view.directory.customer(line.customer_id) &&
         current.product == view.directory.product(line.product_id) &&
         current.currency == line.currency && current.life == line.life;
}

base::Result<ChangeSet> changes(const FileView& file, const SubscriptionRows& rows) {
  ChangeSet set;
  for (const auto* row : TRY(distinct(file, rows, "subscription_id", kId))) {
    TRY_STATUS(check_subscription(file, *row));
    const SubscriptionLine& one = row->value;
    if (is_known(file.view, one)) continue;
    set.subscriptions.push_back({.id = one.id,
                                 .customer_id = one.customer_id,
                                 .product_id = one.product_id,
                                 .currency = one.currency,
                                 .life = one.life});
  }
  return set;
}

base::Result<ChangeSet> changes(const FileView& file, const ChannelRows& rows) {
  return channel_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const AssociationRows& rows) {
  return association_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const MembershipRows& rows) {
  return membership_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const MetricValueRows& rows) {
  return metric_value_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const AwardRows& rows) {
  return award_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const AccessRows& rows) {
  return access_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const ManualRows& rows) {
  return manual_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const StatusRows& rows) {
  return status_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const EnrolmentRows& rows) {
  return enrolment_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const ProfileRows& rows) {
  return profile_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const MergerRows& rows) {
  return merger_changes(file, rows);
}

base::Result<ChangeSet> changes(const FileView& file, const CreditShareRows& rows) {
  return share_changes(file, rows);
}

constexpr std::array<std::string_view, 17> kKinds{
    "partners",        "partner_statuses", "customers",    "products",         "fx_rates",
    "subscriptions",   "channels",         "associations", "customer_mergers", "memberships",
    "metric_values",   "awards",           "enrolments",   "profiles",         "access",
    "manual_earnings", "credit_shares"};
static_assert(std::variant_size_v<decltype(Delivery::rows)> == kKinds.size());

}  // namespace

std::string_view kind(const Delivery& delivery) {
  return kKinds[delivery.rows.index()];
}

void order_for_import(std::vector<Delivery>& deliveries) {
  std::ranges::stable_sort(deliveries, {}, [](const Delivery& one) { return one.rows.index(); });
}

base::Result<ChangeSet> changes_of(const Delivery& delivery, const Snapshot& snapshot,
                                   const programs::Programme& programme) {
  const Directory directory(snapshot);
  const View view{snapshot, directory, programme};
  const FileView file{view, delivery.file};
  return std::visit([&](const auto& rows) { return changes(file, rows); }, delivery.rows);
}

}  // namespace registry

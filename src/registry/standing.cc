#include "registry/standing.h"

#include <unordered_set>

#include "base/check.h"

namespace registry {
namespace {

base::CustomerKey holder(const Snapshot& snapshot, base::SubscriptionKey subscription,
                         base::CustomerKey customer) {
  return subscription.exists() ? snapshot[subscription].customer : customer;
}

Standing standing_of(const View& view, const ChangeSet::AssociationRow& row) {
  const auto type = view.programme.type(row.type);
  const auto subscription = view.directory.subscription(row.subscription_id);
  const auto customer = view.directory.customer(row.customer_id);
  ASSERT(type.has_value());
  ASSERT(row.subscription_id.empty() || subscription.exists());
  return {.type = *type,
          .partner = view.directory.partner(row.partner_id),
          .customer = holder(view.snapshot, subscription, customer),
          .subscription = subscription,
          .days = row.days,
          .recognised = row.source == kRecognition,
          .workload = row.workload,
          .id = row.id,
          .where = row.where.empty() ? std::string_view("this change") : row.where};
}

Standing standing_of(const Snapshot& snapshot, const Association& one) {
  return {.type = one.type,
          .partner = one.partner,
          .customer = holder(snapshot, one.subscription, one.customer),
          .subscription = one.subscription,
          .days = one.days,
          .recognised = one.source == kRecognition,
          .workload = one.workload,
          .id = one.id,
          .where = {}};
}

class Touched {
 public:
  explicit Touched(const Snapshot& snapshot) : customers_(snapshot.customers.size(), false) {}
  void add(base::CustomerKey key) {
    if (key.exists()) customers_[key.number] = true;
  }
  bool has(base::CustomerKey key) const { return customers_[key.number]; }

 private:
  std::vector<bool> customers_;
};

}  // namespace

std::vector<Standing> standing_after(const View& view, const ChangeSet& changes) {
  const Snapshot& snapshot = view.snapshot;
  std::vector<Standing> all;
  std::unordered_set<std::string_view> changed;
  Touched touched(snapshot);
  for (const auto& row : changes.associations) {
    changed.insert(row.id);
    const Standing now = standing_of(view, row);
    touched.add(now.customer);
    if (!row.voided) all.push_back(now);
  }
  for (const auto& row : changes.channels) {
    const auto subscription = view.directory.subscription(row.subscription_id);
    if (subscription.exists()) touched.add(snapshot[subscription].customer);
  }
  // What an association leaves behind matters too: a reseller may have leant on it.
  for (const Association& one : snapshot.associations) {
    if (changed.contains(one.id)) touched.add(standing_of(snapshot, one).customer);
  }
  for (const Association& one : snapshot.associations) {
    const Standing before = standing_of(snapshot, one);
    if (touched.has(before.customer) && !changed.contains(one.id)) all.push_back(before);
  }
  return all;
}

std::string describe(const Standing& standing, const Snapshot& snapshot) {
  std::string text = "association '" + std::string(standing.id) + "' of partner '" +
                     snapshot[standing.partner].id + "'";
  if (standing.where.empty()) return text + " (already recorded)";
  return text + " (" + std::string(standing.where) + ")";
}

}  // namespace registry

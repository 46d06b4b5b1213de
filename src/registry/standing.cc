#include "registry/standing.h"

#include <algorithm>

#include "base/check.h"
#include "registry/kinship.h"

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
  Touched(const Snapshot& snapshot, const Kinship& kinship)
      : kinship_(kinship), customers_(snapshot.customers.size(), false) {}
  void add(base::CustomerKey key) {
    if (!key.exists() || customers_[key.number]) return;
    customers_[key.number] = true;
    for (const base::CustomerKey other : kinship_.kin(key))
      customers_[other.number] = true;
  }
  bool has(base::CustomerKey key) const { return customers_[key.number]; }

 private:
  const Kinship& kinship_;
  std::vector<bool> customers_;
};

// What is of a whole customer, once more with each that is one with it.
void spread(const Kinship& kinship, std::vector<Standing>& all) {
  if (kinship.none()) return;
  const std::size_t own = all.size();
  for (std::size_t i = 0; i < own; ++i) {
    if (all[i].subscription.exists()) continue;
    for (const base::CustomerKey other : kinship.kin(all[i].customer)) {
      Standing there = all[i];
      there.customer = other;
      there.days.from = std::max(there.days.from, kinship.one_since(all[i].customer, other));
      if (!there.days.empty()) all.push_back(there);
    }
  }
}

// Which associations of the snapshot the change revises, by their place there.
std::vector<bool> revised(const Snapshot& snapshot, const ChangeSet& changes) {
  std::vector<bool> out(snapshot.associations.size(), false);
  if (out.empty()) return out;
  std::vector<std::string_view> ids;
  ids.reserve(changes.associations.size());
  for (const auto& row : changes.associations)
    ids.push_back(row.id);
  std::ranges::sort(ids);
  auto id = ids.begin();
  for (std::size_t i = 0; i < out.size(); ++i) {  // both stand in order of ids
    const std::string_view known = snapshot.associations[i].id;
    while (id != ids.end() && *id < known)
      ++id;
    out[i] = id != ids.end() && *id == known;
  }
  return out;
}

}  // namespace

std::vector<Standing> standing_after(const View& view, const ChangeSet& changes) {
  std::vector<Standing> changed;
  changed.reserve(changes.associations.size());
  for (const auto& row : changes.associations)
    changed.push_back(standing_of(view, row));
  return standing_after(view, changes, changed);
}

std::vector<Standing> standing_after(const View& view, const ChangeSet& changes,
                                     const std::vector<Standing>& changed) {
  const Snapshot& snapshot = view.snapshot;
  const Kinship kinship(snapshot, view.directory, changes.mergers);
  Touched touched(snapshot, kinship);
  for (const Standing& one : changed)
    touched.add(one.customer);
  for (const auto& row : changes.channels) {
    const auto subscription = view.directory.subscription(row.subscription_id);
    if (subscription.exists()) touched.add(snapshot[subscription].customer);
  }
  for (const auto& row : changes.mergers)
    touched.add(view.directory.customer(row.merged_id));
  // What an association leaves behind matters too: a reseller may have leant on it.
  const std::vector<bool> replaced = revised(snapshot, changes);
  for (std::size_t i = 0; i < replaced.size(); ++i) {
    if (replaced[i]) touched.add(standing_of(snapshot, snapshot.associations[i]).customer);
  }
  std::vector<Standing> all;
  all.reserve(changed.size());
  for (std::size_t i = 0; i < changed.size(); ++i) {
    if (!changes.associations[i].voided) all.push_back(changed[i]);
  }
  for (std::size_t i = 0; i < replaced.size(); ++i) {
    const Standing before = standing_of(snapshot, snapshot.associations[i]);
    if (touched.has(before.customer) && !replaced[i]) all.push_back(before);
  }
  spread(kinship, all);
  return all;
}

std::string describe(const Standing& standing, const Snapshot& snapshot) {
  std::string text = "association '" + std::string(standing.id) + "' of partner '" +
                     snapshot[standing.partner].id + "'";
  if (standing.where.empty()) return text + " (already recorded)";
  return text + " (" + std::string(standing.where) + ")";
}

}  // namespace registry

#include "app/quarantine_jobs.h"

#include <set>

namespace app {

base::Result<std::vector<storage::QuarantineGroup>> quarantined_groups(
    Store& store, const QuarantineQuery& query) {
  const Books books = TRY(open_books(store, query.as_known));
  return quarantined_groups(store, books.registry, registry::Directory(books.registry), query);
}

base::Result<std::vector<storage::QuarantineGroup>> quarantined_groups(
    Store& store, const registry::Snapshot& registry, const registry::Directory& directory,
    const QuarantineQuery& query) {
  const base::CommitNumber as_known = TRY(store.known(query.as_known));
  const auto list = query.waived ? storage::list_waived : storage::list_quarantine;
  auto groups = TRY(list(store.record(), query.filter, as_known, query.examples_max));
  for (storage::QuarantineGroup& group : groups) {
    std::set<std::uint32_t> customers;
    for (const std::string& id : group.subscriptions) {
      const base::SubscriptionKey key = directory.subscription(id);
      if (key.exists()) customers.insert(registry[key].customer.number);
    }
    group.customers = static_cast<std::int64_t>(customers.size());
  }
  return groups;
}

base::Result<storage::ReplayReceipt> replay(Store& store, const storage::ReplayOrder& order) {
  const Books books = TRY(open_books(store, base::CommitNumber::latest()));
  storage::UsageStore* log = TRY(store.log());
  return storage::replay_quarantine(store.record(), *log, books.registry,
                                    books.programme.parameters, order);
}

base::Result<std::optional<storage::ReplayReceipt>> replay_healed(Store& store,
                                                                  const std::string& actor) {
  if (!TRY(storage::waits_for_registry(store.record()))) return std::nullopt;
  storage::ReplayOrder order;
  order.filter.causes.assign(storage::kHealedByRegistry.begin(), storage::kHealedByRegistry.end());
  order.actor = actor;
  return TRY(replay(store, order));
}

// Replay may have passed a row over for the voided file, whatever it waits for in name.
base::Result<storage::ReplayReceipt> replay_freed(Store& store, const std::string& actor) {
  storage::ReplayOrder order;
  order.filter.causes.assign(storage::kHealedByRegistry.begin(), storage::kHealedByRegistry.end());
  order.filter.causes.push_back(ingest::Cause::KeyReused);
  order.actor = actor;
  return replay(store, order);
}

base::Result<storage::WaiveReceipt> waive(Store& store, const storage::QuarantineFilter& filter,
                                          const std::string& actor, const std::string& reason) {
  return storage::waive_quarantine(store.record(), filter, actor, reason);
}

}  // namespace app

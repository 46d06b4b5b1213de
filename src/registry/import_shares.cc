// Agreed shares of credit: credit_shares.csv.
#include <map>

#include "registry/credit_shares.h"
#include "registry/import_internal.h"
#include "registry/share_acts.h"

namespace registry {
namespace {

base::Result<CreditShare> share_of(const FileView& file, const Delivered<CreditShareLine>& row) {
  const CreditShareLine& one = row.value;
  const CreditShare made{file.view.directory.subscription(one.subscription_id),
                         file.view.directory.partner(one.partner_id), one.share, one.days};
  if (!made.subscription.exists()) {
    return unknown(file, row.line, "subscription_id", one.subscription_id, "subscription",
                   file.view.snapshot.subscriptions);
  }
  if (!made.partner.exists()) {
    return unknown(file, row.line, "partner_id", one.partner_id, "partner",
                   file.view.snapshot.partners);
  }
  TRY_STATUS(check_range(file, row.line, one.days));
  return made;
}

// A file says how things stand when all of it is read: within it no row comes before another.
base::Status check_sums(const FileView& file, const CreditShareRows& rows, const ChangeSet& set) {
  std::map<base::SubscriptionKey, ChangeSet> changed;
  for (const auto& row : set.credit_shares)
    changed[file.view.directory.subscription(row.subscription_id)].credit_shares.push_back(row);
  for (const auto& row : rows) {
    const auto place = changed.find(file.view.directory.subscription(row.value.subscription_id));
    if (place == changed.end()) continue;
    const auto wrong = share_fault(shares_after(file.view, place->second, place->first));
    if (wrong) {
      return reject(file, row.line, "share_percent", percent_text(row.value.share),
                    told(*wrong, row.value.subscription_id));
    }
    changed.erase(place);
  }
  return {};
}

}  // namespace

base::Result<ChangeSet> share_changes(const FileView& file, const CreditShareRows& rows) {
  ChangeSet set;
  const auto key = [](const CreditShareLine& one) {
    return one.subscription_id + "\n" + one.partner_id + "\n" +
           std::to_string(one.days.from.number);
  };
  const auto& all = file.view.snapshot.credit_shares;
  for (const auto* row : TRY(distinct(file, rows, "subscription_id", key))) {
    const CreditShare made = TRY(share_of(file, *row));
    const auto known = std::ranges::lower_bound(
        all, order_of(made), {}, [](const CreditShare& one) { return order_of(one); });
    if (known != all.end() && *known == made) continue;
    const CreditShareLine& one = row->value;
    set.credit_shares.push_back({one.subscription_id, one.partner_id, one.share, one.days});
  }
  TRY_STATUS(check_sums(file, rows, set));
  return set;
}

}  // namespace registry

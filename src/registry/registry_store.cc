#include "registry/registry_store.h"

namespace registry {

bool ChangeSet::empty() const {
  return partners.empty() && customers.empty() && products.empty() && subscriptions.empty() &&
         channels.empty() && associations.empty() && fx_rates.empty() && memberships.empty() &&
         metric_values.empty() && awards.empty() && statuses.empty() && enrolments.empty() &&
         profiles.empty() && access_periods.empty() && manual_earnings.empty() &&
         credit_shares.empty() && mergers.empty();
}

}  // namespace registry

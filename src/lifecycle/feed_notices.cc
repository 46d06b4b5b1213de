#include "lifecycle/feed_notices.h"

#include <algorithm>

#include "registry/act_detail.h"
#include "registry/standing.h"

namespace lifecycle {
namespace {

using registry::Association;
using Row = registry::ChangeSet::AssociationRow;

// The first day on which the two differ; forever when they do not.
base::Day first_difference(const Association& known, std::string_view partner, const Row& row) {
  if (row.voided) return known.days.from;
  if (partner != row.partner_id) return std::min(known.days.from, row.days.from);
  if (known.days.from != row.days.from) return std::min(known.days.from, row.days.from);
  if (known.days.to != row.days.to) return std::min(known.days.to, row.days.to);
  return base::Day::forever();
}

}  // namespace

std::vector<Notification> changed_by_feed(const registry::Snapshot& before,
                                          const registry::ChangeSet& changes, base::Day today) {
  std::vector<Notification> out;
  for (const Row& row : changes.associations) {
    if (row.source != registry::kRecognition) continue;
    const Association* known = find_association(before, row.id);
    if (known == nullptr) continue;
    const std::string& partner = before[known->partner].id;
    const base::Day first = first_difference(*known, partner, row);
    if (first >= today) continue;
    out.push_back({.number = 0,
                   .day = today,
                   .role = "operator",
                   .recipient = "programme",
                   .kind = "changed_by_feed",
                   .subject = row.id,
                   .payload = registry::DetailWriter()
                                  .field("subscription", row.subscription_id)
                                  .field("type", row.type)
                                  .field("since", first.text())
                                  .field("partner_before", partner)
                                  .field("partner", row.voided ? "" : row.partner_id)
                                  .field("ends_on_before", known->days.to.text())
                                  .field("ends_on", row.days.to.text())
                                  .text()});
  }
  return out;
}

}  // namespace lifecycle

#include "lifecycle/feed_notices.h"

#include <algorithm>

#include "registry/act_detail.h"
#include "registry/mergers.h"

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

std::vector<Notification> told_of_mergers(const registry::View& before,
                                          const registry::ChangeSet& changes, base::Day today) {
  std::vector<Notification> out;
  const registry::Snapshot& s = before.snapshot;
  const registry::Kinship kinship(s, before.directory, changes.mergers);
  for (const registry::Collision& one : registry::collisions(before, changes.mergers)) {
    const std::string& loser = s[one.ended->partner].id;
    const std::string& keeper = s[one.kept->partner].id;
    const std::string& customer = s[kinship.survivor(one.ended->customer, one.on)].id;
    const std::string payload = registry::DetailWriter()
                                    .field("type", before.programme.types[one.ended->type].code)
                                    .field("partner", loser)
                                    .field("ended", one.ended->id)
                                    .field("goes_on", keeper)
                                    .field("association", one.kept->id)
                                    .field("customer", customer)
                                    .field("reason", registry::kTenantMerged)
                                    .field("on", one.on.text())
                                    .text();
    const auto tell = [&](std::string_view role, const std::string& recipient) {
      out.push_back({.number = 0,
                     .day = today,
                     .role = std::string(role),
                     .recipient = recipient,
                     .kind = "tenant_merged",
                     .subject = one.ended->id,
                     .payload = payload});
    };
    tell("partner", loser);
    if (keeper != loser) tell("partner", keeper);
    tell("customer", customer);
  }
  return out;
}

}  // namespace lifecycle

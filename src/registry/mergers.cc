#include "registry/mergers.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include "registry/act_parts.h"
#include "registry/exclusivity.h"

namespace registry {
namespace {

// An association with the customer that it belongs to and the days that are left to it.
struct Claim {
  const Association* association;
  Standing standing;
};

Claim claim_of(const Snapshot& snapshot, const Association& one) {
  return {
      &one,
      {.type = one.type,
       .partner = one.partner,
       .customer = one.subscription.exists() ? snapshot[one.subscription].customer : one.customer,
       .subscription = one.subscription,
       .days = one.days,
       .recognised = one.source == kRecognition,
       .workload = one.workload,
       .id = one.id,
       .where = {}}};
}

// Exclusive associations of all that the rows make one, in the order in which they go on.
std::vector<Claim> claims_of(const View& view, const Kinship& kinship,
                             const std::vector<ChangeSet::MergerRow>& rows) {
  std::vector<bool> concerned(view.snapshot.customers.size(), false);
  for (const ChangeSet::MergerRow& row : rows) {
    const auto merged = view.directory.customer(row.merged_id);
    concerned[merged.number] = true;
    for (const base::CustomerKey other : kinship.kin(merged))
      concerned[other.number] = true;
  }
  std::vector<Claim> out;
  for (const Association& one : view.snapshot.associations) {
    if (view.programme.types[one.type].exclusive.empty() || one.days.empty()) continue;
    const Claim claim = claim_of(view.snapshot, one);
    if (concerned[claim.standing.customer.number]) out.push_back(claim);
  }
  std::ranges::sort(out, {}, [](const Claim& claim) {
    return std::tuple(!claim.standing.recognised, claim.standing.days.from, claim.standing.id);
  });
  return out;
}

// The day on which the two come to stand on one subscription, when they then hold one role.
std::optional<base::Day> collide(const View& view, const Kinship& kinship, const Claim& one,
                                 const Claim& other) {
  const Standing& a = one.standing;
  const Standing& b = other.standing;
  if (a.customer == b.customer ||
      !exclude_each_other(view.programme, a.type, a.workload, *other.association) ||
      (a.subscription.exists() && b.subscription.exists()) || may_share(a, b)) {
    return std::nullopt;
  }
  const base::Day since = kinship.one_since(a.customer, b.customer);
  if (!a.days.intersect(b.days).overlaps({since, base::Day::forever()})) return std::nullopt;
  return since;
}

const Merger* find(const std::vector<Merger>& mergers, base::CustomerKey merged,
                   base::MergerKind kind) {
  const auto found = std::ranges::find_if(
      mergers, [&](const Merger& one) { return one.merged == merged && one.kind == kind; });
  return found == mergers.end() ? nullptr : &*found;
}

// Whether a way along the mergers leads from one customer to another.
bool leads_to(const std::vector<Merger>& mergers, base::CustomerKey from, base::CustomerKey to) {
  std::vector<base::CustomerKey> reached{from};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    if (reached[at] == to) return true;
    for (const Merger& one : mergers) {
      if (one.merged == reached[at] && std::ranges::find(reached, one.survivor) == reached.end())
        reached.push_back(one.survivor);
    }
  }
  return false;
}

}  // namespace

std::vector<Collision> collisions(const View& view, const std::vector<ChangeSet::MergerRow>& rows) {
  std::vector<Collision> out;
  if (rows.empty()) return out;
  const Kinship kinship(view.snapshot, view.directory, rows);
  std::vector<Claim> going_on;
  for (Claim claim : claims_of(view, kinship, rows)) {
    std::optional<Collision> first;
    for (const Claim& other : going_on) {
      const auto day = collide(view, kinship, other, claim);
      if (day && (!first || *day < first->on)) {
        first = Collision{claim.association, other.association, *day};
      }
    }
    if (first) {
      out.push_back(*first);
      claim.standing.days.to = std::max(claim.standing.days.from, first->on);
    }
    if (!claim.standing.days.empty()) going_on.push_back(claim);
  }
  return out;
}

std::vector<ChangeSet::AssociationRow> ended_by_mergers(
    const View& view, const std::vector<ChangeSet::MergerRow>& rows) {
  std::vector<ChangeSet::AssociationRow> out;
  for (const Collision& one : collisions(view, rows))
    out.push_back(ended(view, *one.ended, one.on, kTenantMerged));
  std::ranges::sort(out, {}, &ChangeSet::AssociationRow::id);
  return out;
}

base::Status check_merger(const View& view, const std::vector<ChangeSet::MergerRow>& before,
                          const ChangeSet::MergerRow& row) {
  const Kinship kinship(view.snapshot, view.directory, before);
  const auto merged = view.directory.customer(row.merged_id);
  const auto survivor = view.directory.customer(row.survivor_id);
  const std::string who = "customer '" + row.merged_id + "'";
  if (const Merger* known = find(kinship.mergers(), merged, row.kind)) {
    return base::refuse("ALREADY_MERGED", who + " is " + std::string(base::word(row.kind)) +
                                              " into or by '" + view.snapshot[known->survivor].id +
                                              "' from " + known->from.text() +
                                              " on already; what is recorded of a merger stays");
  }
  if (!leads_to(kinship.mergers(), survivor, merged)) return {};
  return base::refuse("MERGER_CYCLE", who + " cannot go to '" + row.survivor_id +
                                          "', which goes to it itself; name the customer that "
                                          "remains as the survivor");
}

}  // namespace registry

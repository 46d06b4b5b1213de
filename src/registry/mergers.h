// What a merger of customers does to associations (domain X31): those of whole customers go on and
// reach the subscriptions of both. Where two would then hold one exclusive role, the one that began
// earlier goes on and the other ends on the day of the merger. An acquisition changes none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/kinship.h"
#include "registry/standing.h"

namespace registry {

inline constexpr std::string_view kTenantMerged = "TENANT_MERGED";

// An association that ends, the one that goes on in its place, and the day.
struct Collision {
  const Association* ended;
  const Association* kept;
  base::Day on;
};

// By the mergers of the rows, which are not recorded yet. What is recognised from a channel period
// goes on whenever it began; of two that began on one day, the one with the lower id.
std::vector<Collision> collisions(const View& view, const std::vector<ChangeSet::MergerRow>& rows);

// The associations that end, as changed rows.
std::vector<ChangeSet::AssociationRow> ended_by_mergers(
    const View& view, const std::vector<ChangeSet::MergerRow>& rows);

// Whether the row may follow those that are recorded and `before` it. Refused: ALREADY_MERGED,
// MERGER_CYCLE. Both customers are registered.
base::Status check_merger(const View& view, const std::vector<ChangeSet::MergerRow>& before,
                          const ChangeSet::MergerRow& row);

}  // namespace registry

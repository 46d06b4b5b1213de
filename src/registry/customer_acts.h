// Single acts on customers: one is merged into another, or acquired by it. Pure, like acts.h.
// Rules: docs/domain/associations.md#mergers-of-customers.
#pragma once

#include <string>

#include "registry/acts.h"

namespace registry {

struct MergerWish {
  std::string merged_id, survivor_id;
  base::Day on;
  base::MergerKind kind = base::MergerKind::TenantMerged;
  std::string reason;
};

// Refused: ALREADY_MERGED, MERGER_CYCLE, BACKDATE_NOT_ALLOWED, FUTURE_DATE_NOT_ALLOWED,
// NEEDS_OTHER_TYPE.
base::Result<Decision> merge(const Situation& situation, const MergerWish& wish);

std::string detail_of(const MergerWish& wish);

}  // namespace registry

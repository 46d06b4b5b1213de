// One partner of record a day: types that share an exclusivity key exclude each other on a
// subscription, some of them in a workload. The store refuses the same by itself; here the refusal
// names file and line.
#pragma once

#include <vector>

#include "base/result.h"
#include "registry/standing.h"

namespace registry {

// Whether an association of the type in the workload (empty: in all) and the other may not hold on
// one day of one subscription.
bool exclude_each_other(const programs::Programme& programme, programs::TypeIndex type,
                        std::string_view workload, const Association& other);

// A recognised association and an explicit one of the same type and partner say the same thing
// twice and may overlap; nothing else may.
bool may_share(const Standing& a, const Standing& b);

// Refused (ALREADY_HELD) with both rows, the key and the first day they share.
base::Status check_exclusive(const View& view, const std::vector<Standing>& standing);

}  // namespace registry

// One partner of record a day: types that share an exclusivity key exclude each other on a
// subscription. The store refuses the same by itself; here the refusal names file and line.
#pragma once

#include <vector>

#include "base/result.h"
#include "registry/standing.h"

namespace registry {

// A recognised association and an explicit one of the same type and partner say the same thing
// twice and may overlap; nothing else may.
bool may_share(const Standing& a, const Standing& b);

// Refused (ALREADY_HELD) with both rows, the key and the first day they share.
base::Status check_exclusive(const View& view, const std::vector<Standing>& standing);

}  // namespace registry

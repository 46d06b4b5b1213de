// Files of DIR/exports, beside their operations.
#pragma once

#include <cstdint>
#include <string>

#include "base/keys.h"

namespace api {

// Whether a file without a manifest may still get one.
enum class ExportsUnderWay : std::uint8_t { None, Some };

// Removes what was made more than 30 days ago, and what was never finished when none is under way.
void sweep_exports(const std::string& directory, base::Instant now, ExportsUnderWay under_way);

}  // namespace api

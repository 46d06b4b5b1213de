// An instant as RFC 3339 has it: "2026-03-01T09:30:00.250Z".
#pragma once

#include <string>

#include "base/keys.h"

namespace base {

std::string rfc3339(Instant at);

}  // namespace base

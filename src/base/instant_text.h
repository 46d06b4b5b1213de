// An instant as people and programs write it, in UTC.
#pragma once

#include <string>

#include "base/keys.h"

namespace base {

// 2026-03-11T08:15:30Z; what is less than a second is cut.
std::string instant_text(Instant at);
// 2026-03-11T08:15:30.250Z
std::string instant_text_ms(Instant at);

}  // namespace base

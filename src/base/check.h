// What must not happen. A failed check is our bug: it stops the process before a wrong number
// can be stored or shown. Checks stay on in release builds.
#pragma once

#include <source_location>

namespace base {

// Prints where the broken promise stands and aborts. The text holds no customer data.
[[noreturn]] void check_failed(const char* condition,
                               std::source_location where = std::source_location::current());

}  // namespace base

#define ASSERT(condition) \
  (static_cast<bool>(condition) ? void(0) : ::base::check_failed(#condition))

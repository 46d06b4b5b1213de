#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace base {

void check_failed(const char* condition, std::source_location where) {
  std::fprintf(stderr, "accredit: internal error: %s does not hold (%s:%u)\n", condition,
               where.file_name(), static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace base

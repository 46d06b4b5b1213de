#include "closing/period.h"

namespace closing {

const Period* last_closed(std::span<const Period> periods) {
  const Period* last = nullptr;
  for (const Period& one : periods) {
    if (one.state == PeriodState::Closed) last = &one;
  }
  return last;
}

}  // namespace closing

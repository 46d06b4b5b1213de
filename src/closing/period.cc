#include "closing/period.h"

#include <algorithm>

namespace closing {

const Period* last_closed(std::span<const Period> periods) {
  const Period* last = nullptr;
  for (const Period& one : periods) {
    if (one.state == PeriodState::Closed) last = &one;
  }
  return last;
}

const Period* closed_in(std::span<const Period> periods, base::Month month) {
  const auto found = std::ranges::find(periods, month, &Period::month);
  return found == periods.end() || found->state != PeriodState::Closed ? nullptr : &*found;
}

}  // namespace closing

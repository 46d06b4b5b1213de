// Periods: months of posting, from open to closed, and what people said about them on the way.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/keys.h"
#include "base/sha256.h"

namespace closing {

// A frozen period shows what will be posted, as known at its cut-off; who signs it off, closes it.
enum class PeriodState : std::uint8_t { Open, SoftClosed, Closed };
inline constexpr std::array<std::string_view, 3> kPeriodStates{"open", "soft_closed", "closed"};
constexpr std::string_view word(PeriodState state) {
  return kPeriodStates[static_cast<std::size_t>(state)];
}

struct Period {
  base::Month month;
  PeriodState state = PeriodState::Open;
  base::CommitNumber cutoff;  // what was known when it was frozen
  base::Digest digest{};      // of what was to be posted then
  std::string frozen_by, signed_by;
  std::vector<std::string> left_out;  // currencies without a rate; of a closed period
  base::CommitNumber commit;          // that brought it here
};

// A reviewed or waived item of the checklist. It counts for the freeze before it only.
struct PeriodNote {
  base::Month month;
  std::string item;
  std::string by, reason;
  base::CommitNumber commit;
};

// Of periods by month; null while none is closed.
const Period* last_closed(std::span<const Period> periods);
// Null while the month is not closed.
const Period* closed_in(std::span<const Period> periods, base::Month month);

}  // namespace closing

// Credit of some measures only: what is not asked for is not read, and its rates may be missing.
#pragma once

#include <cstdint>

#include "attribution/credit.h"
#include "base/terms.h"

namespace attribution {

// One bit per measure.
using MeasureMask = std::uint8_t;
inline constexpr MeasureMask kEveryMeasure = 0xFF;
constexpr MeasureMask bit(base::Measure one) {
  return static_cast<MeasureMask>(1U << static_cast<unsigned>(one));
}

// Requires: the measure is among the keys, unless all are asked for. Errors: as of credit().
base::Result<CreditTable> credit_of(MeasureMask measures, const usage::SeriesIndex& index,
                                    const Holdings& holdings, const Standing& standing,
                                    const CreditQuery& query, int threads);

}  // namespace attribution

// Credit where partners have agreed on shares: the days on which a partner's share is the same are
// computed as if all of it were its own, then multiplied. Private to credit.
// Rules: docs/domain/credit.md#shares.
#pragma once

#include "attribution/credit_of.h"

namespace attribution {

// Errors: as credit().
base::Result<CreditTable> shared_credit(MeasureMask measures, const usage::SeriesIndex& index,
                                        const Holdings& holdings, const Standing& standing,
                                        const CreditQuery& query, int threads);

// All of what each partner holds, shares or not. Cells that came to nothing are kept for whoever
// adds them to others: what held there counts.
enum class Zeros { Drop, Keep };
base::Result<CreditTable> full_credit(MeasureMask measures, const usage::SeriesIndex& index,
                                      const Holdings& holdings, const Standing& standing,
                                      const CreditQuery& query, int threads, Zeros zeros);

// What one unit of a currency is multiplied by where a partner has a share of it: rounded once, to
// twelve decimals, half to even.
base::Decimal shared_rate(base::Decimal rate, base::Decimal share);

}  // namespace attribution

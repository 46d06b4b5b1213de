// The batch as a table for the books of the payer: RFC 4180, one line a payment, names as they were
// given. docs/formats/payout-files.md.
#pragma once

#include <string>

#include "payouts/batch.h"

namespace payouts {

// Requires: check(batch).
std::string batch_csv(const Batch& batch);

}  // namespace payouts

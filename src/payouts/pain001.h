// The batch as the bank takes it: ISO 20022 Customer Credit Transfer Initiation, pain.001.001.09.
// docs/formats/payout-files.md.
#pragma once

#include <string>

#include "payouts/batch.h"

namespace payouts {

// Pure: the same batch gives the same bytes. One block of payments for each currency; euro payments
// that leave SEPA stand in one of their own. Requires: check(batch).
std::string pain001(const Batch& batch);

}  // namespace payouts

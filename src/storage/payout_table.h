// Payouts in the system of record, beside the ledger that they move.
#pragma once

#include <memory>

#include "payouts/payout_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<payouts::PayoutStore> open_payouts(Record& record);

}  // namespace storage

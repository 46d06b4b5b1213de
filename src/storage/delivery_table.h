// Events, webhook endpoints and what became of each message: tables beside the record.
#pragma once

#include <memory>

#include "delivery/delivery_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<delivery::DeliveryStore> open_delivery(Record& record);

}  // namespace storage

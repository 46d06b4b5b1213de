// Events, webhook endpoints and what became of each message: tables beside the record.
#pragma once

#include <memory>

#include "access/seal.h"
#include "delivery/delivery_store.h"
#include "storage/record.h"

namespace storage {

// Secrets of endpoints stand in the store sealed.
struct SecretBox {
  rights::Sealer sealer;
  rights::Random random;
};

// Both must outlive the store. Writing needs a record that was opened for writing; create, rotate
// and due need the box.
std::unique_ptr<delivery::DeliveryStore> open_delivery(Record& record,
                                                       const SecretBox* box = nullptr);
base::Result<bool> holds_secrets(Record& record);

}  // namespace storage

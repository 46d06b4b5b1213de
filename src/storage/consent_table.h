// Consent and the access log in the system of record.
#pragma once

#include <memory>

#include "access/consent_store.h"
#include "access/look.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the stores. Writing needs a record that was opened for writing.
std::unique_ptr<rights::ConsentStore> open_consents(Record& record);
std::unique_ptr<rights::LookStore> open_looks(Record& record);

}  // namespace storage

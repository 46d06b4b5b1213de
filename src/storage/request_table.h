// Requests and notifications in the system of record, beside the registry that they change.
#pragma once

#include <memory>

#include "lifecycle/request_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<lifecycle::RequestStore> open_requests(Record& record);

}  // namespace storage

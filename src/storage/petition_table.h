// Petitions in the system of record, beside the books that they move.
#pragma once

#include <memory>

#include "closing/petition_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<closing::PetitionStore> open_petitions(Record& record);

}  // namespace storage

// The books in the system of record.
#pragma once

#include <memory>

#include "closing/books_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<closing::BooksStore> open_ledger(Record& record);

}  // namespace storage

// Rows of the books that more than one operation shows.
#pragma once

#include "api/call.h"
#include "closing/books_store.h"
#include "closing/petition.h"

namespace api {

// Of an entry that is not posted, number and commit are null.
std::vector<Field> entry_fields();
std::vector<Cell> entry_cells(const closing::BookedEntry& booked);

std::vector<Field> petition_fields();
// `now`: until when the age of what is undecided counts.
std::vector<Cell> petition_cells(const closing::Petition& petition, base::Instant now);

}  // namespace api

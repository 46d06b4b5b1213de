// Rows of the books that more than one operation shows.
#pragma once

#include "api/call.h"
#include "closing/books_store.h"
#include "closing/petition.h"

namespace api {

std::string number_key(std::int64_t number);  // sorts as the number does
Cell month_cell(base::Month month);           // null for none

std::vector<Field> entry_fields();
std::vector<Cell> entry_cells(const closing::BookedEntry& booked);

std::vector<Field> petition_fields();
std::vector<Cell> petition_cells(const closing::Petition& petition);

}  // namespace api

// Workbooks (.xlsx) by the module of room spreadsheets.
#pragma once

#include <string>

#include "spreadsheets/workbook.h"

namespace documents {

// The file is whole and durable, or absent. Errors: as spreadsheets::WriteFunction; Missing when
// the module, or a library of Debian that it needs, is not on this machine.
base::Status write_workbook(const spreadsheets::Workbook& workbook, const std::string& path);

}  // namespace documents

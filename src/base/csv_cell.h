// Writing CSV: a cell (RFC 4180). Reading it is ingest's.
#pragma once

#include <string>
#include <string_view>

namespace base {

// In quotes only when it must be.
std::string csv_cell(std::string_view text);

}  // namespace base

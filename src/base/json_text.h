// Writing JSON: texts. Reading it is ingest's.
#pragma once

#include <string>
#include <string_view>

namespace base {

// With its quotes. Control characters are escaped, so a text stays on its line.
std::string json_text(std::string_view text);

}  // namespace base

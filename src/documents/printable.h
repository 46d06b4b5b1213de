// Text that may have come from anywhere, as it can be printed.
#pragma once

#include <string>
#include <string_view>

namespace documents {

// UTF-8. Broken bytes, control characters and what turns the direction of the text become U+FFFD;
// beyond 300 characters it is cut, with "…".
std::string printable(std::string_view text);

}  // namespace documents

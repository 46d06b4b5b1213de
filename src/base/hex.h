// Bytes as hex digits, lower case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

std::string hex(std::string_view bytes);

// None for anything that hex() does not write.
std::optional<std::string> parse_hex(std::string_view digits);

}  // namespace base

// Bytes as base64 of RFC 4648, with its padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace base {

std::string base64(std::string_view bytes);

// None for anything that base64() does not write.
std::optional<std::string> parse_base64(std::string_view text);

}  // namespace base

// gzip, both ways.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace http {

std::string pack(std::string_view plain);
// Errors: InvalidInput for what is no gzip, is cut off, or unpacks to more than `max` bytes.
base::Result<std::string> unpack(std::string_view packed, std::size_t max);

// Whether an Accept-Encoding takes a coding, "gzip" or "br" (RFC 9110, 12.5.3).
bool takes(std::string_view accept_encoding, std::string_view coding);

}  // namespace http

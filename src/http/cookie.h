// Cookies (RFC 6265): what a browser shows, and what it is told to keep.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.h"

namespace http {

// The value of the cookie of that name. None when it is not there, or when two are: a neighbouring
// host can add one, and which of them is ours cannot be told.
std::optional<std::string> cookie(const Headers& headers, std::string_view name);

// The value of a Set-Cookie for the whole host, which no script can read and no other site's
// request but a link brings along. `seconds`: how long it is kept; 0: it is forgotten.
// Requires: name and value are cookie-octets.
std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds,
                       bool only_secure);

}  // namespace http

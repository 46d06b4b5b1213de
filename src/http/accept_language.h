// What a reader would like to be spoken to in (RFC 9110, 12.5.4).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace http {

// The place in `offered` of the language that the header Accept-Language wants most: German of
// "de-CH, en;q=0.5". The first of them where it wants none, or cannot be read. Of two that are
// wanted as much, the one that is named first.
// Requires: offered is not empty, of primary tags in lower case.
std::size_t preferred_language(std::string_view header, std::span<const std::string_view> offered);

}  // namespace http

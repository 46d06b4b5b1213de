// Bytes as text: is it UTF-8, and how does it look in a message.
#pragma once

#include <string>
#include <string_view>

namespace ingest {

// UTF-8 as the standard has it (no surrogates, nothing overlong) and without NUL.
bool is_text(std::string_view bytes);

}  // namespace ingest

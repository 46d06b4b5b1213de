// Any text: what is accepted as a cursor is written again as the same text.
#include <cstdint>

#include "api/cursor.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cursor = api::parse_cursor(text, "");
  ASSERT(!cursor || api::parse_cursor(api::cursor_text(*cursor, ""), "") == cursor);
  return 0;
}

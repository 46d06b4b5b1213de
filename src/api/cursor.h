// Where a page ended: the key of its last row, and the commit that all pages are of. Opaque to
// clients; checked when it comes back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/keys.h"

namespace api {

struct Cursor {
  base::CommitNumber as_known;
  std::string key;
  friend bool operator==(const Cursor&, const Cursor&) = default;
};

// `question`: the list and its filters, which the cursor belongs to.
std::string cursor_text(const Cursor& cursor, std::string_view question);
// None for what cursor_text did not make for that question.
std::optional<Cursor> parse_cursor(std::string_view text, std::string_view question);

}  // namespace api

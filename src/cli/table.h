// The table for eyes: aligned columns, numbers to the right. On a terminal numbers get thousands
// separators and wide text is cut with an ellipsis to fit the window; on a pipe nothing is cut.
#pragma once

#include <string>
#include <string_view>

#include "cli/records.h"

namespace cli {

std::string render_table(const Records& records, const Terminal& terminal);

// Columns a text takes on a terminal; East Asian wide letters take two, combining marks none.
int display_width(std::string_view utf8);

// Control characters and broken UTF-8 replaced by '?': file content must not steer the terminal.
std::string printable(std::string_view text);

// At most `width` columns, the end replaced by an ellipsis when something had to go.
std::string shorten(std::string_view utf8, int width, bool unicode);

}  // namespace cli

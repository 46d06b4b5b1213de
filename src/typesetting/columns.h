// How wide the columns of a table are, and where the text of a cell breaks.
#pragma once

#include <string_view>
#include <vector>

#include "typesetting/document.h"
#include "typesetting/faces.h"

namespace typesetting {

// Between two columns, at least.
inline constexpr Length kGutter = points(7);

struct Grid {
  Length size = 0;  // of the type
  std::vector<Length> left, width;
};

// Whole cells get what the widest needs; the others share the rest and break. If that leaves them
// too little, the type gets smaller.
Grid fit_columns(const Table& table, Faces& faces, Length size, Length width);

// Breaks a text that the face knows into lines not wider than `width`: at spaces, in long words
// after a mark, else anywhere. What lies beyond `lines_max` lines is left out.
void break_lines(std::string_view text, const Face& face, Length width, std::size_t lines_max,
                 std::vector<std::string_view>& lines);

}  // namespace typesetting

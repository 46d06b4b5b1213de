// What differs between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace app {

// As `diff -U` has it, without names: hunks that begin with "@@ -12,7 +12,9 @@", lines that begin
// with ' ', '-' or '+'; empty when nothing differs. A stretch too long to compare line by line is
// shown as taken out and put in.
std::string text_diff(std::string_view before, std::string_view after, std::size_t context = 3);

}  // namespace app

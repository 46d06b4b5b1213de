// "Did you mean": the known word nearest to a mistyped one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace base {

// Empty when no word is near (edit distance above a third of the length, at least 2).
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

// "; did you mean 'x'?" or nothing.
std::string hint(std::string_view word, std::span<const std::string_view> known);

}  // namespace base

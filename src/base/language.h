// The languages that people are spoken to in. What programs read has none.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace base {

enum class Language : std::uint8_t { English, German };
inline constexpr std::array<std::string_view, 2> kLanguages{"en", "de"};

constexpr std::string_view word(Language language) {
  return kLanguages[static_cast<std::size_t>(language)];
}

}  // namespace base

// Any header Accept-Language: one of what is offered is chosen, and a language that is named before
// all of it is chosen instead.
#include <array>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "http/accept_language.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::array<std::string_view, 2> kOffered{"en", "de"};
  const std::string header(reinterpret_cast<const char*>(data), size);
  ASSERT(http::preferred_language(header, kOffered) < kOffered.size());
  ASSERT(http::preferred_language("de," + header, kOffered) == 1);
  ASSERT(http::preferred_language("en," + header, kOffered) == 0);
  return 0;
}

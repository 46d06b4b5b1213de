// Any header Cookie: what is taken can be set again and is then read as the same. Any form: what is
// accepted survives escaping and parsing again.
#include <cstdint>

#include "base/check.h"
#include "http/cookie.h"
#include "http/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto value = http::cookie({{"cookie", text}}, "accredit")) {
    const std::string set = http::set_cookie("accredit", *value, 60, true);
    const std::string pair = set.substr(0, set.find(';'));
    ASSERT(http::cookie({{"cookie", "a=b; " + pair}}, "accredit") == *value);
    ASSERT(!http::cookie({{"cookie", text}, {"cookie", pair}}, "accredit"));
  }
  const auto form = http::parse_pairs(text);
  if (!form) return 0;
  std::string again;
  for (const auto& [name, value] : *form)
    again += (again.empty() ? "" : "&") + http::escape(name) + '=' + http::escape(value);
  ASSERT(http::parse_pairs(again) == *form);
  return 0;
}

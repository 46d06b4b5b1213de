// Any target: whatever is accepted survives escaping and parsing again.
#include <cstdint>

#include "base/check.h"
#include "http/packing.h"
#include "http/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)http::takes(text, "br");
  (void)http::unpack(text, 1 << 16);
  const auto target = http::parse_target(text);
  if (!target) return 0;
  std::string again;
  for (const std::string& part : target->path)
    again += '/' + http::escape(part);
  if (again.empty()) again = "/";
  char mark = '?';
  for (const auto& [name, value] : target->query) {
    again += mark + http::escape(name) + '=' + http::escape(value);
    mark = '&';
  }
  const auto twice = http::parse_target(again);
  ASSERT(twice && twice->path == target->path && twice->query == target->query);
  return 0;
}

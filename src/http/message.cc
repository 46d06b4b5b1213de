#include "http/message.h"

#include <algorithm>

namespace http {

std::string_view header(const Headers& headers, std::string_view name) {
  const auto found = std::ranges::find(headers, name, [](const auto& one) { return one.first; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

int count_of(const Headers& headers, std::string_view name) {
  return static_cast<int>(
      std::ranges::count(headers, name, [](const auto& one) { return one.first; }));
}

}  // namespace http

#include "statements/statement.h"

#include <algorithm>
#include <charconv>

namespace statements {

std::string id_of(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return "ST-" + std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
}

std::optional<std::int64_t> parse_id(std::string_view id) {
  constexpr std::string_view kStart = "ST-";
  std::int64_t number = 0;
  if (!id.starts_with(kStart)) return std::nullopt;
  const char* end = id.data() + id.size();
  const auto [stop, error] = std::from_chars(id.data() + kStart.size(), end, number);
  if (error != std::errc() || stop != end || number < 1 || id_of(number) != id) return std::nullopt;
  return number;
}

std::string Statement::id() const {
  return id_of(number);
}

}  // namespace statements

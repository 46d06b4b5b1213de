#include "http/cookie.h"

#include <algorithm>

#include "base/check.h"

namespace http {
namespace {

// cookie-octet: printable ASCII without blank, quote, comma, semicolon and backslash.
bool is_octets(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c < '\x7F' && c != '"' && c != ',' && c != ';' && c != '\\';
  });
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back()))
    text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::string> cookie(const Headers& headers, std::string_view name) {
  std::optional<std::string> out;
  for (const auto& [header, value] : headers) {
    if (header != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
      rest.remove_prefix(std::min(rest.size(), rest.find(';')));
      if (!rest.empty()) rest.remove_prefix(1);
      const std::size_t equals = pair.find('=');
      if (equals == pair.npos || pair.substr(0, equals) != name) continue;
      const std::string_view shown = pair.substr(equals + 1);
      if (out || !is_octets(shown)) return std::nullopt;
      out = std::string(shown);
    }
  }
  return out;
}

std::string set_cookie(std::string_view name, std::string_view value, std::int64_t seconds,
                       bool only_secure) {
  ASSERT(is_octets(name) && is_octets(value));
  std::string out = std::string(name) + '=' + std::string(value) +
                    "; Path=/; Max-Age=" + std::to_string(seconds) + "; HttpOnly; SameSite=Lax";
  if (only_secure) out += "; Secure";
  return out;
}

}  // namespace http

#include "http/target.h"

#include <algorithm>

namespace http {
namespace {

base::Error bad(std::string_view what, std::string_view part) {
  return {base::Code::InvalidInput,
          "'" + std::string(part) + "' in the address " + std::string(what),
          {}};
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// How many bytes the character at the start of `text` takes; 0: it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  if (first == 0xE0 && second < 0xA0) return 0;  // a longer form than needed
  if (first == 0xED && second > 0x9F) return 0;  // half of a pair
  if (first == 0xF0 && second < 0x90) return 0;
  if (first == 0xF4 && second > 0x8F) return 0;
  return length;
}

base::Status check_text(std::string_view text, std::string_view part) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0) return std::unexpected(bad("is no UTF-8", part));
    const auto c = static_cast<unsigned char>(text[0]);
    if (c < 0x20 || c == 0x7F) return std::unexpected(bad("holds a control character", part));
    text.remove_prefix(length);
  }
  return {};
}

base::Result<std::string> unescape(std::string_view part, bool plus_is_space) {
  std::string out;
  out.reserve(part.size());
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (part[i] != '%') {
      out += part[i];
    } else {
      const int high = i + 2 < part.size() ? digit(part[i + 1]) : -1;
      const int low = i + 2 < part.size() ? digit(part[i + 2]) : -1;
      if (high < 0 || low < 0) return std::unexpected(bad("has a % without two hex digits", part));
      out += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  TRY_STATUS(check_text(out, part));
  return out;
}

}  // namespace

base::Result<Target> parse_target(std::string_view target) {
  Target out;
  if (!target.starts_with('/')) return std::unexpected(bad("does not begin with /", target));
  if (target.find('#') != std::string_view::npos)
    return std::unexpected(bad("has a fragment", target));
  const std::size_t mark = target.find('?');
  std::string_view path = target.substr(1, mark == std::string_view::npos ? mark : mark - 1);
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    std::string segment = TRY(unescape(path.substr(0, slash), false));
    if (segment.empty() || segment == "." || segment == "..")
      return std::unexpected(bad("has an empty or dotted part", target));
    out.path.push_back(std::move(segment));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
    if (path.empty()) return std::unexpected(bad("ends with /", target));
  }
  if (mark != std::string_view::npos) out.query = TRY(parse_pairs(target.substr(mark + 1)));
  return out;
}

base::Result<std::vector<std::pair<std::string, std::string>>> parse_pairs(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> out;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    std::string name = TRY(unescape(pair.substr(0, equals), true));
    std::string value;
    if (equals != std::string_view::npos) value = TRY(unescape(pair.substr(equals + 1), true));
    out.emplace_back(std::move(name), std::move(value));
  }
  return out;
}

std::string escape(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out;
}

}  // namespace http

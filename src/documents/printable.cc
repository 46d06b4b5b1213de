#include "documents/printable.h"

#include <algorithm>
#include <cstdint>

namespace documents {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr int kCharactersMax = 300;

struct Decoded {
  char32_t code = 0;
  std::size_t size = 0;  // 0: no character begins here
};

Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    code = (code << 6) | (next & 0x3FU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code < 0xE000;
  return overlong || surrogate || code > 0x10FFFF ? Decoded{} : Decoded{code, size};
}

// Ends a line, steers whoever reads the text, or turns the direction of what stands beside it.
bool steers(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200E && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) ||
         code == 0x061C || code == 0xFEFF || (code & 0xFFFE) == 0xFFFE;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (int count = 0; !text.empty(); ++count) {
    if (count == kCharactersMax) return out.append(kEllipsis);
    const Decoded next = decode(text);
    const std::size_t size = std::max<std::size_t>(next.size, 1);
    out += next.size == 0 || steers(next.code) ? kReplacement : text.substr(0, size);
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace documents

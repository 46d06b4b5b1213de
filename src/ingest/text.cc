#include "ingest/text.h"

#include <cstdint>
#include <cstring>

#include "ingest/quarantine.h"

namespace ingest {
namespace {

constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;
constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;

unsigned byte(char c) {
  return static_cast<unsigned char>(c);
}

// Length of the character that starts here; 0: none does.
std::size_t character(std::string_view bytes) {
  const unsigned first = byte(bytes[0]);
  if (first < 0x80) return first == 0 ? 0 : 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(bytes[i]) & 0xC0) != 0x80) return 0;
  }
  const unsigned second = byte(bytes[1]);
  if (first == 0xE0 && second < 0xA0) return 0;  // overlong
  if (first == 0xED && second > 0x9F) return 0;  // surrogates
  if (first == 0xF0 && second < 0x90) return 0;  // overlong
  if (first == 0xF4 && second > 0x8F) return 0;  // past the last character
  return length;
}

}  // namespace

bool is_text(std::string_view bytes) {
  while (!bytes.empty()) {
    if (bytes.size() >= 8) {
      std::uint64_t block = 0;
      std::memcpy(&block, bytes.data(), 8);
      // Plain ASCII without NUL: no high bit, and taking one from each byte borrows from none.
      if (((block | (block - kOnes)) & kHighBits) == 0) {
        bytes.remove_prefix(8);
        continue;
      }
    }
    const std::size_t length = character(bytes);
    if (length == 0) return false;
    bytes.remove_prefix(length);
  }
  return true;
}

std::string shown(std::string_view text, std::size_t bytes_max) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = character(text);
    if (out.size() + (length == 0 ? 1 : length) > bytes_max) return out + "...";
    const bool printable = length > 1 || (length == 1 && byte(text[0]) >= 0x20 && text[0] != 0x7F);
    if (printable) {
      out += text.substr(0, length);
    } else {
      out += text[0] == '\n' || text[0] == '\t' ? ' ' : '?';
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out;
}

}  // namespace ingest

#include "access/secret.h"

#include <sodium.h>

#include <algorithm>

namespace rights {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t kVisibleBytes = 5;
constexpr std::size_t kVisibleLetters = 8;
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretLetters = 52;

bool is_letters(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of(kLetters) == text.npos;
}

Secret secret_of(std::string_view text, std::string_view visible) {
  return {.text = std::string(text), .visible = std::string(visible), .hash = base::sha256(text)};
}

}  // namespace

std::string base32(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5)
      out += kLetters[(bits >> (held - 5)) & 31];
  }
  if (held > 0) out += kLetters[(bits << (5 - held)) & 31];
  return out;
}

std::optional<std::string> parse_base32(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const std::size_t value = kLetters.find(small);
    if (value == kLetters.npos) return std::nullopt;
    bits = (bits << 5) | static_cast<std::uint32_t>(value);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>((bits >> held) & 255);
  }
  if (held >= 5 || (bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return out;
}

base::Result<Secret> make_secret(std::string_view tag, const Random& random) {
  const std::string visible = std::string(tag) + base32(TRY(random(kVisibleBytes)));
  return secret_of(visible + "_" + base32(TRY(random(kSecretBytes))), visible);
}

std::optional<Secret> read_secret(std::string_view tag, std::string_view text) {
  const std::size_t visible = tag.size() + kVisibleLetters;
  if (text.size() != visible + 1 + kSecretLetters || !text.starts_with(tag)) return std::nullopt;
  if (!is_letters(text.substr(tag.size(), kVisibleLetters), kVisibleLetters) ||
      text[visible] != '_' || !is_letters(text.substr(visible + 1), kSecretLetters)) {
    return std::nullopt;
  }
  return secret_of(text, text.substr(0, visible));
}

base::Result<Secret> make_token(std::string_view tag, const Random& random) {
  return secret_of(std::string(tag) + base32(TRY(random(kSecretBytes))), "");
}

std::optional<Secret> read_token(std::string_view tag, std::string_view text) {
  if (!text.starts_with(tag) || !is_letters(text.substr(tag.size()), kSecretLetters))
    return std::nullopt;
  return secret_of(text, "");
}

bool same(const base::Digest& left, const base::Digest& right) {
  return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

bool same(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

}  // namespace rights

#include "api/cursor.h"

#include <charconv>

#include "base/hex.h"
#include "base/sha256.h"

namespace api {
namespace {

constexpr std::size_t kCheckDigits =
    8;  // against mistakes, not against malice: a cursor gives no right

std::string check_of(std::string_view plain, std::string_view question) {
  return base::hex(base::sha256(std::string(question) + '\n' + std::string(plain)))
      .substr(0, kCheckDigits);
}

}  // namespace

std::string cursor_text(const Cursor& cursor, std::string_view question) {
  const std::string plain = std::to_string(cursor.as_known.number) + ' ' + cursor.key;
  return check_of(plain, question) + base::hex(plain);
}

std::optional<Cursor> parse_cursor(std::string_view text, std::string_view question) {
  if (text.size() <= kCheckDigits) return std::nullopt;
  const auto plain = base::parse_hex(text.substr(kCheckDigits));
  if (!plain || check_of(*plain, question) != text.substr(0, kCheckDigits)) return std::nullopt;
  const std::size_t space = plain->find(' ');
  if (space == std::string::npos) return std::nullopt;
  Cursor out;
  const auto [end, failed] =
      std::from_chars(plain->data(), plain->data() + space, out.as_known.number);
  if (failed != std::errc() || end != plain->data() + space) return std::nullopt;
  out.key = plain->substr(space + 1);
  return out;
}

}  // namespace api

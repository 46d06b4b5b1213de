// Whatever the text: what is read is below 10^18, prints to text that reads the same, and is, for
// plain digits, what school arithmetic makes of them.
#include "base/check.h"
#include "base/decimal.h"

namespace {

// The value of [-]digits[.digits] in 10^-12; nothing for any other text, or a long one.
bool by_hand(std::string_view text, base::Int128& out) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view places = point < text.size() ? text.substr(point + 1) : "";
  if (point == 0 || point > 18 || places.size() > 12 || (point < text.size() && places.empty())) {
    return false;
  }
  out = 0;
  for (std::size_t i = 0; i < point + 1 + 12; ++i) {
    if (i == point) continue;
    const char c = i < text.size() ? text[i] : '0';
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  if (negative) out = -out;
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  base::ParsedDecimal parsed;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const base::NumberFault fault = base::parse_decimal(text, parsed);
  base::Int128 expected = 0;
  if (by_hand(text, expected)) {
    ASSERT(fault == base::NumberFault::None);
    ASSERT(parsed.value.units() == expected && parsed.rest == 0);
  }
  if (fault != base::NumberFault::None) return 0;
  const std::string exact = base::Product::from_parts(parsed.value, parsed.rest).text();
  base::ParsedDecimal again;
  ASSERT(base::parse_decimal(exact, again) == base::NumberFault::None);
  ASSERT(again == parsed);
  return 0;
}

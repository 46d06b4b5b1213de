// Whatever the text: what is read is below 10^18 and prints to text that reads the same.
#include "base/check.h"
#include "base/decimal.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  base::ParsedDecimal parsed;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (base::parse_decimal(text, parsed) != base::NumberFault::None) return 0;
  const std::string exact = base::Product::from_parts(parsed.value, parsed.rest).text();
  base::ParsedDecimal again;
  ASSERT(base::parse_decimal(exact, again) == base::NumberFault::None);
  ASSERT(again == parsed);
  return 0;
}

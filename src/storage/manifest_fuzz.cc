// The texts and blobs of manifest rows, whatever they hold: a sum that is read is the one way to
// write its number; row positions come out as they went in.
#include <cstring>

#include "base/check.h"
#include "storage/usage_store_internal.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto sum = storage::decimal_of_units(bytes)) {
    const std::string text = storage::units_text(*sum);
    const auto again = storage::decimal_of_units(text);
    ASSERT(again && *again == *sum);
    ASSERT(text.size() <= bytes.size());  // leading zeros may go
  } else {
    ASSERT(sum.error().code == base::Code::Corrupt);
  }
  const std::vector<std::int64_t> rows = storage::rows_of_blob(bytes);
  ASSERT(rows.size() == size / 8);
  ASSERT(storage::rows_blob(rows) == bytes.substr(0, size / 8 * 8));
  base::Int128 units = 0;
  if (size < sizeof units) return 0;
  std::memcpy(&units, data, sizeof units);
  const base::Decimal number = base::Decimal::from_units(units);
  ASSERT(storage::decimal_of_units(storage::units_text(number)) == number);
  return 0;
}

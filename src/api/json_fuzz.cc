// Any bytes: what is accepted is written and read again as the same value.
#include "api/json.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = api::parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const auto again = api::parse_json(api::json_of(*value));
  ASSERT(again && *again == *value);
  return 0;
}

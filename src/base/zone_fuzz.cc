// Whatever the text: a timestamp is within its day and its offset within a day.
#include "base/check.h"
#include "base/zone.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto read = base::parse_timestamp({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  ASSERT(read->milliseconds >= 0 && read->milliseconds < 86'400'000);
  if (!read->offset_minutes) return 0;
  const base::Day day = base::Zone::utc().day_of(base::instant_of(*read));
  ASSERT(day - read->day >= -1 && day - read->day <= 1);
  return 0;
}

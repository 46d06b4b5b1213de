#include "base/instant.h"

#include <fmt/format.h>

#include "base/day.h"

namespace base {

std::string rfc3339(Instant at) {
  constexpr std::int64_t kDay = 86'400'000;
  std::int64_t day = at.milliseconds / kDay;
  std::int64_t rest = at.milliseconds % kDay;
  if (rest < 0) {
    rest += kDay;
    --day;
  }
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Day{static_cast<std::int32_t>(day)}.text(),
                     rest / 3'600'000, rest / 60'000 % 60, rest / 1'000 % 60, rest % 1'000);
}

}  // namespace base

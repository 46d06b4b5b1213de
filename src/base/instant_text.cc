#include "base/instant_text.h"

#include <fmt/format.h>

#include "base/day.h"

namespace base {
namespace {

struct Parts {
  Day day;
  std::int64_t ms;  // of the day
};

Parts parts_of(Instant at) {
  constexpr std::int64_t kDay = 86'400'000;
  const std::int64_t day = (at.milliseconds - (at.milliseconds < 0 ? kDay - 1 : 0)) / kDay;
  return {{static_cast<std::int32_t>(day)}, at.milliseconds - day * kDay};
}

std::string seconds_text(const Parts& at) {
  return fmt::format("{}T{:02}:{:02}:{:02}", at.day.text(), at.ms / 3'600'000, at.ms / 60'000 % 60,
                     at.ms / 1'000 % 60);
}

}  // namespace

std::string instant_text(Instant at) {
  return seconds_text(parts_of(at)) + 'Z';
}

std::string instant_text_ms(Instant at) {
  const Parts parts = parts_of(at);
  return seconds_text(parts) + fmt::format(".{:03}Z", parts.ms % 1'000);
}

}  // namespace base

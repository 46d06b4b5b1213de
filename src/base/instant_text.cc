#include "base/instant_text.h"

#include "base/day.h"

namespace base {

std::string instant_text(Instant at) {
  constexpr std::int64_t kDayMs = 86'400'000;
  const std::int64_t days = (at.milliseconds - (at.milliseconds < 0 ? kDayMs - 1 : 0)) / kDayMs;
  const std::int64_t second = (at.milliseconds - days * kDayMs) / 1000;
  const auto two = [](std::int64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return Day{static_cast<std::int32_t>(days)}.text() + 'T' + two(second / 3600) + ':' +
         two(second / 60 % 60) + ':' + two(second % 60) + 'Z';
}

}  // namespace base

#include "base/instant_text.h"

#include <fmt/format.h>

#include <array>

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

std::string internet_date(Instant at) {
  static constexpr std::array<std::string_view, 7> kDays{"Thu", "Fri", "Sat", "Sun",
                                                         "Mon", "Tue", "Wed"};  // 1970-01-01: Thu
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Day day = parts_of(at).day;
  const auto month = static_cast<std::size_t>(day.month().number % 12);
  const auto weekday = static_cast<std::size_t>((day.number % 7 + 7) % 7);
  const std::string text = instant_text(at);  // 2026-04-15T09:30:05Z
  return fmt::format("{}, {} {} {} {}", kDays[weekday], text.substr(8, 2), kMonths[month],
                     text.substr(0, 4), text.substr(11, 8));
}

}  // namespace base

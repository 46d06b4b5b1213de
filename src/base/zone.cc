#include "base/zone.h"

#include <date/tz.h>

#include <chrono>
#include <exception>
#include <string>

#include "base/check.h"

namespace base {
namespace {

constexpr std::int64_t kDayMilliseconds = 86'400'000;

// Reads exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int out = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return out;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text[0] != expected) return false;
  text.remove_prefix(1);
  return true;
}

// Seconds and their fraction, from behind "hh:mm:" on.
std::optional<std::int64_t> take_seconds(std::string_view& text) {
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  std::int64_t milliseconds = *seconds * 1000;
  if (!take(text, '.')) return milliseconds;
  int digits = 0;
  for (int unit = 100; !text.empty() && text[0] >= '0' && text[0] <= '9'; unit /= 10, ++digits) {
    milliseconds += (text[0] - '0') * unit;
    text.remove_prefix(1);
  }
  if (digits == 0) return std::nullopt;
  return milliseconds;
}

// The rest of the text: nothing, Z, or a signed offset.
bool read_offset(std::string_view text, std::optional<int>& out) {
  if (text.empty()) return true;
  if (text == "Z" || text == "z") {
    out = 0;
    return true;
  }
  const bool west = text[0] == '-';
  if (!west && text[0] != '+') return false;
  text.remove_prefix(1);
  const auto hours = take_digits(text, 2);
  take(text, ':');
  const auto minutes = text.empty() ? std::optional<int>(0) : take_digits(text, 2);
  if (!hours || !minutes || !text.empty() || *hours > 18 || *minutes > 59) return false;
  out = (*hours * 60 + *minutes) * (west ? -1 : 1);
  return true;
}

Day day_before(std::int64_t milliseconds) {
  std::int64_t day = milliseconds / kDayMilliseconds;
  if (milliseconds % kDayMilliseconds < 0) --day;
  return {static_cast<std::int32_t>(day)};
}

const date::time_zone& zone_of(const void* zone) {
  return *static_cast<const date::time_zone*>(zone);
}

}  // namespace

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  const auto day = Day::parse(text.substr(0, 10));
  if (!day) return std::nullopt;
  Timestamp out{*day, 0, std::nullopt};
  if (text.size() == 10) return out;
  const char separator = text[10];
  if (separator != 'T' && separator != 't' && separator != ' ') return std::nullopt;
  text.remove_prefix(11);
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  out.milliseconds = (*hours * 60 + *minutes) * std::int64_t{60'000};
  if (take(text, ':')) {
    const auto seconds = take_seconds(text);
    if (!seconds) return std::nullopt;
    out.milliseconds += *seconds;
  }
  if (!read_offset(text, out.offset_minutes)) return std::nullopt;
  return out;
}

Instant instant_of(const Timestamp& timestamp) {
  ASSERT(timestamp.offset_minutes.has_value());
  return {timestamp.day.number * kDayMilliseconds + timestamp.milliseconds -
          *timestamp.offset_minutes * std::int64_t{60'000}};
}

Result<Zone> Zone::find(std::string_view name) {
  if (name == "UTC") return utc();
  try {
    return Zone(date::locate_zone(std::string(name)));
  } catch (const std::exception&) {
    return fail(Code::InvalidInput, "time zone '" + std::string(name) +
                                        "' is not in the system's zone database; use a name "
                                        "such as 'Europe/Berlin' or 'UTC'");
  }
}

Day Zone::day_of(Instant at) const {
  if (zone_ == nullptr) return day_before(at.milliseconds);
  const date::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(at.milliseconds)};
  return day_before(zone_of(zone_).to_local(time).time_since_epoch().count());
}

Instant Zone::instant_at(const Timestamp& local) const {
  const std::int64_t face = local.day.number * kDayMilliseconds + local.milliseconds;
  if (zone_ == nullptr) return {face};
  const date::local_time<std::chrono::milliseconds> time{std::chrono::milliseconds(face)};
  return {zone_of(zone_).to_sys(time, date::choose::earliest).time_since_epoch().count()};
}

Day programme_day(const Timestamp& timestamp, const Zone& programme, const ZonelessPolicy& policy) {
  if (timestamp.offset_minutes) return programme.day_of(instant_of(timestamp));
  if (!policy.clock) return timestamp.day;
  return programme.day_of(policy.clock->instant_at(timestamp));
}

}  // namespace base

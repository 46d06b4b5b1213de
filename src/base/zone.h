// Where timestamps become programme days: a time zone of the system's database, and the reading of
// timestamps with or without an offset. docs/decisions/0002-days-and-time-zones.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/day.h"
#include "base/keys.h"
#include "base/result.h"

namespace base {

// A point on some clock's face; `offset_minutes` only when the text names one (Z is 0).
struct Timestamp {
  Day day;
  std::int64_t milliseconds = 0;  // since midnight, 0 <= milliseconds < 86,400,000
  std::optional<int> offset_minutes;
  friend bool operator==(const Timestamp&, const Timestamp&) = default;
};

// Reads YYYY-MM-DD[(T| )hh:mm[:ss[.fraction]][Z|(+|-)hh[:]mm]]. A fraction finer than a millisecond
// is cut off; it cannot move a day.
std::optional<Timestamp> parse_timestamp(std::string_view text);

// Requires: offset_minutes is set.
Instant instant_of(const Timestamp& timestamp);

class Zone {
 public:
  // An IANA name ("Europe/Berlin"); an unknown one is Code::InvalidInput.
  static Result<Zone> find(std::string_view name);
  static Zone utc() { return Zone(nullptr); }

  // The day that this zone's calendar shows at the instant.
  Day day_of(Instant at) const;
  // The instant at which this zone's clock shows the timestamp, whose own offset is not looked at.
  // A time that occurs twice is its first occurrence; a skipped one is the moment of the jump.
  Instant instant_at(const Timestamp& local) const;

 private:
  explicit Zone(const void* zone) : zone_(zone) {}
  const void* zone_;  // owned by the zone database for the life of the process; null: UTC
};

// How a feed's timestamps without an offset are meant.
struct ZonelessPolicy {
  std::optional<Zone> clock;  // the clock they were read from; none: the programme's own
};

// The programme day of a timestamp.
Day programme_day(const Timestamp& timestamp, const Zone& programme, const ZonelessPolicy& policy);

}  // namespace base

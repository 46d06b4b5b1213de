// A usage event: CloudEvents 1.0 in JSON as a record of the log, or what is wrong with it. Only
// what an event is by itself is seen here; whether its subscription is known is found out when it
// is folded into the log. docs/formats/usage-events.md.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/zone.h"
#include "usage/record.h"

namespace ingest {

inline constexpr std::size_t kEventBytesMax = std::size_t{64} << 10;  // of data in binary mode
inline constexpr std::size_t kEventsBytesMax = std::size_t{8} << 20;  // of a structured body
inline constexpr std::size_t kEventTextMax = 1024;                    // bytes of each value

// How `data` is meant.
enum class EventForm {
  Usage,  // it has the columns of the usage feed as members
  Meter,  // of a metering system: `type` is what is used, `data.value` how much
};

// Why an event was not taken.
struct Rejection {
  std::string code;      // a cause of quarantine.h, or one of those listed in the format
  std::string pointer;   // JSON Pointer into the event as it is structured; "": the event itself
  std::string message;   // what stands there
  std::string expected;  // what would be right
  friend bool operator==(const Rejection&, const Rejection&) = default;
};
using EventAnswer = std::expected<usage::Record, Rejection>;

// The events of a structured body, one or a list of them, each answered at its place. An error is
// about all of them: InvalidInput for what is no JSON, too large, or nested more than 32 deep.
base::Result<std::vector<EventAnswer>> read_events(std::string body, EventForm form,
                                                   const base::Zone& programme);

// One event in binary mode: its attributes by name ("id", "source", "datacontenttype", ...), and
// `data` as JSON.
using EventAttributes = std::map<std::string, std::string, std::less<>>;
EventAnswer read_event(const EventAttributes& attributes, std::string data, EventForm form,
                       const base::Zone& programme);

}  // namespace ingest

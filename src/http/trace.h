// Which trace a request belongs to (W3C Trace Context, Recommendation of 23 November 2021).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace http {

struct Trace {
  std::string id;    // 32 hex digits in lower case, not all zero
  std::string span;  // 16; of who called, and in an answer of the work for this request
  bool is_sampled = false;

  std::string traceparent() const;
  friend bool operator==(const Trace&, const Trace&) = default;
};

// What a header traceparent says; none for what the recommendation does not allow. Of a version
// that is not known yet the parts of version 00 are read.
std::optional<Trace> parse_traceparent(std::string_view text);

// The trace that the caller named in its one header traceparent, with a span of our own; a new one
// for none, for several and for what is malformed. Ids follow from seed and request.
Trace trace_of(std::optional<Trace> caller, std::string_view seed, std::string_view request);

}  // namespace http

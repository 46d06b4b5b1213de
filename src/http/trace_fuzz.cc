// Whatever a caller sends: no trace, or one that is written and read again as the same.
#include <cstdint>

#include "base/check.h"
#include "http/trace.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto trace = http::parse_traceparent(text);
  if (trace) ASSERT(http::parse_traceparent(trace->traceparent()) == *trace);
  const http::Trace ours = http::trace_of(trace, "seed", text);
  ASSERT(http::parse_traceparent(ours.traceparent()) == ours);
  return 0;
}

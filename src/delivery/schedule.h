// When a message is tried again, and when it is given up. Pure: time and chance are handed in.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/keys.h"

namespace delivery {

// Seconds between an attempt and the one before it. docs/formats/webhooks.md publishes them.
inline constexpr std::array<std::int64_t, 10> kDelays{0,      5,      300,    1'800,  7'200,
                                                      18'000, 36'000, 50'400, 72'000, 86'400};

// What came of one attempt.
struct Outcome {
  int status = 0;      // of HTTP; 0: there was no answer
  std::string detail;  // why there was none; no word of the answer's body
  std::int64_t milliseconds = 0;
};

enum class Verdict : std::uint8_t {
  Delivered,  // any 2xx
  Again,
  GivenUp,  // that was the last attempt: the endpoint is disabled
  Gone,     // 410: the receiver wants no more, the endpoint is disabled
};
inline constexpr std::array<std::string_view, 4> kVerdicts{"delivered", "again", "given_up",
                                                           "gone"};

struct Next {
  Verdict verdict = Verdict::Delivered;
  base::Instant due;  // of the next attempt
};

// `attempt` counts from 0. The delay is lengthened by up to a tenth, as `chance` says, so that what
// failed together is not tried together.
Next after(const Outcome& outcome, std::size_t attempt, base::Instant now, std::uint32_t chance);

}  // namespace delivery

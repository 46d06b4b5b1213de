#include "delivery/schedule.h"

namespace delivery {

Next after(const Outcome& outcome, std::size_t attempt, base::Instant now, std::uint32_t chance) {
  if (outcome.status >= 200 && outcome.status <= 299) return {Verdict::Delivered, now};
  if (outcome.status == 410) return {Verdict::Gone, now};
  if (attempt + 1 >= kDelays.size()) return {Verdict::GivenUp, now};
  const std::int64_t delay = kDelays[attempt + 1] * 1'000;
  const auto jitter = static_cast<std::int64_t>(chance) * (delay / 10) >> 32;
  return {Verdict::Again, {now.milliseconds + delay + jitter}};
}

}  // namespace delivery

#include "access/throttle.h"

#include <algorithm>

namespace rights {

std::int64_t Throttle::wait(const std::string& key, base::Instant now) const {
  const std::scoped_lock lock(mutex_);
  const auto known = counts_.find(key);
  if (known == counts_.end()) return 0;
  return std::max<std::int64_t>(0, known->second.until.milliseconds - now.milliseconds);
}

void Throttle::drop(std::map<std::string, Count>::iterator one) {
  ends_.erase({one->second.until, one->first});
  counts_.erase(one);
}

void Throttle::failed(const std::string& key, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  Count count{.failures = 0, .last = now, .until = now};
  if (const auto known = counts_.find(key); known != counts_.end()) {
    if (now.milliseconds - known->second.last.milliseconds < limits_.forgotten)
      count.failures = known->second.failures;
    drop(known);
  } else if (counts_.size() >= limits_.keys) {
    drop(counts_.find(ends_.begin()->second));
  }
  ++count.failures;
  if (count.failures > limits_.free) {
    constexpr int kMostDoublings = 30;
    const int doublings = std::min(count.failures - limits_.free - 1, kMostDoublings);
    count.until.milliseconds += std::min(limits_.first << doublings, limits_.longest);
  }
  ends_.emplace(count.until, key);
  counts_.emplace(key, count);
}

void Throttle::succeeded(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  if (const auto known = counts_.find(key); known != counts_.end()) drop(known);
}

std::size_t Throttle::size() const {
  const std::scoped_lock lock(mutex_);
  return counts_.size();
}

}  // namespace rights

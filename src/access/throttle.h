// Against guessing: whoever failed some times waits, twice as long after each further failure. Kept
// in memory only, for users and addresses alike; names that nobody has wait like others, so the
// wait tells nothing. For many threads.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "base/keys.h"

namespace rights {

class Throttle {
 public:
  struct Limits {
    int free = 5;                // failures without a wait
    std::int64_t first = 1'000;  // milliseconds
    std::int64_t longest = 900'000;
    std::int64_t forgotten = 24 * 60 * 60 * 1'000;  // after the last failure
    std::size_t keys = 65'536;                      // the one whose wait ends first makes room
  };
  Throttle() : Throttle(Limits{}) {}
  explicit Throttle(Limits limits) : limits_(limits) {}

  // Milliseconds until the next try is looked at; 0: now.
  std::int64_t wait(const std::string& key, base::Instant now) const;
  void failed(const std::string& key, base::Instant now);
  void succeeded(const std::string& key);
  std::size_t size() const;

 private:
  struct Count {
    int failures = 0;
    base::Instant last;
    base::Instant until;
  };
  void drop(std::map<std::string, Count>::iterator one);

  const Limits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, Count> counts_;
  std::set<std::pair<base::Instant, std::string>> ends_;  // until of each
};

}  // namespace rights

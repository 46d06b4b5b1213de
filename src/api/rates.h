// How much one principal may ask: a bucket for each class of operations, filled as time passes
// (AP-12; RateLimit fields of draft-ietf-httpapi-ratelimit-headers-10).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "base/keys.h"
#include "http/message.h"

namespace api {

struct Operation;

enum class RateClass : std::uint8_t { Read, Write, Ingest };
inline constexpr std::array<std::string_view, 3> kRateClasses{"read", "write", "ingest"};
constexpr std::string_view word(RateClass one) {
  return kRateClasses[static_cast<std::size_t>(one)];
}
RateClass rate_class(const Operation& operation);

// Requests in a second, by class; so many may come at once, too. 0: any number.
using RateLimits = std::array<std::int64_t, kRateClasses.size()>;
inline constexpr RateLimits kRateLimits{2'000, 200, 5'000};

struct Rate {
  bool is_allowed = true;
  RateClass of = RateClass::Read;
  std::int64_t limit = 0;      // 0: there is none
  std::int64_t remaining = 0;  // that may be asked at once after this one
  // Into the answer: RateLimit-Policy and RateLimit.
  void tell(http::Response& response) const;
};

class Rates {
 public:
  explicit Rates(const RateLimits& limits = kRateLimits) : limits_(limits) {}
  void set(const RateLimits& limits);
  Rate take(const std::string& principal, RateClass of, base::Instant now);

 private:
  struct Bucket {
    std::int64_t thousandths = 0;  // of requests
    base::Instant at{};
  };
  std::mutex mutex_;
  RateLimits limits_;
  std::map<std::pair<std::string, RateClass>, Bucket> buckets_;
};

}  // namespace api

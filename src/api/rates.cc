#include "api/rates.h"

#include <algorithm>

#include "api/contract.h"

namespace api {
namespace {

constexpr std::int64_t kWhole = 1'000;  // thousandths of a request
constexpr std::size_t kBucketsMax = 10'000;

}  // namespace

RateClass rate_class(const Operation& operation) {
  if (operation.method == "GET") return RateClass::Read;
  return operation.resource == "usage_events" || operation.resource == "imports" ? RateClass::Ingest
                                                                                 : RateClass::Write;
}

void Rate::tell(http::Response& response) const {
  if (limit == 0) return;
  const std::string name = '"' + std::string(word(of)) + '"';
  response.with("ratelimit-policy", name + ";q=" + std::to_string(limit) + ";w=1");
  response.with("ratelimit", name + ";r=" + std::to_string(remaining) + ";t=1");
}

void Rates::set(const RateLimits& limits) {
  const std::scoped_lock lock(mutex_);
  limits_ = limits;
}

Rate Rates::take(const std::string& principal, RateClass of, base::Instant now) {
  const std::scoped_lock lock(mutex_);
  Rate out{.of = of, .limit = limits_[static_cast<std::size_t>(of)]};
  if (out.limit == 0) return out;
  const std::int64_t full = out.limit * kWhole;
  // Whoever has not asked for a second has a full bucket, as has who never asked.
  if (buckets_.size() >= kBucketsMax) {
    std::erase_if(buckets_, [&](const auto& one) {
      return now.milliseconds - one.second.at.milliseconds >= 1'000;
    });
  }
  const auto [place, is_new] = buckets_.try_emplace({principal, of}, Bucket{full, now});
  Bucket& bucket = place->second;
  // A limit a second is as many thousandths a millisecond.
  const std::int64_t passed =
      std::clamp<std::int64_t>(now.milliseconds - bucket.at.milliseconds, 0, 1'000);
  bucket.thousandths = std::min(full, bucket.thousandths + passed * out.limit);
  bucket.at = now;
  out.is_allowed = bucket.thousandths >= kWhole;
  if (out.is_allowed) bucket.thousandths -= kWhole;
  out.remaining = bucket.thousandths / kWhole;
  return out;
}

}  // namespace api

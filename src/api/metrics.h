// What the process has done, counted, in the text form that Prometheus reads. Whole numbers only:
// durations are counted in microseconds and written as seconds.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace api {

// Requests by operation, status class and duration.
class RequestCounts {
 public:
  // One place for each name; the last one counts what names no operation.
  explicit RequestCounts(std::vector<std::string> operations);
  void count(std::string_view operation, int status, std::chrono::microseconds took);
  // Lines of accredit_http_requests_total and accredit_http_request_duration_seconds.
  std::string text() const;

 private:
  static constexpr std::array<std::int64_t, 9> kBounds{500,    1'000,   2'500,   5'000,    10'000,
                                                       50'000, 100'000, 500'000, 2'500'000};
  struct Counts {
    std::array<std::atomic<std::int64_t>, 6> statuses{};  // by class, from 0xx
    std::array<std::atomic<std::int64_t>, kBounds.size() + 1> durations{};
    std::atomic<std::int64_t> microseconds = 0;
  };
  std::size_t place_of(std::string_view operation) const;

  std::vector<std::string> operations_;
  std::unique_ptr<Counts[]> counts_;
};

// A metric with a value for each word of one label, with its two lines of description.
struct Labelled {
  std::string_view word;
  std::int64_t value;
};
std::string metric_text(std::string_view name, std::string_view type, std::string_view help,
                        std::string_view label, std::span<const Labelled> values);
// A metric with one value, with its two lines of description.
std::string metric_text(std::string_view name, std::string_view type, std::string_view help,
                        std::int64_t value);

}  // namespace api

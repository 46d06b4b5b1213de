#include "api/metrics.h"

#include <algorithm>

namespace api {
namespace {

constexpr std::int64_t kMicros = 1'000'000;

// "0.0025" of 2500 microseconds.
std::string seconds_text(std::int64_t microseconds) {
  std::string digits = std::to_string(microseconds % kMicros);
  digits.insert(0, 6 - digits.size(), '0');
  digits.erase(digits.find_last_not_of('0') + 1);
  return std::to_string(microseconds / kMicros) + (digits.empty() ? "" : '.' + digits);
}

std::string described(std::string_view name, std::string_view type, std::string_view help) {
  const std::string begin(name);
  return "# HELP " + begin + ' ' + std::string(help) + "\n# TYPE " + begin + ' ' +
         std::string(type) + '\n';
}

}  // namespace

RequestCounts::RequestCounts(std::vector<std::string> operations)
    : operations_(std::move(operations)) {
  std::ranges::sort(operations_);
  counts_ = std::make_unique<Counts[]>(operations_.size() + 1);
}

std::size_t RequestCounts::place_of(std::string_view operation) const {
  const auto found = std::ranges::lower_bound(operations_, operation);
  const bool is_known = found != operations_.end() && *found == operation;
  return is_known ? static_cast<std::size_t>(found - operations_.begin()) : operations_.size();
}

void RequestCounts::count(std::string_view operation, int status, std::chrono::microseconds took) {
  Counts& counts = counts_[place_of(operation)];
  ++counts.statuses[static_cast<std::size_t>(std::clamp(status / 100, 0, 5))];
  const auto bound = std::ranges::lower_bound(kBounds, std::int64_t{took.count()});
  ++counts.durations[static_cast<std::size_t>(bound - kBounds.begin())];
  counts.microseconds += took.count();
}

std::string RequestCounts::text() const {
  std::string totals = described("accredit_http_requests_total", "counter",
                                 "Requests answered, by operation and class of status.");
  constexpr std::string_view kDuration = "accredit_http_request_duration_seconds";
  std::string durations =
      described(kDuration, "histogram", "Time from the head of a request to its written answer.");
  for (std::size_t i = 0; i <= operations_.size(); ++i) {
    const Counts& counts = counts_[i];
    const std::string label =
        "{operation=\"" + (i < operations_.size() ? operations_[i] : std::string("none")) + '"';
    std::int64_t all = 0;
    if (std::ranges::all_of(counts.durations, [](const auto& one) { return one == 0; })) continue;
    for (std::size_t status = 0; status < counts.statuses.size(); ++status) {
      const std::int64_t number = counts.statuses[status];
      if (number == 0) continue;
      totals += "accredit_http_requests_total" + label + ",status=\"" + std::to_string(status) +
                "xx\"} " + std::to_string(number) + '\n';
    }
    for (std::size_t k = 0; k <= kBounds.size(); ++k) {
      all += counts.durations[k];
      const std::string bound = k < kBounds.size() ? seconds_text(kBounds[k]) : "+Inf";
      durations += std::string(kDuration) + "_bucket" + label + ",le=\"" + bound + "\"} " +
                   std::to_string(all) + '\n';
    }
    durations +=
        std::string(kDuration) + "_sum" + label + "} " + seconds_text(counts.microseconds) + '\n';
    durations += std::string(kDuration) + "_count" + label + "} " + std::to_string(all) + '\n';
  }
  return totals + durations;
}

std::string metric_text(std::string_view name, std::string_view type, std::string_view help,
                        std::string_view label, std::span<const Labelled> values) {
  std::string out = described(name, type, help);
  for (const Labelled& one : values) {
    out += std::string(name) + '{' + std::string(label) + "=\"" + std::string(one.word) + "\"} " +
           std::to_string(one.value) + '\n';
  }
  return out;
}

std::string metric_text(std::string_view name, std::string_view type, std::string_view help,
                        std::int64_t value) {
  return described(name, type, help) + std::string(name) + ' ' + std::to_string(value) + '\n';
}

}  // namespace api

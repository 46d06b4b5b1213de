// How a benchmark times, and how it says what it found: words on stderr, one JSON object on stdout
// and at the end of bench/results/NAME.ndjson.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bench {

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Processor seconds that this process has used, all threads together.
double processor_seconds();

// Seconds of the clock on the wall, which is what counts, and of the processors, which say more
// on a machine that does other things besides.
class Timing {
 public:
  template <class Work>
  void run(Work work) {
    const double processor = processor_seconds();
    const Stopwatch watch;
    work();
    wall_.push_back(watch.seconds());
    processor_.push_back(processor_seconds() - processor);
  }

  // A run that was timed elsewhere.
  void take(double wall, double processor) {
    wall_.push_back(wall);
    processor_.push_back(processor);
  }

  std::size_t runs() const { return wall_.size(); }
  double median() const;
  double min() const;
  double max() const;
  double processor() const;  // median
  std::string text() const;  // "12.3 ms (11.9 - 14.0), processors 24.1"

 private:
  std::vector<double> wall_, processor_;
};

// Milliseconds that `share` of the times stay within. Requires: seconds, sorted, at least one.
double within_ms(const std::vector<double>& times, double share);

std::int64_t peak_memory_mib();  // peak resident set of this process so far

// The line of results. Fields stand in the order of the calls.
class Result {
 public:
  explicit Result(std::string_view name);
  Result& text(std::string_view key, std::string_view value);
  Result& number(std::string_view key, double value);
  Result& timing(std::string_view key, const Timing& value);
  // Prints the line; under `make bench` it is kept in bench/results too.
  void publish() const;

 private:
  std::string name_;
  std::string json_;
};

// printf on stderr with a line end.
[[gnu::format(printf, 1, 2)]] void say(const char* format, ...);
// Says why and ends the process: a benchmark without an answer, or with a wrong one, has failed.
[[noreturn]] void give_up(std::string_view why);

// The value, or the end.
template <class T>
T must(base::Result<T> result) {
  if (!result) give_up(result.error().message);
  return std::move(*result);
}
inline void must(const base::Status& status) {
  if (!status) give_up(status.error().message);
}

// Settings from the environment: SCALE, RUNS, SHAPES.
double scale_wanted(double otherwise);
int runs_wanted(int otherwise);
std::vector<std::string> shapes_wanted();  // dense and sparse, or the words of SHAPES

}  // namespace bench

#include "measure.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "base/check.h"

namespace bench {
namespace {

std::string environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

std::string cpu_model() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  }
  return "unknown";
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

double median_of(std::vector<double> values) {
  ASSERT(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

}  // namespace

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double Timing::median() const {
  return median_of(wall_);
}
double Timing::min() const {
  return *std::min_element(wall_.begin(), wall_.end());
}
double Timing::max() const {
  return *std::max_element(wall_.begin(), wall_.end());
}
double Timing::processor() const {
  return median_of(processor_);
}

std::string Timing::text() const {
  const bool small = median() < 1;
  const double unit = small ? 1'000 : 1;
  char out[96];
  std::snprintf(out, sizeof out, "%8.2f %s (%.2f - %.2f), processors %.2f", median() * unit,
                small ? "ms" : "s ", min() * unit, max() * unit, processor() * unit);
  return out;
}

double within_ms(const std::vector<double>& times, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1));
  return times[at] * 1e3;
}

std::int64_t peak_memory_mib() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

Result::Result(std::string_view name) : name_(name) {
  text("bench", name);
  text("commit", environment("BENCH_COMMIT", "unknown"));
  text("date", environment("BENCH_DATE", "unknown"));
  text("cpu", cpu_model());
  number("cores", std::thread::hardware_concurrency());
}

Result& Result::text(std::string_view key, std::string_view value) {
  json_ += (json_.empty() ? "" : ",") + quoted(key) + ":" + quoted(value);
  return *this;
}

Result& Result::number(std::string_view key, double value) {
  char out[40];
  std::snprintf(out, sizeof out, "%.9g", value);
  json_ += (json_.empty() ? "" : ",") + quoted(key) + ":" + out;
  return *this;
}

Result& Result::timing(std::string_view key, const Timing& value) {
  const std::string name(key);
  number(name + "_s", value.median());
  number(name + "_min_s", value.min());
  number(name + "_max_s", value.max());
  number(name + "_cpu_s", value.processor());
  return number(name + "_runs", static_cast<double>(value.runs()));
}

void Result::publish() const {
  const std::string line = "{" + json_ + "}\n";
  std::fputs(line.c_str(), stdout);
  std::fflush(stdout);
  std::error_code ignored;
  const bool official = std::getenv("BENCH_COMMIT") != nullptr;  // tools/bench sets it
  if (!official || !std::filesystem::is_directory("bench/results", ignored)) return;
  std::ofstream("bench/results/" + name_ + ".ndjson", std::ios::app) << line;
}

void say(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  std::vfprintf(stderr, format, arguments);
  va_end(arguments);
  std::fputc('\n', stderr);
}

void give_up(std::string_view why) {
  say("benchmark failed: %.*s", static_cast<int>(why.size()), why.data());
  std::exit(1);
}

double scale_wanted(double otherwise) {
  const double scale = std::strtod(environment("SCALE", "0").c_str(), nullptr);
  return scale > 0 ? scale : otherwise;
}

int runs_wanted(int otherwise) {
  const int runs = std::atoi(environment("RUNS", "0").c_str());
  return runs > 0 ? runs : otherwise;
}

std::vector<std::string> shapes_wanted() {
  std::istringstream words(environment("SHAPES", "dense sparse"));
  std::vector<std::string> out;
  for (std::string word; words >> word;)
    out.push_back(word);
  return out;
}

}  // namespace bench

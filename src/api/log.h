// What the service tells whoever runs it: a line each, which names no person. For many threads.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "api/json.h"

namespace api {

enum class LogLevel : std::uint8_t { Error, Info };
inline constexpr std::array<std::string_view, 2> kLogLevels{"error", "info"};
constexpr std::string_view word(LogLevel level) {
  return kLogLevels[static_cast<std::size_t>(level)];
}
enum class LogFormat : std::uint8_t { Json, Text };
inline constexpr std::array<std::string_view, 2> kLogFormats{"json", "text"};

struct LogOptions {
  LogLevel upto = LogLevel::Info;
  LogFormat format = LogFormat::Json;
};

class Log {
 public:
  using Sink = std::function<void(const std::string& line)>;
  // No sink: nothing is told.
  explicit Log(Sink sink = {}) : sink_(std::move(sink)) {}
  void set(LogOptions options);
  bool tells(LogLevel level) const { return sink_ && level <= options_.load().upto; }
  // `more`: members behind the level and the message.
  void write(LogLevel level, std::string_view message, const Value& more) const;
  void fault(std::string_view message, const std::string& detail) const;
  // With the command that leads on: who reads the log can give it.
  void fault(std::string_view message, const base::Error& error) const;

 private:
  Sink sink_;
  std::atomic<LogOptions> options_;
};

}  // namespace api

#include "api/log.h"

#include <algorithm>

namespace api {
namespace {

// A word as it is, everything else as JSON.
std::string text_of(const Value& value) {
  constexpr std::string_view kMarks = "-_./:%~";
  const bool is_word = value.kind() == Kind::Text && !value.text().empty() &&
                       std::ranges::all_of(value.text(), [&](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                (c >= '0' && c <= '9') || kMarks.find(c) != kMarks.npos;
                       });
  return is_word ? value.text() : json_of(value);
}

std::string text_line(LogLevel level, std::string_view message, const Value& more) {
  std::string out = std::string(word(level)) + ": " + std::string(message);
  for (const auto& [name, value] : more.members())
    out += ' ' + name + '=' + text_of(value);
  return out;
}

std::string json_line(LogLevel level, std::string_view message, const Value& more) {
  Value line = object();
  line.add("level", word(level)).add("msg", message);
  for (const auto& [name, value] : more.members())
    line.add(name, value);
  return json_of(line);
}

}  // namespace

void Log::set(LogOptions options) {
  options_ = options;
}

void Log::write(LogLevel level, std::string_view message, const Value& more) const {
  if (!tells(level)) return;
  const bool is_json = options_.load().format == LogFormat::Json;
  sink_(is_json ? json_line(level, message, more) : text_line(level, message, more));
}

void Log::fault(std::string_view message, const std::string& detail) const {
  if (!tells(LogLevel::Error)) return;
  Value more = object();
  write(LogLevel::Error, message, more.add("detail", detail));
}

void Log::fault(std::string_view message, const base::Error& error) const {
  if (!tells(LogLevel::Error)) return;
  Value more = object().add("detail", error.message);
  if (!error.next.empty()) more.add("try", error.next);
  write(LogLevel::Error, message, more);
}

}  // namespace api

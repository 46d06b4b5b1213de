#include "http/trace.h"

#include <algorithm>

#include "base/sha256.h"

namespace http {
namespace {

constexpr std::size_t kIdSize = 32, kSpanSize = 16;
constexpr std::size_t kSize = 55;  // "00-" id "-" span "-00"
constexpr std::size_t kIdAt = 3, kSpanAt = 36, kFlagsAt = 53;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_id(std::string_view text) {
  return is_hex(text) && text.find_first_not_of('0') != text.npos;
}

bool is_odd(char digit) {
  return std::string_view("13579bdf").find(digit) != std::string_view::npos;
}

}  // namespace

std::string Trace::traceparent() const {
  return "00-" + id + '-' + span + (is_sampled ? "-01" : "-00");
}

std::optional<Trace> parse_traceparent(std::string_view text) {
  if (text.size() < kSize) return std::nullopt;
  const std::string_view version = text.substr(0, 2), flags = text.substr(kFlagsAt, 2);
  const bool has_more = text.size() > kSize;
  const bool is_cut = text[2] == '-' && text[kSpanAt - 1] == '-' && text[kFlagsAt - 1] == '-' &&
                      (!has_more || (version != "00" && text[kSize] == '-'));
  Trace out{std::string(text.substr(kIdAt, kIdSize)), std::string(text.substr(kSpanAt, kSpanSize)),
            is_odd(flags[1])};
  const bool is_sound = is_cut && is_hex(version) && version != "ff" && is_hex(flags) &&
                        is_id(out.id) && is_id(out.span);
  return is_sound ? std::optional(std::move(out)) : std::nullopt;
}

Trace trace_of(std::optional<Trace> caller, std::string_view seed, std::string_view request) {
  const std::string made = base::hex(base::sha256(std::string(seed) + std::string(request)));
  Trace out = caller.value_or(Trace{made.substr(0, kIdSize), {}, false});
  out.span = made.substr(kIdSize, kSpanSize);
  return out;
}

}  // namespace http

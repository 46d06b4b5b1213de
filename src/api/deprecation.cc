#include "api/deprecation.h"

#include <algorithm>

#include "base/instant_text.h"

namespace api {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

bool is_given(const Parameter& parameter, const http::Target& target, const http::Headers& given) {
  const auto is_it = [&](const auto& one) {
    return std::ranges::equal(one.first, parameter.name, [](char a, char b) {
      return a == b || (b >= 'A' && b <= 'Z' && a == b - 'A' + 'a');
    });
  };
  switch (parameter.in) {
    case Parameter::In::Path: return true;
    case Parameter::In::Header: return std::ranges::any_of(given, is_it);
    case Parameter::In::Query: break;
  }
  return std::ranges::find(target.query, parameter.name, [](const auto& one) {
           return std::string_view(one.first);
         }) != target.query.end();
}

}  // namespace

void tell_deprecation(const Operation& operation, const http::Target& target,
                      const http::Headers& given, http::Response& response) {
  std::optional<base::Day> since, sunset;
  const auto earlier = [](std::optional<base::Day>& known, std::optional<base::Day> other) {
    if (other && (!known || *other < *known)) known = other;
  };
  const auto add = [&](const std::optional<Deprecation>& one) {
    if (one) earlier(since, one->since);
    if (one) earlier(sunset, one->sunset);
  };
  add(operation.deprecation);
  for (const Parameter& one : operation.parameters) {
    if (is_given(one, target, given)) add(one.deprecation);
  }
  if (since) response.with("deprecation", '@' + std::to_string(since->number * kDaySeconds));
  if (!sunset) return;
  response.with("sunset", base::internet_date({sunset->number * kDaySeconds * 1'000}) + " GMT");
}

}  // namespace api

#include "access/scope.h"

#include <algorithm>

#include "access/matrix.h"
#include "base/nearest.h"
#include "base/terms.h"

namespace rights {
namespace {

base::Status add_scopes(std::string_view text, std::vector<Scope>& out) {
  const std::size_t colon = text.find(':');
  const std::string_view noun = text.substr(0, colon);
  const std::string_view verb = colon == text.npos ? std::string_view() : text.substr(colon + 1);
  const auto resource = base::parse_word<Resource>(kResources, noun);
  if (!resource) {
    return base::fail(base::Code::Usage, "there is no scope '" + std::string(text) +
                                             "'; a scope is resource:action, such as credit:read" +
                                             base::hint(noun, kResources));
  }
  const std::size_t before = out.size();
  for (const Scope one : known_scopes()) {
    if (one.resource == *resource && (verb == "*" || verb == word(one.action))) out.push_back(one);
  }
  if (out.size() > before) return {};
  return base::fail(base::Code::Usage, "nobody can do '" + std::string(verb) + "' with " +
                                           std::string(noun) + base::hint(verb, kActions));
}

}  // namespace

std::string Scope::text() const {
  return std::string(word(resource)) + ":" + std::string(word(action));
}

base::Result<std::vector<Scope>> parse_scopes(std::string_view text) {
  constexpr std::string_view kBetween = " ,";
  std::vector<Scope> out;
  for (std::size_t at = 0; (at = text.find_first_not_of(kBetween, at)) != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    TRY_STATUS(add_scopes(text.substr(at, end - at), out));
    at = end;
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

std::string scopes_text(const std::vector<Scope>& scopes) {
  std::string text;
  for (const Scope one : scopes)
    text += (text.empty() ? "" : " ") + one.text();
  return text;
}

}  // namespace rights

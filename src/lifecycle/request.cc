#include "lifecycle/request.h"

#include <algorithm>

#include "base/nearest.h"

namespace lifecycle {
namespace {

constexpr std::array<std::string_view, 5> kActors{"customer", "partner", "operator", "feed",
                                                  "system"};

constexpr std::size_t kNameMax = 200;

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kNameMax && text.front() != '~' &&
         may_end_name(text.back()) && std::ranges::all_of(text, may_stand_in_name);
}

}  // namespace

bool may_stand_in_name(char c) {
  constexpr std::string_view kNever = "\"'`\\/,;()<>";
  return static_cast<unsigned char>(c) > ' ' && c != '\x7F' && kNever.find(c) == kNever.npos;
}

bool may_end_name(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string Actor::text() const {
  return std::string(kActors[static_cast<std::size_t>(kind)]) + ":" + id +
         (user.empty() ? "" : "/" + user);
}

base::Result<Actor> parse_actor(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string_view word = text.substr(0, colon);
  for (std::size_t i = 0; i < kActors.size(); ++i) {
    if (word != kActors[i]) continue;
    Actor actor{static_cast<registry::ActorKind>(i), {}, {}};
    const std::string_view rest = text.substr(std::min(colon + 1, text.size()));
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    actor.id = rest.substr(0, slash);
    actor.user = rest.substr(std::min(slash + 1, rest.size()));
    const bool named = i <= 1;  // a customer or a partner is somebody
    if (actor.id.empty() && !named) actor.id = "cli";
    if (named && !actor.user.empty() && !is_name(actor.user)) {
      return base::fail(base::Code::Usage,
                        "'" + actor.user +
                            "' names no person: a name is one word that ends with a letter or a "
                            "digit, without quotes and slashes, such as anna or anna@example.com");
    }
    if (!actor.id.empty()) return actor;
  }
  return base::fail(base::Code::Usage,
                    "'" + std::string(text) +
                        "' is nobody who acts; write customer:ID, partner:ID, operator:NAME or "
                        "feed:NAME" +
                        base::hint(word, kActors));
}

}  // namespace lifecycle

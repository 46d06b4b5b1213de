#include "lifecycle/request.h"

#include "base/nearest.h"

namespace lifecycle {
namespace {

constexpr std::array<std::string_view, 5> kActors{"customer", "partner", "operator", "feed",
                                                  "system"};

}  // namespace

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
    if (!actor.id.empty()) return actor;
  }
  return base::fail(base::Code::Usage,
                    "'" + std::string(text) +
                        "' is nobody who acts; write customer:ID, partner:ID, operator:NAME or "
                        "feed:NAME" +
                        base::hint(word, kActors));
}

}  // namespace lifecycle

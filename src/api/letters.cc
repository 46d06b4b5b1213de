// Which letters a person gets, and in which language.
#include <algorithm>
#include <array>

#include "access/identity_store.h"
#include "api/call.h"
#include "app/postman.h"
#include "storage/delivery_table.h"
#include "storage/identity_table.h"

namespace api {
namespace {

using delivery::LetterKind;
using delivery::LetterWish;

bool may_get(const Call& call, const LetterKind& kind) {
  const rights::Principal& who = call.caller.principal;
  return std::ranges::any_of(who.grants, [&](const rights::Grant& grant) {
    return app::may_be_written_to(who, grant.tenant, kind.type);
  });
}

// Errors: NotFound for who is no person.
base::Result<std::int64_t> person(const Call& call) {
  const rights::Principal& who = call.caller.principal;
  if (who.kind == rights::PrincipalKind::Person) return who.number;
  return base::fail(base::Code::NotFound, "letters go to persons: " + who.id() + " is none");
}

base::Result<Reply> settings_in(Call& call, app::Store& store) {
  const std::int64_t user = TRY(person(call));
  const auto known = TRY(storage::open_identity(store.record())->user(user));
  const std::string address = known ? known->email : "";
  const LetterWish wish = TRY(storage::open_delivery(store.record())->letter_wish(user));
  Value kinds = list();
  for (const LetterKind& kind : delivery::letter_kinds()) {
    if (!may_get(call, kind)) continue;
    Value one = object();
    one.add("type", kind.type).add("meaning", delivery::find_event_type(kind.type)->meaning);
    kinds.add(std::move(one.add("is_wanted", wish.wants(kind.type))));
  }
  Value out = object();
  out.add("object", "letter_settings").add("address", address.empty() ? Value() : Value(address));
  out.add("is_sending", call.service.sends_letters);
  out.add("language", wish.language ? Value(base::word(*wish.language)) : Value());
  return Reply{200, std::move(out.add("kinds", std::move(kinds)))};
}

base::Result<Reply> get_settings(Call& call) {
  return call.service.store->read([&](app::Store& store) { return settings_in(call, store); });
}

base::Result<Reply> set_settings(Call& call) {
  const std::int64_t user = TRY(person(call));
  const Value& kinds = call.body.get("kinds");
  for (std::size_t at = 0; at < kinds.list().size(); ++at) {
    const std::string type = kinds.list()[at].get("type").text();
    const auto kind = std::ranges::find(delivery::letter_kinds(), type, &LetterKind::type);
    if (kind != delivery::letter_kinds().end() && may_get(call, *kind)) continue;
    call.violations.push_back({"/kinds/" + std::to_string(at) + "/type", "enum",
                               "there is no such letter for you",
                               "a type that reading this lists"});
  }
  if (!call.violations.empty()) return Reply{};
  return call.change([&](app::Store& store) -> base::Result<Reply> {
    const auto table = storage::open_delivery(store.record());
    LetterWish wish = TRY(table->letter_wish(user));
    wish.language =
        base::parse_word<base::Language>(base::kLanguages, call.body.get("language").text());
    for (const Value& one : kinds.list())
      wish.kinds[one.get("type").text()] = one.get("is_wanted").truth();
    TRY_STATUS(table->set_letter_wish(user, wish));
    return settings_in(call, store);
  });
}

constexpr std::array<Route, 2> kRoutes{{
    {"getLetterSettings", get_settings},
    {"setLetterSettings", set_settings},
}};

}  // namespace

std::span<const Route> letter_routes() {
  return kRoutes;
}

}  // namespace api

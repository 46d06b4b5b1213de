// Signing in with a password, and what somebody who is signed in sees and changes of it.
#include <algorithm>
#include <array>

#include "access/totp.h"
#include "api/browser.h"
#include "api/call.h"
#include "base/instant_text.h"
#include "storage/identity_table.h"

namespace api {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"person", "key", "client"};
constexpr std::string_view kSessionPrefix = "ses_";
constexpr std::int64_t kSecond = 1'000;
constexpr std::int64_t kNumbersMax = 999'999'999'999;

std::string session_id(std::int64_t number) {
  return std::string(kSessionPrefix) + std::to_string(number);
}

Value texts_of(const auto& words, auto text) {
  Value out = list();
  for (const auto& one : words)
    out.add(std::string(text(one)));
  return out;
}

// What somebody is and may at each tenant: its roles together.
Value tenants_of(const rights::Principal& principal) {
  std::vector<rights::Tenant> tenants;
  for (const rights::Grant& grant : principal.grants)
    tenants.push_back(grant.tenant);
  std::ranges::sort(tenants);
  const auto more = std::ranges::unique(tenants);
  tenants.erase(more.begin(), more.end());
  Value out = list();
  for (const rights::Tenant& tenant : tenants) {
    const Caller there{principal, tenant};
    Value roles = list();
    for (const rights::Grant& grant : principal.grants) {
      if (grant.tenant == tenant) roles.add(word(grant.role));
    }
    Value one = object();
    one.add("tenant", tenant.text()).add("roles", std::move(roles));
    one.add("sees_money", there.sees_money());
    one.add("scopes", texts_of(rights::scopes_at(principal, tenant),
                               [](const rights::Scope& scope) { return scope.text(); }));
    out.add(std::move(one));
  }
  return out;
}

// What every side may know of the rules in force.
base::Result<Value> programme_of(Service& service) {
  const auto read = [](app::Store& store) -> base::Result<programs::Programme> {
    return store.programme(base::CommitNumber::latest());
  };
  const programs::Programme rules = TRY(service.store->read(read));
  Value out = object();
  out.add("name", rules.name).add("fiscal_year_start", rules.parameters.fiscal_year_start);
  return out;
}

// `session`: its text, when one is shown.
base::Result<Value> view_of(Service& service, const Caller& caller, const std::string& session) {
  const rights::Principal& principal = caller.principal;
  const bool is_session = caller.session != 0;
  Value out = object();
  out.add("object", "session").add("id", is_session ? Value(session_id(caller.session)) : Value());
  out.add("principal", principal.id());
  out.add("kind", kKinds[static_cast<std::size_t>(principal.kind)]);
  out.add("name", principal.name.empty() ? Value() : Value(principal.name));
  out.add("csrf_token", is_session ? Value(rights::csrf_token(session)) : Value());
  out.add("expires_at", is_session ? Value(base::instant_text(caller.until)) : Value());
  out.add("programme", TRY(programme_of(service)));
  return std::move(out.add("tenants", tenants_of(principal)));
}

// An answer with the cookie of a session that was opened just now.
base::Result<Reply> opened(Call& call, const std::string& session) {
  const base::Instant now = call.service.store->clock().now();
  const auto entrance = TRY(call.service.store->read([&](app::Store& store) {
    return rights::enter_by_session(*storage::open_identity(store.record()), session, now);
  }));
  const Caller caller{entrance.principal, {}, entrance.session, entrance.until};
  Reply out{201, TRY(view_of(call.service, caller, session))};
  give_cookie(out.headers, call.request, kSessionCookie, session, rights::kSessionLife / kSecond);
  return out;
}

base::Result<Reply> create_session(Call& call) {
  TRY_STATUS(check_page(call.request));
  const SignInDesk::Shown shown{call.body.get("name").text(), call.body.get("password").text(),
                                call.body.get("code").text()};
  if (const auto wait = call.service.sign_in->wait(shown, call.request); wait > 0) {
    const std::string seconds = std::to_string((wait + kSecond - 1) / kSecond);
    return refusal_of(call, {"rate_limited",
                             "There were too many wrong tries; wait " + seconds + " seconds.",
                             {},
                             {{"retry-after", seconds}}});
  }
  return opened(call, TRY(call.service.sign_in->sign_in(shown, call.request)));
}

base::Result<Reply> set_up(Call& call) {
  TRY_STATUS(check_page(call.request));
  return opened(call,
                TRY(call.service.sign_in->set_up(call.body.get("token").text(),
                                                 call.body.get("password").text(), call.request)));
}

base::Result<Reply> get_session(Call& call) {
  const bool is_session = call.caller.session != 0;
  const auto cookie = shown_cookie(call.request, kSessionCookie);
  Value view = TRY(view_of(call.service, call.caller, is_session ? cookie.value_or("") : ""));
  return Reply{200, std::move(view), {}, {}, true};
}

base::Status expect_session(const Call& call) {
  if (call.caller.session != 0) return {};
  return base::fail(base::Code::NotFound, "there is no session: this is a key or a token");
}

base::Status end(Call& call, std::int64_t session) {
  const std::int64_t user = call.caller.principal.number;
  return call.service.store->change([&](app::Store& store) {
    return storage::open_identity(store.record())->end_session(user, session);
  });
}

base::Result<Reply> end_session(Call& call) {
  TRY_STATUS(expect_session(call));
  TRY_STATUS(end(call, call.caller.session));
  Reply out{204, {}};
  give_cookie(out.headers, call.request, kSessionCookie, "", 0);
  return out;
}

base::Result<std::vector<rights::Session>> sessions_of(const Call& call) {
  if (call.caller.session == 0) return std::vector<rights::Session>();
  const base::Instant now = call.service.store->clock().now();
  auto all = TRY(call.service.store->read([&](app::Store& store) {
    return storage::open_identity(store.record())->sessions(call.caller.principal.number);
  }));
  std::erase_if(all, [&](const rights::Session& one) { return !is_alive(one, now); });
  return all;
}

base::Result<base::CommitNumber> list_sessions(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"created_at", CellType::Instant},
                         {"used_at", CellType::Instant},
                         {"address"},
                         {"agent"},
                         {"is_this", CellType::Boolean}}));
  for (const rights::Session& one : TRY(sessions_of(call))) {
    const std::string key = newest_key(one.used_at) + number_key(kNumbersMax - one.number);
    rows.add(key, {session_id(one.number), base::instant_text(one.created_at),
                   base::instant_text(one.used_at), one.address, one.agent,
                   one.number == call.caller.session ? "true" : "false"});
  }
  return base::CommitNumber();
}

base::Result<Reply> end_one_session(Call& call) {
  const std::string id = call.text("id");
  for (const rights::Session& one : TRY(sessions_of(call))) {
    if (session_id(one.number) != id) continue;
    TRY_STATUS(end(call, one.number));
    return Reply{204, {}};
  }
  return base::fail(base::Code::NotFound, "there is no session '" + id + "' of yours");
}

base::Result<Reply> begin_second_factor(Call& call) {
  TRY_STATUS(expect_session(call));
  const rights::Principal& who = call.caller.principal;
  const auto begun = TRY(call.service.sign_in->begin_second_factor(who.number));
  Value body = object();
  body.add("secret", rights::base32(begun.seed));
  body.add("uri", rights::totp_uri(begun.seed, "Accredit", who.name));
  return Reply{200, std::move(body.add("enrolment", begun.sealed))};
}

base::Result<Reply> set_second_factor(Call& call) {
  TRY_STATUS(expect_session(call));
  const auto codes = TRY(call.service.sign_in->set_second_factor(call.caller.principal.number,
                                                                 call.body.get("enrolment").text(),
                                                                 call.body.get("code").text()));
  Value body = object();
  body.add("recovery_codes", texts_of(codes, [](const std::string& code) { return code; }));
  return Reply{200, std::move(body)};
}

constexpr std::array<Route, 8> kRoutes{{
    {"createSession", create_session},
    {"setUp", set_up},
    {"getSession", get_session},
    {"endSession", end_session},
    {"listSessions", nullptr, list_sessions},
    {"endOneSession", end_one_session},
    {"beginSecondFactor", begin_second_factor},
    {"setSecondFactor", set_second_factor},
}};

}  // namespace

std::span<const Route> session_routes() {
  return kRoutes;
}

}  // namespace api

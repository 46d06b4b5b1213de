// Signing in by the identity provider. Whose account there is whose here was said before, by the
// user while signed in or by an admin: an address that both sides know proves nothing.
#include <array>

#include "api/browser.h"
#include "api/call.h"
#include "storage/identity_table.h"

namespace api {
namespace {

constexpr std::int64_t kAttemptSeconds = 600;
constexpr int kSeeOther = 303;

// A path of this service: what a browser would take for another host is none.
base::Result<std::string> path_of(const std::string& text) {
  const bool is_path = text.starts_with('/') && !text.starts_with("//") &&
                       text.find_first_of("\\\r\n\t") == text.npos;
  if (text.empty() || is_path) return text.empty() ? "/" : text;
  return base::fail(base::Code::InvalidInput, "return_to is no path of this service");
}

base::Result<Reply> begin_sign_in(Call& call) {
  const std::string back = TRY(path_of(call.text("return_to")));
  const auto begun = TRY(call.service.provider->begin(back, 0));
  Reply out{kSeeOther, {}, {{"location", begun.location}}};
  give_cookie(out.headers, call.request, kAttemptCookie, begun.attempt, kAttemptSeconds);
  return out;
}

// By POST, with a session: another site's page cannot begin it.
base::Result<Reply> begin_link(Call& call) {
  if (call.caller.session == 0)
    return base::fail(base::Code::NotFound, "there is no session: this is a key or a token");
  const std::string back = TRY(path_of(call.body.get("return_to").text()));
  const auto begun = TRY(call.service.provider->begin(back, call.caller.principal.number));
  Value body = object();
  Reply out{200, std::move(body.add("location", begun.location))};
  give_cookie(out.headers, call.request, kAttemptCookie, begun.attempt, kAttemptSeconds);
  return out;
}

// Whoever asked for the link is still signed in.
base::Status link(Call& call, const ProviderDesk::Proven& proven) {
  const Caller caller = TRY(call.service.doorkeeper->enter(call.request));
  if (caller.session == 0 || caller.principal.number != proven.user)
    return base::refuse("SIGN_IN_REFUSED", "somebody else is signed in than asked for the link");
  return call.service.store->change([&](app::Store& store) {
    return storage::open_identity(store.record())->link(proven.user, proven.issuer, proven.subject);
  });
}

base::Result<std::string> open(Call& call, const ProviderDesk::Proven& proven) {
  const auto user = TRY(call.service.store->read([&](app::Store& store) {
    return storage::open_identity(store.record())->user_linked(proven.issuer, proven.subject);
  }));
  if (user && !user->disabled) return call.service.sign_in->open(user->number, call.request);
  return base::refuse("SIGN_IN_REFUSED",
                      "no user is linked to this account: sign in with a password and link it, or "
                      "ask an admin");
}

base::Result<Reply> finish_sign_in(Call& call) {
  const ProviderDesk::Returned returned{shown_cookie(call.request, kAttemptCookie).value_or(""),
                                        call.text("state"), call.text("code"), call.text("iss"),
                                        call.text("error")};
  const auto proven = TRY(call.service.provider->finish(returned));
  Reply out{kSeeOther, {}, {{"location", proven.back}}};
  give_cookie(out.headers, call.request, kAttemptCookie, "", 0);
  if (proven.user != 0) {
    TRY_STATUS(link(call, proven));
    return out;
  }
  const std::string session = TRY(open(call, proven));
  give_cookie(out.headers, call.request, kSessionCookie, session, rights::kSessionLife / 1'000);
  return out;
}

constexpr std::array<Route, 3> kRoutes{{
    {"beginProviderSignIn", begin_sign_in},
    {"linkProvider", begin_link},
    {"finishProviderSignIn", finish_sign_in},
}};

}  // namespace

std::span<const Route> provider_routes() {
  return kRoutes;
}

}  // namespace api

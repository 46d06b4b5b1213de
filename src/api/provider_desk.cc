#include "api/provider_desk.h"

#include "api/json.h"
#include "app/provider_jobs.h"
#include "app/system_random.h"
#include "base/base64.h"
#include "delivery/network.h"
#include "http/target.h"

namespace api {
namespace {

constexpr std::int64_t kKnownFor = 10 * 60 * 1'000;  // a provider's configuration
constexpr std::string_view kAbout = "sign-in by the identity provider";
constexpr std::string_view kCallback = "/v1/sign-in/oidc/callback";
constexpr std::string_view kConfiguration = "/.well-known/openid-configuration";
constexpr int kOk = 200;

std::unexpected<base::Error> refused(const std::string& why) {
  return base::refuse("SIGN_IN_REFUSED", why);
}

std::unexpected<base::Error> unreachable(const std::string& why) {
  return base::refuse("PROVIDER_UNREACHABLE", "the identity provider: " + why);
}

base::Result<delivery::Told> told_by(const delivery::Question& question,
                                     const delivery::Guard& guard) {
  auto told = delivery::ask(question, guard);
  if (told) return told;
  return unreachable(told.error().message);
}

std::string pairs_of(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  std::string out;
  for (const auto& [name, value] : pairs)
    out += (out.empty() ? "" : "&") + std::string(name) + '=' + http::escape(value);
  return out;
}

base::Result<std::string> document_of(const rights::IdentityProvider& provider, std::string url,
                                      std::string_view what) {
  const delivery::Guard guard = app::provider_guard(provider, url);
  delivery::Question question;
  question.url = std::move(url);
  question.headers = {{"accept", "application/json"}};
  auto told = TRY(told_by(question, guard));
  if (told.status == kOk) return std::move(told.body);
  return unreachable("it answers " + std::to_string(told.status) + " instead of " +
                     std::string(what));
}

bool is_same(const rights::IdentityProvider& left, const rights::IdentityProvider& right) {
  return left.issuer == right.issuer && left.client == right.client &&
         left.secret == right.secret && left.service == right.service &&
         left.is_near == right.is_near;
}

// What an attempt keeps, as one text.
struct Kept {
  rights::OidcAttempt attempt;
  std::string back;
  std::int64_t user = 0;
};

std::string text_of(const Kept& kept) {
  Value out = object();
  out.add("state", kept.attempt.state).add("nonce", kept.attempt.nonce);
  out.add("verifier", kept.attempt.verifier).add("back", kept.back).add("user", kept.user);
  return json_of(out);
}

std::optional<Kept> kept_of(const std::optional<std::string>& text) {
  const auto value = text ? parse_json(*text) : base::Result<Value>();
  if (!text || !value) return std::nullopt;
  return Kept{
      {value->get("state").text(), value->get("nonce").text(), value->get("verifier").text()},
      value->get("back").text(),
      value->get("user").integer(0)};
}

}  // namespace

base::Result<ProviderDesk::Known> ProviderDesk::known() {
  const auto ours = TRY(store_->read([](app::Store& store) { return app::provider(store); }));
  if (!ours) return base::fail(base::Code::NotFound, "No identity provider is set.");
  const base::Instant now = store_->clock().now();
  {
    const std::scoped_lock lock(mutex_);
    if (known_ && now < known_->until && is_same(known_->ours, *ours)) return *known_;
  }
  const std::unique_lock asking(asking_, std::try_to_lock);
  if (!asking.owns_lock()) return base::refuse("BUSY", "The identity provider is being asked.");
  std::string_view issuer = ours->issuer;
  if (issuer.ends_with('/')) issuer.remove_suffix(1);
  const std::string text = TRY(
      document_of(*ours, std::string(issuer) + std::string(kConfiguration), "its configuration"));
  auto theirs = rights::parse_provider(text, ours->issuer);
  if (!theirs) return unreachable(theirs.error().message);
  const std::scoped_lock lock(mutex_);
  known_ = Known{*ours, std::move(*theirs), {now.milliseconds + kKnownFor}};
  return *known_;
}

base::Result<ProviderDesk::Begun> ProviderDesk::begin(std::string_view back, std::int64_t user) {
  const Known provider = TRY(known());
  const auto attempt = TRY(rights::start_attempt(app::random_bytes));
  const std::string& endpoint = provider.theirs.authorization_endpoint;
  Begun out;
  out.location = endpoint + (endpoint.contains('?') ? '&' : '?') +
                 pairs_of({{"response_type", "code"},
                           {"client_id", provider.ours.client},
                           {"redirect_uri", provider.ours.service + std::string(kCallback)},
                           {"scope", "openid"},
                           {"state", attempt.state},
                           {"nonce", attempt.nonce},
                           {"code_challenge", rights::pkce_challenge(attempt.verifier)},
                           {"code_challenge_method", "S256"}});
  out.attempt = TRY(sign_in_->seal(text_of({attempt, std::string(back), user}), kAbout));
  return out;
}

base::Result<std::string> ProviderDesk::id_token(const Known& provider, const std::string& code,
                                                 const std::string& verifier) const {
  const rights::IdentityProvider& ours = provider.ours;
  delivery::Question question;
  question.url = provider.theirs.token_endpoint;
  question.headers = {{"accept", "application/json"}};
  question.form = pairs_of({{"grant_type", "authorization_code"},
                            {"code", code},
                            {"redirect_uri", ours.service + std::string(kCallback)},
                            {"code_verifier", verifier}});
  if (ours.secret.empty()) {
    *question.form += '&' + pairs_of({{"client_id", ours.client}});
  } else {
    const std::string proof = http::escape(ours.client) + ':' + http::escape(ours.secret);
    question.headers.emplace_back("authorization", "Basic " + base::base64(proof));
  }
  const auto told = TRY(told_by(question, app::provider_guard(ours, question.url)));
  const auto body = parse_json(told.body);
  if (told.status == kOk && body && !body->get("id_token").text().empty())
    return body->get("id_token").text();
  const std::string why = body ? body->get("error").text() : std::string();
  return refused("the identity provider gave no token" + (why.empty() ? why : ": " + why));
}

base::Result<ProviderDesk::Proven> ProviderDesk::finish(const Returned& returned) {
  const Known provider = TRY(known());
  const auto kept = kept_of(sign_in_->unseal(returned.attempt, kAbout));
  if (!kept || !rights::same(kept->attempt.state, returned.state))
    return refused("this sign-in was not begun here, or more than ten minutes ago");
  if (!returned.issuer.empty() && returned.issuer != provider.ours.issuer)
    return refused("another provider answers than was asked");
  if (!returned.error.empty() || returned.code.empty())
    return refused("the identity provider refuses: " + returned.error);
  const std::string token = TRY(id_token(provider, returned.code, kept->attempt.verifier));
  const std::string keys = TRY(document_of(provider.ours, provider.theirs.jwks_uri, "its keys"));
  const auto known_keys = rights::parse_keys(keys);
  if (!known_keys) return unreachable(known_keys.error().message);
  const auto claims = rights::check_id_token(
      token, *known_keys, {provider.ours.issuer, provider.ours.client, kept->attempt.nonce},
      store_->clock().now());
  if (!claims) return refused(claims.error().message);
  return Proven{claims->issuer, claims->subject, kept->back, kept->user};
}

}  // namespace api

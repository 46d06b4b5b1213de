// OAuth 2.0 client credentials (RFC 6749, 4.4).
#include <array>

#include "api/call.h"
#include "app/system_random.h"
#include "base/base64.h"
#include "storage/identity_table.h"

namespace api {
namespace {

constexpr std::string_view kBasic = "Basic ";

struct Credentials {
  std::string client, secret;
};

Reply refusal(int status, std::string_view error, const std::string& detail) {
  http::Response out = oauth_refusal(status, error, detail);
  if (status == 401) out.with("www-authenticate", "Basic realm=\"accredit\"");
  return {out.status, {}, std::move(out.headers), std::move(out.body)};
}

// Of the header Authorization; both are escaped as in a form (RFC 6749, 2.3.1).
std::optional<Credentials> basic_of(std::string_view header) {
  const auto text = base::parse_base64(header.substr(kBasic.size()));
  const std::size_t colon = text ? text->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  const auto pairs =
      http::parse_pairs("a=" + text->substr(0, colon) + "&b=" + text->substr(colon + 1));
  if (!pairs || pairs->size() != 2) return std::nullopt;
  return Credentials{(*pairs)[0].second, (*pairs)[1].second};
}

Reply reply_of(const rights::IssuedToken& issued, base::Instant now) {
  Value body = object();
  body.add("access_token", issued.text).add("token_type", "Bearer");
  body.add("expires_in", (issued.kept.until.milliseconds - now.milliseconds) / 1'000);
  if (!issued.kept.scopes.empty()) body.add("scope", rights::scopes_text(issued.kept.scopes));
  return {200, std::move(body), {{"pragma", "no-cache"}}};
}

base::Result<Reply> create_token(Call& call) {
  const std::string_view header = http::header(call.request.headers, "authorization");
  const bool is_basic = header.starts_with(kBasic);
  std::optional shown =
      Credentials{call.body.get("client_id").text(), call.body.get("client_secret").text()};
  if (is_basic && !shown->secret.empty())
    return refusal(400, "invalid_request", "The client proves itself in two ways.");
  if (is_basic) shown = basic_of(header);
  if (call.body.get("grant_type").text() != "client_credentials")
    return refusal(400, "unsupported_grant_type", "The only grant_type is client_credentials.");
  if (!shown) return refusal(401, "invalid_client", "Authorization cannot be read.");
  const base::Instant now = call.service.store->clock().now();
  const auto from = rights::parse_address(call.request.address).value_or(rights::Address());
  const std::string scope = call.body.get("scope").text();
  const auto issued = call.service.store->read([&](app::Store& store) {
    return rights::issue_token(*storage::open_identity(store.record()), shown->client,
                               shown->secret, scope, from, now, app::random_bytes);
  });
  if (!issued && issued.error().code == base::Code::Usage)
    return refusal(400, "invalid_scope", issued.error().message);
  if (!issued && issued.error().reason == "UNAUTHENTICATED")
    return refusal(401, "invalid_client", "The client or its secret is not known here.");
  const rights::IssuedToken token = TRY(issued);
  TRY_STATUS(call.service.store->change([&](app::Store& store) {
    return storage::open_identity(store.record())->add_token(token.kept);
  }));
  return reply_of(token, now);
}

constexpr std::array<Route, 1> kRoutes{{{"createToken", create_token}}};

}  // namespace

std::span<const Route> token_routes() {
  return kRoutes;
}

}  // namespace api

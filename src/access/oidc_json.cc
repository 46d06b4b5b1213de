// The JSON of OpenID Connect: discovery, key sets, the two halves of a token.
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "access/oidc.h"
#include "access/provider_signature.h"

namespace rights {
namespace {

namespace json = boost::json;

constexpr std::size_t kTokenMax = 16 * 1024;
constexpr std::size_t kDocumentMax = 1024 * 1024;

std::unexpected<base::Error> invalid(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

base::Result<json::object> parse_object(std::string_view text, const std::string& what) {
  boost::system::error_code error;
  if (text.size() > kDocumentMax) return invalid(what + " is larger than 1 MiB");
  json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !value.is_object()) return invalid(what + " is no JSON object");
  return std::move(value.get_object());
}

// Empty when it is absent or no text.
std::string text_of(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(json::string_view(name.data(), name.size()));
  if (found == nullptr || !found->is_string()) return {};
  return {found->get_string().data(), found->get_string().size()};
}

std::vector<std::string> texts_of(const json::value& value) {
  std::vector<std::string> out;
  const auto add = [&](const json::value& one) {
    if (one.is_string()) out.emplace_back(one.get_string().data(), one.get_string().size());
  };
  add(value);
  if (value.is_bool()) out.emplace_back(value.get_bool() ? "true" : "false");
  if (value.is_array()) {
    for (const json::value& one : value.get_array())
      add(one);
  }
  return out;
}

// Whole seconds. Absent: 0.
base::Result<std::int64_t> seconds_of(const json::object& object, std::string_view name) {
  const json::value* found = object.if_contains(json::string_view(name.data(), name.size()));
  if (found == nullptr) return 0;
  boost::system::error_code error;
  const auto number = found->to_number<std::int64_t>(error);
  if (error || number < 0) return invalid("the identity token has no whole " + std::string(name));
  return number;
}

base::Result<Claims> claims_of(const json::object& object) {
  Claims out;
  out.issuer = text_of(object, "iss");
  out.subject = text_of(object, "sub");
  out.nonce = text_of(object, "nonce");
  out.party = text_of(object, "azp");
  if (const json::value* audience = object.if_contains("aud")) out.audience = texts_of(*audience);
  out.expires = TRY(seconds_of(object, "exp"));
  out.not_before = TRY(seconds_of(object, "nbf"));
  for (const auto& [name, value] : object) {
    if (auto texts = texts_of(value); !texts.empty())
      out.all.emplace(std::string(name.data(), name.size()), std::move(texts));
  }
  return out;
}

// Of a kind that we check; others are left out.
std::optional<ProviderKey> key_of(const json::object& object) {
  const std::string kind = text_of(object, "kty");
  const std::string use = text_of(object, "use");
  const bool rsa = kind == "RSA";
  if (!rsa && (kind != "EC" || text_of(object, "crv") != "P-256")) return std::nullopt;
  ProviderKey key;
  key.id = text_of(object, "kid");
  key.algorithm = rsa ? "RS256" : "ES256";
  const std::string said = text_of(object, "alg");
  if ((!use.empty() && use != "sig") || (!said.empty() && said != key.algorithm))
    return std::nullopt;
  const auto first = parse_base64url(text_of(object, rsa ? "n" : "x"));
  const auto second = parse_base64url(text_of(object, rsa ? "e" : "y"));
  if (!first || !second || first->empty() || second->empty()) return std::nullopt;
  key.first = *first;
  key.second = *second;
  return key;
}

}  // namespace

base::Result<Provider> parse_provider(std::string_view text, std::string_view issuer) {
  const json::object object = TRY(parse_object(text, "the provider's configuration"));
  Provider out;
  out.issuer = text_of(object, "issuer");
  out.authorization_endpoint = text_of(object, "authorization_endpoint");
  out.token_endpoint = text_of(object, "token_endpoint");
  out.jwks_uri = text_of(object, "jwks_uri");
  if (out.issuer != issuer) {
    return invalid("the provider's configuration speaks for '" + out.issuer + "', not for '" +
                   std::string(issuer) + "'");
  }
  for (const std::string* one : {&out.authorization_endpoint, &out.token_endpoint, &out.jwks_uri}) {
    if (one->empty()) return invalid("the provider's configuration lacks an endpoint");
  }
  return out;
}

base::Result<std::vector<ProviderKey>> parse_keys(std::string_view text) {
  const json::object object = TRY(parse_object(text, "the provider's key set"));
  const json::value* keys = object.if_contains("keys");
  if (keys == nullptr || !keys->is_array()) return invalid("the provider's key set has no keys");
  std::vector<ProviderKey> out;
  for (const json::value& one : keys->get_array()) {
    if (!one.is_object()) continue;
    if (auto key = key_of(one.get_object())) out.push_back(std::move(*key));
  }
  return out;
}

base::Result<IdToken> parse_id_token(std::string_view text) {
  const std::size_t first = text.find('.');
  const std::size_t second = first == text.npos ? first : text.find('.', first + 1);
  if (text.size() > kTokenMax || second == text.npos) return invalid("this is no identity token");
  const auto header = parse_base64url(text.substr(0, first));
  const auto body = parse_base64url(text.substr(first + 1, second - first - 1));
  const auto signature = parse_base64url(text.substr(second + 1));
  if (!header || !body || !signature) return invalid("the identity token is not base64url");
  const json::object head = TRY(parse_object(*header, "the header of the identity token"));
  const json::object claims = TRY(parse_object(*body, "the identity token"));
  if (head.contains("crit"))
    return invalid("the identity token has extensions that nobody here understands");
  IdToken out;
  out.algorithm = text_of(head, "alg");
  out.key = text_of(head, "kid");
  out.claims = TRY(claims_of(claims));
  out.signed_part = text.substr(0, second);
  out.signature = *signature;
  return out;
}

}  // namespace rights

// OpenID Connect, the parts that need no network: what is sent to the provider, and whether what
// comes back may be believed. Discovery, key set and token are fetched by the caller. Nothing that
// a token names (jku, x5u, jwk) is fetched or believed.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/principal.h"
#include "access/secret.h"
#include "base/keys.h"

namespace rights {

// What one attempt to sign in keeps until the browser comes back.
struct OidcAttempt {
  std::string state;
  std::string nonce;
  std::string verifier;  // PKCE (RFC 7636)
};
base::Result<OidcAttempt> start_attempt(const Random& random);
std::string pkce_challenge(std::string_view verifier);  // S256

// Of a provider's /.well-known/openid-configuration. Errors: InvalidInput, also when it speaks for
// another issuer.
struct Provider {
  std::string issuer, authorization_endpoint, token_endpoint, jwks_uri;
};
base::Result<Provider> parse_provider(std::string_view json, std::string_view issuer);

// A public key of the provider: RSA of at least 2048 bits (RS256), or P-256 (ES256).
struct ProviderKey {
  std::string id;
  std::string algorithm;      // "RS256", "ES256"
  std::string first, second;  // n and e, or x and y; big-endian bytes
};
// A JWKS document; keys of other kinds and uses are left out. Errors: InvalidInput.
base::Result<std::vector<ProviderKey>> parse_keys(std::string_view json);

// What an ID token says. Texts and lists of texts only.
struct Claims {
  std::string issuer, subject, nonce;
  std::vector<std::string> audience;
  std::string party;         // azp
  std::int64_t expires = 0;  // seconds
  std::int64_t not_before = 0;
  std::map<std::string, std::vector<std::string>> all;
};
struct IdToken {
  std::string algorithm, key;  // of its header
  Claims claims;
  std::string signed_part, signature;
};
// Errors: InvalidInput for whatever is no JWT of at most 16 KiB, or has extensions that must be
// understood ("crit").
base::Result<IdToken> parse_id_token(std::string_view text);

struct Expected {
  std::string issuer, client, nonce;
};
// The claims of a token that is signed by one of the keys, for us, now (60 s of leeway) and for
// this attempt. Errors: InvalidInput as above; Refused with ID_TOKEN_REFUSED.
base::Result<Claims> check_id_token(std::string_view text, std::span<const ProviderKey> keys,
                                    const Expected& expected, base::Instant now);

// Whoever has the value in the claim gets the grant.
struct ClaimRule {
  std::string claim, value;
  Grant grant;
};
std::vector<Grant> grants_of(const Claims& claims, std::span<const ClaimRule> rules);

}  // namespace rights

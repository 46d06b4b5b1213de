#include "access/oidc.h"

#include <algorithm>

#include "access/provider_signature.h"

namespace rights {
namespace {

constexpr std::int64_t kLeeway = 60;
constexpr std::size_t kAttemptBytes = 32;

base::Status refused(const std::string& why) {
  return base::refuse("ID_TOKEN_REFUSED", "the identity token " + why);
}

base::Status check_claims(const Claims& claims, const Expected& expected, base::Instant now) {
  const std::int64_t seconds = now.milliseconds / 1000;
  const bool ours = std::ranges::find(claims.audience, expected.client) != claims.audience.end();
  if (claims.issuer != expected.issuer) return refused("is of another issuer");
  if (!ours) return refused("is for somebody else");
  const bool named =
      claims.party.empty() ? claims.audience.size() == 1 : claims.party == expected.client;
  if (!named) return refused("was made for another party");
  if (claims.expires <= seconds - kLeeway) return refused("has expired");
  if (claims.not_before > seconds + kLeeway) return refused("is not valid yet");
  if (expected.nonce.empty() || !same(claims.nonce, expected.nonce))
    return refused("answers another attempt to sign in");
  if (claims.subject.empty()) return refused("names nobody");
  return {};
}

}  // namespace

base::Result<OidcAttempt> start_attempt(const Random& random) {
  OidcAttempt out;
  for (std::string* part : {&out.state, &out.nonce, &out.verifier})
    *part = base64url(TRY(random(kAttemptBytes)));
  return out;
}

std::string pkce_challenge(std::string_view verifier) {
  return base64url(base::bytes_of(base::sha256(verifier)));
}

base::Result<Claims> check_id_token(std::string_view text, std::span<const ProviderKey> keys,
                                    const Expected& expected, base::Instant now) {
  IdToken token = TRY(parse_id_token(text));
  // The algorithm is the key's; the token may only agree with it.
  const bool is_signed = std::ranges::any_of(keys, [&](const ProviderKey& key) {
    return key.algorithm == token.algorithm && (token.key.empty() || key.id == token.key) &&
           is_signed_by(key, token.signed_part, token.signature);
  });
  if (!is_signed) TRY_STATUS(refused("is not signed by a key of its issuer"));
  TRY_STATUS(check_claims(token.claims, expected, now));
  return std::move(token.claims);
}

std::vector<Grant> grants_of(const Claims& claims, std::span<const ClaimRule> rules) {
  std::vector<Grant> out;
  for (const ClaimRule& rule : rules) {
    const auto found = claims.all.find(rule.claim);
    if (found == claims.all.end()) continue;
    if (std::ranges::find(found->second, rule.value) != found->second.end())
      out.push_back(rule.grant);
  }
  std::ranges::sort(out);
  const auto [first, last] = std::ranges::unique(out);
  out.erase(first, last);
  return out;
}

}  // namespace rights

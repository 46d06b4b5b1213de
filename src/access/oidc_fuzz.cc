// Whatever a browser or a provider sends: it is refused with a sentence, and no token is believed
// that nobody signed.
#include "access/oidc.h"
#include "access/provider_signature.h"
#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto token = rights::parse_id_token(text);
  if (token) {
    ASSERT(text.starts_with(token->signed_part));
    ASSERT(text.substr(token->signed_part.size() + 1) == rights::base64url(token->signature));
  } else {
    ASSERT(!token.error().message.empty());
  }
  const std::vector<rights::ProviderKey> none;
  ASSERT(!rights::check_id_token(text, none, {"i", "c", "n"}, {0}));
  if (const auto keys = rights::parse_keys(text)) {
    for (const rights::ProviderKey& key : *keys)
      ASSERT(!rights::is_signed_by(key, "message", "signature"));
  }
  static_cast<void>(rights::parse_provider(text, "https://issuer.example"));
  return 0;
}

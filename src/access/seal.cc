#include "access/seal.h"

#include <sodium.h>

#include "base/check.h"

namespace rights {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Sealer::Sealer(std::string key) : key_(std::move(key)) {
  static_assert(kKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
  ASSERT(key_.size() == kKeyBytes);
  ASSERT(sodium_init() >= 0);
}

base::Result<std::string> Sealer::seal(std::string_view plain, std::string_view about,
                                       const Random& random) const {
  const std::string nonce = TRY(random(kNonce));
  std::string out(plain.size() + kTag, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(out.data()), nullptr,
                                             bytes(plain), plain.size(), bytes(about), about.size(),
                                             nullptr, bytes(nonce), bytes(key_));
  return nonce + out;
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view about) const {
  if (sealed.size() < kNonce + kTag) return std::nullopt;
  const std::string_view body = sealed.substr(kNonce);
  std::string out(body.size() - kTag, '\0');
  const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(out.data()), nullptr, nullptr, bytes(body), body.size(),
      bytes(about), about.size(), bytes(sealed), bytes(key_));
  if (result != 0) return std::nullopt;
  return out;
}

}  // namespace rights

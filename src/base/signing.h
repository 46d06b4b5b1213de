// Ed25519 keys and signatures (OpenSSL beneath), as RFC 8032 has them: the same key and message
// give the same signature.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

// The 32 bytes of a public key.
using PublicKey = std::array<unsigned char, 32>;

std::string key_id(const PublicKey& key);  // 16 hex digits of its SHA-256
std::string pem_of(const PublicKey& key);  // SubjectPublicKeyInfo
Result<PublicKey> parse_public_pem(std::string_view pem);

bool verifies(const PublicKey& key, std::string_view message, std::string_view signature);

class SigningKey {
 public:
  // From 32 bytes of randomness.
  static Result<SigningKey> from_seed(std::string_view seed);
  static Result<SigningKey> parse_pem(std::string_view pem);  // PKCS #8
  ~SigningKey();
  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;

  const PublicKey& public_key() const;
  Result<std::string> pem() const;
  Result<std::string> sign(std::string_view message) const;  // 64 bytes

 private:
  struct State;
  explicit SigningKey(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace base

#include "base/signing.h"

#include <doctest/doctest.h>

namespace base {
namespace {

std::string bytes(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

// RFC 8032, section 7.1, test 2.
constexpr const char* kSeed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr const char* kSignature =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST_CASE("the signature of RFC 8032 comes out, and nothing else verifies") {
  const auto key = SigningKey::from_seed(bytes(kSeed));
  REQUIRE(key.has_value());
  const std::string message = "\x72";
  const std::string signature = key->sign(message).value();
  CHECK(signature == bytes(kSignature));
  CHECK(verifies(key->public_key(), message, signature));
  CHECK_FALSE(verifies(key->public_key(), "\x73", signature));
  std::string other = signature;
  other[63] = static_cast<char>(other[63] ^ 1);
  CHECK_FALSE(verifies(key->public_key(), message, other));
  CHECK_FALSE(verifies(key->public_key(), message, signature.substr(1)));
}

TEST_CASE("keys survive PEM") {
  const auto key = SigningKey::from_seed(bytes(kSeed));
  const auto again = SigningKey::parse_pem(key->pem().value());
  REQUIRE(again.has_value());
  CHECK(again->public_key() == key->public_key());
  CHECK(parse_public_pem(pem_of(key->public_key())).value() == key->public_key());
  CHECK_FALSE(SigningKey::parse_pem("no key").has_value());
  CHECK_FALSE(parse_public_pem(key->pem().value()).has_value());
  CHECK_FALSE(SigningKey::from_seed("short").has_value());
}

}  // namespace
}  // namespace base

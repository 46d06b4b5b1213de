#include "access/provider_signature.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <memory>

namespace rights {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr int kLeastRsaBits = 2048;
constexpr std::size_t kCoordinate = 32;  // of P-256

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* one) const {
    Free(one);
  }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Digesting = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Ecdsa = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Number number_of(std::string_view text) {
  return Number(::BN_bin2bn(bytes(text), static_cast<int>(text.size()), nullptr));
}

Key key_from(const char* kind, const Builder& builder) {
  const Params params(::OSSL_PARAM_BLD_to_param(builder.get()));
  const Context context(::EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || ::EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      ::EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) <= 0) {
    return nullptr;
  }
  return Key(key);
}

Key rsa_key(const ProviderKey& key) {
  const Builder builder(::OSSL_PARAM_BLD_new());
  const Number n = number_of(key.first);
  const Number e = number_of(key.second);
  if (!builder || !n || !e ||
      ::OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 0 ||
      ::OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 0) {
    return nullptr;
  }
  Key out = key_from("RSA", builder);
  if (out && ::EVP_PKEY_get_bits(out.get()) < kLeastRsaBits) return nullptr;
  return out;
}

// Whether the point lies on the curve is looked at when it is imported.
Key ec_key(const ProviderKey& key) {
  if (key.first.size() != kCoordinate || key.second.size() != kCoordinate) return nullptr;
  const std::string point = "\x04" + key.first + key.second;
  const Builder builder(::OSSL_PARAM_BLD_new());
  if (!builder ||
      ::OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1",
                                        0) == 0 ||
      ::OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) == 0) {
    return nullptr;
  }
  return key_from("EC", builder);
}

// A JWS has r and s side by side, OpenSSL wants DER. Empty: it cannot be one.
std::string der_of(std::string_view raw) {
  if (raw.size() != 2 * kCoordinate) return {};
  const Ecdsa signature(::ECDSA_SIG_new());
  Number r = number_of(raw.substr(0, kCoordinate));
  Number s = number_of(raw.substr(kCoordinate));
  if (!signature || !r || !s) return {};
  if (::ECDSA_SIG_set0(signature.get(), r.get(), s.get()) == 0) return {};
  static_cast<void>(r.release());  // they are the signature's now
  static_cast<void>(s.release());
  unsigned char* out = nullptr;
  const int size = ::i2d_ECDSA_SIG(signature.get(), &out);
  if (size <= 0) return {};
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  ::OPENSSL_free(out);
  return der;
}

}  // namespace

std::string base64url(std::string_view text) {
  std::string out(sodium_base64_encoded_len(text.size(), kVariant), '\0');
  ::sodium_bin2base64(out.data(), out.size(), bytes(text), text.size(), kVariant);
  out.pop_back();  // the end that C wants
  return out;
}

std::optional<std::string> parse_base64url(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  if (::sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                          text.size(), nullptr, &size, &end, kVariant) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  out.resize(size);
  return out;
}

bool is_signed_by(const ProviderKey& key, std::string_view message, std::string_view signature) {
  const bool rsa = key.algorithm == "RS256";
  if (!rsa && key.algorithm != "ES256") return false;
  const Key with = rsa ? rsa_key(key) : ec_key(key);
  const std::string der = rsa ? std::string(signature) : der_of(signature);
  const Digesting digesting(::EVP_MD_CTX_new());
  if (!with || der.empty() || !digesting) return false;
  return ::EVP_DigestVerifyInit(digesting.get(), nullptr, ::EVP_sha256(), nullptr, with.get()) ==
             1 &&
         ::EVP_DigestVerify(digesting.get(), bytes(der), der.size(), bytes(message),
                            message.size()) == 1;
}

}  // namespace rights

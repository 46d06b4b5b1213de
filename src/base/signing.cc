#include "base/signing.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "base/check.h"
#include "base/sha256.h"

namespace base {
namespace {

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;
using Bio = std::unique_ptr<BIO, FreeBio>;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

std::unexpected<Error> no_key(std::string_view what) {
  return fail(Code::InvalidInput, "the file holds no Ed25519 " + std::string(what) +
                                      " in PEM; 'openssl genpkey -algorithm ed25519' makes one");
}

Result<PublicKey> public_part(const EVP_PKEY* key, std::string_view what) {
  PublicKey out{};
  std::size_t length = out.size();
  const bool read = key != nullptr && EVP_PKEY_id(key) == EVP_PKEY_ED25519 &&
                    EVP_PKEY_get_raw_public_key(key, out.data(), &length) == 1 &&
                    length == out.size();
  if (!read) return no_key(what);
  return out;
}

Key opened(const PublicKey& key) {
  return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
}

std::string text_of(BIO* bio) {
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(bio, &bytes);
  ASSERT(length > 0);
  return {bytes, static_cast<std::size_t>(length)};
}

}  // namespace

std::string key_id(const PublicKey& key) {
  const std::string_view bytes(reinterpret_cast<const char*>(key.data()), key.size());
  return hex(sha256(bytes)).substr(0, 16);
}

std::string pem_of(const PublicKey& key) {
  const Key open = opened(key);
  const Bio bio(BIO_new(BIO_s_mem()));
  ASSERT(open && bio && PEM_write_bio_PUBKEY(bio.get(), open.get()) == 1);
  return text_of(bio.get());
}

Result<PublicKey> parse_public_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  return public_part(key.get(), "public key");
}

bool verifies(const PublicKey& key, std::string_view message, std::string_view signature) {
  const Key open = opened(key);
  const Context context(EVP_MD_CTX_new());
  return open && context &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, open.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(message),
                          message.size()) == 1;
}

struct SigningKey::State {
  Key key;
  PublicKey public_key{};
};

SigningKey::SigningKey(std::unique_ptr<State> state) : state_(std::move(state)) {}
SigningKey::~SigningKey() = default;
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;

Result<SigningKey> SigningKey::from_seed(std::string_view seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(seed), seed.size()));
  const PublicKey open = TRY(public_part(key.get(), "private key"));
  return SigningKey(std::make_unique<State>(State{std::move(key), open}));
}

Result<SigningKey> SigningKey::parse_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  const PublicKey open = TRY(public_part(key.get(), "private key"));
  return SigningKey(std::make_unique<State>(State{std::move(key), open}));
}

const PublicKey& SigningKey::public_key() const {
  return state_->public_key;
}

Result<std::string> SigningKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_PKCS8PrivateKey(bio.get(), state_->key.get(), nullptr, nullptr, 0,
                                            nullptr, nullptr) != 1)
    return fail(Code::Io, "the signing key cannot be written as PEM");
  return text_of(bio.get());
}

Result<std::string> SigningKey::sign(std::string_view message) const {
  std::string out(64, '\0');
  std::size_t length = out.size();
  const Context context(EVP_MD_CTX_new());
  const bool signed_ =
      context &&
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, state_->key.get()) == 1 &&
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &length,
                     raw(message), message.size()) == 1;
  if (!signed_) return fail(Code::Io, "the signing key does not sign");
  ASSERT(length == out.size());
  return out;
}

}  // namespace base

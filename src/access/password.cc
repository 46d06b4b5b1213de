#include "access/password.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/check.h"

namespace rights {
namespace {

constexpr std::size_t kMinCharacters = 12;
constexpr std::size_t kMaxBytes = 1024;
constexpr std::size_t kMinDistinct = 5;
constexpr std::size_t kMinPart = 4;  // shorter names stand in too many words
constexpr std::size_t kHashBytes = 32;

// Of no user; well formed, or it would be refused without the work.
constexpr const char* kDecoy =
    "$argon2id$v=19$m=65536,t=2,p=1$"
    "b25lIGRlY295IGZvciBhbA$qDYPIAp/AQGD5YF8AIzO4X5qQ9RmloFfm+/9hLowEuo";

// Long enough, and among the first that are tried.
constexpr std::array<std::string_view, 12> kTried{
    "123456789012",   "1234567890123",    "password1234",   "password12345",
    "password123456", "passwordpassword", "qwertyuiop123",  "qwertyuiopasdf",
    "iloveyou12345",  "administrator",    "letmeinletmein", "changemechangeme"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t distinct(std::string text) {
  std::ranges::sort(text);
  return text.size() - std::ranges::unique(text).size();
}

base::Status refused(const std::string& why) {
  return base::fail(base::Code::Usage, "the password " + why);
}

std::string base64(std::string_view bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
  std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kVariant);
  out.pop_back();  // the end that C wants
  return out;
}

}  // namespace

base::Status check_password(std::string_view password, std::string_view name,
                            std::string_view email) {
  if (password.size() > kMaxBytes) return refused("is longer than 1024 bytes");
  if (characters(password) < kMinCharacters) return refused("has less than 12 characters");
  const std::string small = lower(password);
  if (distinct(small) < kMinDistinct) return refused("repeats the same few characters");
  if (std::ranges::find(kTried, small) != kTried.end())
    return refused("is one of those that are tried first");
  const std::string_view local = email.substr(0, email.find('@'));
  for (const std::string_view part : {name, email, local}) {
    const std::string own = lower(part);
    const bool contains = small.find(own) != small.npos;
    if (own.size() >= kMinPart && contains && small.size() < own.size() + kMinCharacters)
      return refused("is hardly more than the name");
  }
  return {};
}

base::Result<std::string> hash_password(std::string_view password, std::string_view salt) {
  static_assert(kSaltBytes == crypto_pwhash_SALTBYTES);
  ASSERT(salt.size() == kSaltBytes);
  ASSERT(sodium_init() >= 0);
  std::string hash(kHashBytes, '\0');
  if (crypto_pwhash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), password.data(),
                    password.size(), reinterpret_cast<const unsigned char*>(salt.data()),
                    crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE,
                    crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return base::fail(base::Code::Io,
                      "there is no memory to hash a password (64 MiB); try again when the machine "
                      "has less to do");
  }
  constexpr std::size_t kKibibyte = 1024;
  return "$argon2id$v=19$m=" + std::to_string(crypto_pwhash_MEMLIMIT_INTERACTIVE / kKibibyte) +
         ",t=" + std::to_string(crypto_pwhash_OPSLIMIT_INTERACTIVE) + ",p=1$" + base64(salt) + "$" +
         base64(hash);
}

const char* decoy_hash() {
  return kDecoy;
}

bool verify_password(std::string_view password, const std::string& hash) {
  ASSERT(sodium_init() >= 0);
  const bool known = !hash.empty();
  const bool right = crypto_pwhash_str_verify(known ? hash.c_str() : kDecoy, password.data(),
                                              password.size()) == 0;
  return known && right;
}

}  // namespace rights

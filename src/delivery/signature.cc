#include "delivery/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/base64.h"
#include "base/check.h"

namespace delivery {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kKeyMin = 24, kKeyMax = 64;

std::string content(const Message& message) {
  return std::string(message.id) + '.' + std::to_string(message.timestamp) + '.' +
         std::string(message.payload);
}

std::string hmac(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, 32> out{};
  unsigned length = 0;
  ASSERT(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
              reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), out.data(),
              &length) != nullptr);
  ASSERT(length == out.size());
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

// Calls `judge` with the bytes of each signature of that version until it says yes.
template <class Judge>
bool any_of(std::string_view header, std::string_view version, Judge judge) {
  while (!header.empty()) {
    const std::string_view word = header.substr(0, header.find(' '));
    header.remove_prefix(std::min(word.size() + 1, header.size()));
    if (!word.starts_with(version)) continue;
    const auto bytes = base::parse_base64(word.substr(version.size()));
    if (bytes && judge(*bytes)) return true;
  }
  return false;
}

}  // namespace

std::string Secret::text() const {
  return std::string(kPrefix) + base::base64(key);
}

base::Result<Secret> Secret::of(std::string key) {
  if (key.size() >= kKeyMin && key.size() <= kKeyMax) return Secret{std::move(key)};
  return base::fail(base::Code::InvalidInput,
                    "a webhook secret has 24 to 64 bytes, not " + std::to_string(key.size()));
}

base::Result<Secret> Secret::parse(std::string_view text) {
  if (text.starts_with(kPrefix)) {
    if (auto key = base::parse_base64(text.substr(kPrefix.size()))) return of(std::move(*key));
  }
  return base::fail(base::Code::InvalidInput,
                    "a webhook secret is whsec_ and 24 to 64 bytes in base64");
}

std::string signature(const Message& message, std::span<const Secret> secrets) {
  const std::string bytes = content(message);
  std::string out;
  for (const Secret& one : secrets)
    out += (out.empty() ? "v1," : " v1,") + base::base64(hmac(one.key, bytes));
  return out;
}

bool verifies(const Message& message, std::string_view header, std::span<const Secret> secrets) {
  const std::string bytes = content(message);
  return any_of(header, "v1,", [&](const std::string& given) {
    for (const Secret& one : secrets) {
      const std::string expected = hmac(one.key, bytes);
      if (given.size() == expected.size() &&
          CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0)
        return true;
    }
    return false;
  });
}

}  // namespace delivery

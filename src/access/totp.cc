#include "access/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/check.h"

namespace rights {
namespace {

constexpr std::int64_t kStepMilliseconds = 30'000;
constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kModulus = 1'000'000;
constexpr std::size_t kRecoveryBytes = 10;

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '-' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace

std::int64_t totp_step(base::Instant at) {
  return at.milliseconds / kStepMilliseconds;
}

std::string totp_code(std::string_view seed, std::int64_t step) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  ASSERT(::HMAC(::EVP_sha1(), seed.data(), static_cast<int>(seed.size()), counter.data(),
                counter.size(), mac.data(), &size) != nullptr);
  const std::size_t at = mac[size - 1] & 15U;
  std::uint32_t number = mac[at] & 127U;
  for (std::size_t i = 1; i < 4; ++i)
    number = (number << 8) | mac[at + i];
  const std::string digits = std::to_string(number % kModulus);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::optional<std::int64_t> check_totp(std::string_view seed, std::string_view code,
                                       base::Instant now, std::int64_t last) {
  std::optional<std::int64_t> found;
  const std::int64_t step = totp_step(now);
  for (std::int64_t near = step - 1; near <= step + 1; ++near) {
    const bool right = same(totp_code(seed, near), code);
    if (right && near > last) found = near;
  }
  return found;
}

std::string totp_uri(std::string_view seed, std::string_view issuer, std::string_view name) {
  std::string secret = base32(seed);
  for (char& c : secret) {
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  }
  return "otpauth://totp/" + escaped(issuer) + ":" + escaped(name) + "?secret=" + secret +
         "&issuer=" + escaped(issuer);
}

base::Result<std::vector<std::string>> make_recovery_codes(const Random& random) {
  constexpr std::size_t kGroup = 4;
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < kRecoveryCodes; ++i) {
    std::string code = base32(TRY(random(kRecoveryBytes)));
    for (std::size_t at = code.size() - kGroup; at > 0; at -= kGroup)
      code.insert(at, "-");
    codes.push_back(std::move(code));
  }
  return codes;
}

base::Digest recovery_hash(std::string_view code) {
  std::string plain;
  for (const char c : code) {
    if (c == ' ' || c == '-') continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return base::sha256(plain);
}

}  // namespace rights

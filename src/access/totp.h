// The second factor: one-time passwords by time (RFC 6238: SHA-1, six digits, 30 seconds), and
// codes for the day on which the device is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/secret.h"
#include "base/keys.h"

namespace rights {

inline constexpr std::size_t kTotpSeedBytes = 20;
inline constexpr std::size_t kRecoveryCodes = 10;

std::int64_t totp_step(base::Instant at);
std::string totp_code(std::string_view seed, std::int64_t step);

// The step for which the code is right: that of `now`, the one before or the one after it. Only
// steps later than `last`, the one that was used last, so a code is used once; 0: none was.
std::optional<std::int64_t> check_totp(std::string_view seed, std::string_view code,
                                       base::Instant now, std::int64_t last);

// What an authenticator scans.
std::string totp_uri(std::string_view seed, std::string_view issuer, std::string_view name);

// Ten codes, "k5h2-ncwq-7xaa-mlp3", shown once.
base::Result<std::vector<std::string>> make_recovery_codes(const Random& random);
// What is kept of one; case, blanks and dashes do not matter.
base::Digest recovery_hash(std::string_view code);

}  // namespace rights

// Passwords of local users: argon2id at libsodium's interactive limits (64 MiB, two passes,
// about 0.2 s). Whoever calls bounds how many run at once.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace rights {

inline constexpr std::size_t kSaltBytes = 16;

// At least 12 characters, at most 1024 bytes, not made of the person's name or address, none that
// everybody tries first; what it is composed of is its owner's affair (NIST SP 800-63B). Errors:
// Usage.
base::Status check_password(std::string_view password, std::string_view name,
                            std::string_view email);

// "$argon2id$v=19$...". Errors: Io without memory.
base::Result<std::string> hash_password(std::string_view password, std::string_view salt);

// An empty hash, of nobody or of somebody without a password, takes the same time and is never
// right.
bool verify_password(std::string_view password, const std::string& hash);
const char* decoy_hash();  // that stands in for an empty one

}  // namespace rights

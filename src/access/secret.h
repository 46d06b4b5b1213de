// Secrets that the service hands out, as texts, and what it keeps of them: a SHA-256. They are 256
// random bits, so nothing slower is needed; passwords are another matter (password.h).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sha256.h"

namespace rights {

// So many random bytes of the system; handed in, only app asks it.
using Random = std::function<base::Result<std::string>(std::size_t)>;

// RFC 4648 in lower case, without padding.
std::string base32(std::string_view bytes);
std::optional<std::string> parse_base32(std::string_view text);  // either letter case

inline constexpr std::string_view kKeyTag = "ack_";
inline constexpr std::string_view kClientTag = "acs_";  // the secret of an OAuth2 client
inline constexpr std::string_view kTokenTag = "act_";   // what a client gets for it
inline constexpr std::string_view kSessionTag = "ses_";
inline constexpr std::string_view kLinkTag = "acl_";  // a one-time link

// "ack_k5h2ncwq_" and 52 letters: the first part is shown in lists and found again, the whole is
// known to its owner only.
struct Secret {
  std::string text;
  std::string visible;  // "ack_k5h2ncwq"
  base::Digest hash;
};
base::Result<Secret> make_secret(std::string_view tag, const Random& random);
// Of a text as it was presented; none when it cannot be one.
std::optional<Secret> read_secret(std::string_view tag, std::string_view text);

// The tag and 52 letters; found by its hash, visible is empty.
base::Result<Secret> make_token(std::string_view tag, const Random& random);
std::optional<Secret> read_token(std::string_view tag, std::string_view text);

// In a time that does not depend on where they differ.
bool same(const base::Digest& left, const base::Digest& right);
bool same(std::string_view left, std::string_view right);  // for texts of known length

}  // namespace rights

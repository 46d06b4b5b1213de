// Signatures of identity providers, and base64url, in which they write.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/oidc.h"

namespace rights {

std::string base64url(std::string_view bytes);
std::optional<std::string> parse_base64url(std::string_view text);  // no padding, no stray bits

bool is_signed_by(const ProviderKey& key, std::string_view message, std::string_view signature);

}  // namespace rights

// Secrets that the service must be able to read again (the seeds of second factors) stand in the
// store sealed under a key that stands beside it: a copy of the database alone opens none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/secret.h"

namespace rights {

class Sealer {
 public:
  static constexpr std::size_t kKeyBytes = 32;
  explicit Sealer(std::string key);  // Requires: kKeyBytes of randomness.

  // XChaCha20-Poly1305 with a random nonce; `about` says whose it is, and it opens only there.
  base::Result<std::string> seal(std::string_view plain, std::string_view about,
                                 const Random& random) const;
  std::optional<std::string> open(std::string_view sealed, std::string_view about) const;

 private:
  std::string key_;
};

}  // namespace rights

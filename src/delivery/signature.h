// Signatures of Standard Webhooks 1.0: who has the secret knows that a message is ours, and that it
// is the one that was sent at that time. docs/formats/webhooks.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace delivery {

// What HMAC is keyed with: 24 to 64 bytes.
struct Secret {
  std::string key;
  // "whsec_..." as receivers are given it.
  std::string text() const;
  // Errors: InvalidInput.
  static base::Result<Secret> parse(std::string_view text);
  static base::Result<Secret> of(std::string key);
  friend bool operator==(const Secret&, const Secret&) = default;
};

// What is signed: the headers webhook-id and webhook-timestamp (seconds since 1970), and the body.
struct Message {
  std::string_view id;
  std::int64_t timestamp = 0;
  std::string_view payload;
};

// "v1,..." for each secret that is valid, apart by blanks: webhook-signature.
std::string signature(const Message& message, std::span<const Secret> secrets);

// Whether one of the header's signatures is of one of the secrets. Words of other versions are
// passed over. That the timestamp is near is the caller's to ask.
bool verifies(const Message& message, std::string_view header, std::span<const Secret> secrets);

}  // namespace delivery

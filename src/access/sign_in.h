// Signing in with a password. Three steps, because each belongs to another thread: the store finds
// the user, examine() does the work (0.2 s), the store opens the session.
#pragma once

#include "access/identity_store.h"
#include "access/seal.h"

namespace rights {

struct SignIn {
  enum class Verdict : std::uint8_t {
    Refused,     // for whatever reason: unknown, disabled, wrong
    CodeNeeded,  // the password is right, the user has a second factor
    Right,
  };
  Verdict verdict = Verdict::Refused;
  NewSession session;  // of Right: user and what was used up; the rest is the caller's
};

// By name, else by address; looks the same way whether there is such a user or not.
base::Result<std::optional<User>> find_signing_in(IdentityStore& store, std::string_view who);

// `code`: of the authenticator, or a recovery code; may be empty. A user that is not there
// takes the same time.
SignIn examine(const std::optional<User>& user, std::string_view password, std::string_view code,
               const Sealer& sealer, base::Instant now);

// What is counted against guessing (throttle.h).
std::string throttled_user(std::string_view name);
std::string throttled_address(const Address& from);

}  // namespace rights

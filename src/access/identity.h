// Persons who sign in, keys and clients of machines, sessions: what is kept of them. They stand
// beside the record in tables that may change; who may do what changes with an event of the audit
// chain (identity_store.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/address.h"
#include "access/principal.h"
#include "base/keys.h"
#include "base/sha256.h"

namespace rights {

// A person who signs in. Erased: name, address and secrets are empty, the number stays.
struct User {
  std::int64_t number = 0;  // from 1, never given twice
  std::string name;         // unique without regard to case
  std::string email;
  std::string password;  // argon2id; empty: none was set
  std::string totp;      // sealed seed; empty: no second factor
  std::int64_t totp_last = 0;
  bool disabled = false;
  base::Instant created_at;
  std::vector<Grant> grants;

  std::string id() const { return "usr_" + std::to_string(number); }
};

// "invited", "active", "disabled", "erased".
std::string_view state_of(const User& user);

// An API key or an OAuth2 client: one grant, perhaps narrowed to scopes and networks.
struct Machine {
  std::int64_t number = 0;
  PrincipalKind kind = PrincipalKind::Key;
  std::string name;  // for people, who tell it from others
  Grant grant;
  std::vector<Scope> scopes;      // empty: all that the role has
  std::vector<Network> networks;  // empty: from anywhere
  std::optional<base::Instant> expires_at;
  base::Instant created_at;
  std::optional<base::Instant> used_at;  // to the minute
  bool revoked = false;

  Principal principal() const;
};

// "active", "expired", "revoked".
std::string_view state_of(const Machine& machine, base::Instant now);

// What a machine proves itself with. While it is rotated it has two.
struct MachineSecret {
  std::string visible;  // "ack_k5h2ncwq"
  base::Digest hash{};
  std::optional<base::Instant> until;
};

// An access token that a client got for its secret. Opaque, of the same store: it ends with the
// client or its grant at once, which a signed token (JWT) would outlive, and there is no key to
// keep; the look-up that a JWT would save costs some ten microseconds.
struct AccessToken {
  base::Digest hash{};
  std::int64_t client = 0;
  std::vector<Scope> scopes;  // that were asked for; empty: all of the client
  base::Instant until;
};
inline constexpr std::int64_t kTokenLife = 15 * 60 * 1'000;

struct Session {
  std::int64_t number = 0;
  base::Digest hash{};
  std::int64_t user = 0;
  base::Instant created_at;
  base::Instant used_at;  // to the minute
  std::string address;
  std::string agent;  // the browser, as it says
};
inline constexpr std::int64_t kSessionIdle = 30 * 60 * 1'000;
inline constexpr std::int64_t kSessionLife = 12 * 60 * 60 * 1'000;
inline constexpr std::int64_t kNoteEvery = 60 * 1'000;  // uses are kept no finer

bool is_alive(const Session& session, base::Instant now);
// What a page must send beside the cookie; made of the session's secret text.
std::string csrf_token(std::string_view session);
bool is_csrf_token(std::string_view session, std::string_view presented);

// Who says, besides us, who a person is (OpenID Connect).
struct IdentityProvider {
  std::string issuer;    // "https://id.contoso.example", as it names itself
  std::string client;    // the id that we have there
  std::string secret;    // sealed where it is kept; empty: a public client
  std::string service;   // "https://accredit.contoso.example": where browsers find us
  bool is_near = false;  // may stand in a private network, and on this machine without TLS
};

// A one-time link to set a password.
inline constexpr std::int64_t kLinkLife = 30 * 60 * 1'000;

}  // namespace rights

// From what a request shows (a key, a token, a session's cookie) to who asks. Whatever is wrong
// with it, the answer is the same sentence.
#pragma once

#include "access/identity_store.h"
#include "access/secret.h"

namespace rights {

struct Entrance {
  Principal principal;
  base::Instant until;       // a principal that is kept must be looked up again then
  bool note = false;         // its use is to be noted: note_machine or note_session
  std::int64_t session = 0;  // of a person
};

// Errors: Refused with UNAUTHENTICATED; those of the store.
base::Result<Entrance> enter_by_key(IdentityStore& store, std::string_view key, const Address& from,
                                    base::Instant now);
base::Result<Entrance> enter_by_token(IdentityStore& store, std::string_view token,
                                      const Address& from, base::Instant now);
base::Result<Entrance> enter_by_session(IdentityStore& store, std::string_view session,
                                        base::Instant now);
// "ack_..." or "act_...", as behind "Authorization: Bearer".
base::Result<Entrance> enter_by_bearer(IdentityStore& store, std::string_view text,
                                       const Address& from, base::Instant now);

// OAuth2 client credentials (RFC 6749, 4.4): a token for `scopes`, all of the client's for an empty
// text. `client` is "cli_2". Errors: as above; Usage for scopes that the client has not.
struct IssuedToken {
  std::string text;
  AccessToken kept;  // for add_token
};
base::Result<IssuedToken> issue_token(IdentityStore& store, std::string_view client,
                                      std::string_view secret, std::string_view scopes,
                                      const Address& from, base::Instant now, const Random& random);

}  // namespace rights

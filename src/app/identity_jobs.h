// Who may do what: persons who sign in, keys and clients of machines. Every change stands in the
// audit chain, by number: "usr_3", "key_7".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/identity_store.h"
#include "access/seal.h"
#include "app/store.h"

namespace app {

// Who asks for a change, as the chain has it, and why.
struct IdentityAct {
  std::string actor;
  std::string reason;
};

struct NewUser {
  std::string name;  // one word, unique
  std::string email;
  rights::Grant grant;
};
// A one-time link is shown once; it sets a password until it is over.
struct Invitation {
  rights::User user;
  std::string link;  // a token; a server puts its address before it
  base::Instant until;
  base::CommitNumber commit;
};
// Errors: Usage for names and addresses that are none; NotFound for a partner or customer that the
// registry has not; Conflict for a name that somebody has.
base::Result<Invitation> create_user(Store& store, const NewUser& wish, const IdentityAct& act);
base::Result<std::vector<rights::User>> users(Store& store);
// By name or by "usr_3". Errors: NotFound.
base::Result<rights::User> user(Store& store, const std::string& who);
base::Result<base::CommitNumber> grant_role(Store& store, const std::string& who,
                                            const rights::Grant& grant, const IdentityAct& act);
base::Result<base::CommitNumber> revoke_role(Store& store, const std::string& who,
                                             const rights::Grant& grant, const IdentityAct& act);
// Sessions end; the user can be enabled again.
base::Result<base::CommitNumber> disable_user(Store& store, const std::string& who, bool disabled,
                                              const IdentityAct& act);
// Password, second factor and sessions are gone; a new link sets a password.
base::Result<Invitation> reset_user(Store& store, const std::string& who, const IdentityAct& act);
// What the owner of a link does. Errors: Refused with LINK_OVER; Usage for a weak password.
base::Result<rights::User> set_up_user(Store& store, const std::string& link,
                                       const std::string& password);

struct NewMachine {
  rights::PrincipalKind kind = rights::PrincipalKind::Key;
  std::string name;
  rights::Grant grant;
  std::vector<rights::Scope> scopes;      // empty: all that the role has
  std::vector<rights::Network> networks;  // empty: from anywhere
  std::optional<base::Instant> expires_at;
};
// The secret is shown once.
struct IssuedMachine {
  rights::Machine machine;
  std::string secret;
  base::CommitNumber commit;
};
base::Result<IssuedMachine> create_machine(Store& store, const NewMachine& machine,
                                           const IdentityAct& act);
struct KeptMachine {
  rights::Machine machine;
  std::vector<rights::MachineSecret> secrets;
};
base::Result<std::vector<KeptMachine>> machines(Store& store);
// "key_7" or "cli_2". Errors: NotFound.
base::Result<rights::Machine> machine(Store& store, const std::string& id);
// A second secret; the first one holds until `until`.
base::Result<IssuedMachine> rotate_machine(Store& store, const std::string& id, base::Instant until,
                                           const IdentityAct& act);
base::Result<base::CommitNumber> revoke_machine(Store& store, const std::string& id,
                                                const IdentityAct& act);

// The key of DIR/sealing.key, which is made for its owner only when the store has none yet. Errors:
// NotFound when it is gone and something is sealed under it.
base::Result<rights::Sealer> sealer(Store& store);

}  // namespace app

// The port of identity: the system of record as this room needs it. storage/ implements it.
//
// What changes who may do what takes an act, a commit number and an event of the audit chain in the
// same transaction; the rest (sessions, uses, passwords, links) does not. Both are durable when the
// call returns. Readers may have connections of their own; changes need the one writer.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/identity.h"
#include "base/result.h"
#include "registry/registry_store.h"

namespace rights {

struct FoundSecret {
  Machine machine;
  MachineSecret secret;
};
struct FoundToken {
  Machine machine;
  AccessToken token;
};
struct FoundSession {
  Session session;
  User user;
};

// A session to be opened, with what the sign-in used up: a one-time code counts once, whoever
// presents it twice at the same moment.
struct NewSession {
  std::int64_t user = 0;
  base::Digest hash{};
  base::Instant at;
  std::string address;
  std::string agent;
  std::optional<std::int64_t> totp_step;
  std::optional<base::Digest> recovery;
};

// The reason of a Conflict: another user has the name.
inline constexpr std::string_view kNameTaken = "NAME_TAKEN";

class IdentityStore {
 public:
  virtual ~IdentityStore() = default;

  // Rises with every change after which a principal that was looked up may be wrong: grants, keys,
  // users, sessions that were ended. A server may keep principals while it stays the same.
  virtual base::Result<std::int64_t> revision() = 0;

  virtual base::Result<std::vector<User>> users() = 0;
  virtual base::Result<std::optional<User>> user(std::int64_t number) = 0;
  virtual base::Result<std::optional<User>> user_named(std::string_view name) = 0;
  // By address, without regard to case; none when several have it.
  virtual base::Result<std::optional<User>> user_mailed(std::string_view email) = 0;
  virtual base::Result<std::optional<User>> user_linked(std::string_view issuer,
                                                        std::string_view subject) = 0;
  virtual base::Result<std::vector<Machine>> machines() = 0;
  virtual base::Result<std::optional<Machine>> machine(std::int64_t number) = 0;
  virtual base::Result<std::vector<MachineSecret>> secrets(std::int64_t machine) = 0;
  virtual base::Result<std::vector<Session>> sessions(std::int64_t user) = 0;
  // One indexed look-up each.
  virtual base::Result<std::optional<FoundSecret>> find_secret(std::string_view visible) = 0;
  virtual base::Result<std::optional<FoundToken>> find_token(const base::Digest& hash) = 0;
  virtual base::Result<std::optional<FoundSession>> find_session(const base::Digest& hash) = 0;

  virtual base::Result<std::optional<IdentityProvider>> provider() = 0;

  // Whether the registry has the partner or customer; the operator is always there.
  virtual base::Result<bool> knows(const Tenant& tenant) = 0;

  // The next number, for the act's detail.
  virtual base::Result<std::int64_t> next_user() = 0;
  virtual base::Result<std::int64_t> next_machine() = 0;

  // With an event of the audit chain. Errors: Conflict for a name that somebody has.
  virtual base::Result<base::CommitNumber> add_user(const registry::Act& act, const User& user) = 0;
  virtual base::Result<base::CommitNumber> add_grant(const registry::Act& act, std::int64_t user,
                                                     const Grant& grant) = 0;
  virtual base::Result<base::CommitNumber> remove_grant(const registry::Act& act, std::int64_t user,
                                                        const Grant& grant) = 0;
  // Ends the user's sessions too.
  virtual base::Result<base::CommitNumber> disable(const registry::Act& act, std::int64_t user,
                                                   bool disabled) = 0;
  // Takes password, second factor, recovery codes, links and sessions away.
  virtual base::Result<base::CommitNumber> reset(const registry::Act& act, std::int64_t user) = 0;
  virtual base::Result<base::CommitNumber> add_machine(const registry::Act& act,
                                                       const Machine& machine,
                                                       const MachineSecret& secret) = 0;
  // What it had until now holds until `until` at most.
  virtual base::Result<base::CommitNumber> rotate(const registry::Act& act, std::int64_t machine,
                                                  const MachineSecret& fresh,
                                                  base::Instant until) = 0;
  virtual base::Result<base::CommitNumber> revoke(const registry::Act& act,
                                                  std::int64_t machine) = 0;

  // None: there is none any more. Links to what was the issuer before stay.
  virtual base::Result<base::CommitNumber> set_provider(
      const registry::Act& act, const std::optional<IdentityProvider>& provider) = 0;

  // Without one. Errors of link: Conflict when the subject is somebody else's.
  virtual base::Status link(std::int64_t user, std::string_view issuer,
                            std::string_view subject) = 0;
  virtual base::Status offer_set_up(std::int64_t user, const base::Digest& link,
                                    base::Instant until) = 0;
  virtual base::Result<std::optional<User>> invited(const base::Digest& link,
                                                    base::Instant now) = 0;
  // Uses the link up; sessions of before end. False: it is no link (any more).
  virtual base::Result<bool> set_up(const base::Digest& link, base::Instant now,
                                    const std::string& password) = 0;
  virtual base::Status set_second_factor(std::int64_t user, const std::string& sealed,
                                         std::span<const base::Digest> recovery) = 0;
  // The number of recovery codes that are left.
  virtual base::Result<std::int64_t> recovery_left(std::int64_t user) = 0;
  // False: the code was used before.
  virtual base::Result<bool> open_session(const NewSession& session) = 0;
  virtual base::Status end_session(const base::Digest& hash) = 0;
  virtual base::Status end_session(std::int64_t user, std::int64_t session) = 0;
  virtual base::Status add_token(const AccessToken& token) = 0;
  virtual base::Status note_session(std::int64_t session, base::Instant now) = 0;
  virtual base::Status note_machine(std::int64_t machine, base::Instant now) = 0;
  // Deletes sessions, tokens and links that are over.
  virtual base::Status sweep(base::Instant now) = 0;
};

}  // namespace rights

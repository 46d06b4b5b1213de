#include "app/identity_jobs.h"

#include <algorithm>
#include <filesystem>

#include "access/password.h"
#include "app/signing.h"
#include "app/system_random.h"
#include "app/text_file.h"
#include "base/hex.h"
#include "lifecycle/request.h"
#include "registry/act_detail.h"
#include "storage/delivery_table.h"
#include "storage/identity_table.h"

namespace app {
namespace {

using rights::Grant;
using rights::Machine;
using rights::Side;
using rights::User;

constexpr std::string_view kYes = "yes";

std::string detail_of(const std::string& who, const Grant& grant, const std::string& scopes = "") {
  return registry::DetailWriter()
      .field("who", who)
      .field("role", word(grant.role))
      .field("tenant", grant.tenant.text())
      .field("money", grant.sees_money ? kYes : std::string_view())
      .field("scopes", scopes)
      .text();
}

std::string detail_of(const std::string& who) {
  return registry::DetailWriter().field("who", who).text();
}

registry::Act act_of(const IdentityAct& act, const char* action, std::string detail) {
  return {act.actor, action, act.reason, std::move(detail)};
}

// The rule of names is that of persons, because that is what they are in the chain.
base::Status check_name(const std::string& name) {
  const auto actor = lifecycle::parse_actor("customer:any/" + name);
  if (!actor) return std::unexpected(actor.error());
  if (!name.empty() && !name.starts_with("usr_")) return {};
  return base::fail(base::Code::Usage, "'" + name + "' is no name; write one such as anna");
}

base::Status check_email(const std::string& email) {
  constexpr std::size_t kMax = 254;
  const std::size_t at = email.find('@');
  const bool plain = std::ranges::none_of(email, [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '\x7F' || c == '<' || c == '>' || c == ',';
  });
  if (plain && email.size() <= kMax && at != 0 && at < email.size() - 1 && at == email.rfind('@'))
    return {};
  return base::fail(base::Code::Usage,
                    "'" + email + "' is no address for mail; write it like anna@contoso.example");
}

base::Status check_tenant(rights::IdentityStore& kept, const rights::Tenant& tenant) {
  if (TRY(kept.knows(tenant))) return {};
  return base::fail(base::Code::NotFound, "the registry has no " + tenant.text());
}

// Whoever judges for the vendor is not also judged.
base::Status check_sides(const std::vector<Grant>& held, const Grant& fresh) {
  const bool inside = fresh.tenant.side == Side::Operator;
  const bool mixed = std::ranges::any_of(
      held, [&](const Grant& one) { return (one.tenant.side == Side::Operator) != inside; });
  if (!mixed) return {};
  return base::refuse("SELF_DEALING",
                      "nobody acts for the operator and for a partner or customer with one user; "
                      "create another user");
}

base::Result<Invitation> invite(Store& store, rights::IdentityStore& kept, User user,
                                base::CommitNumber commit) {
  const rights::Secret link = TRY(rights::make_token(rights::kLinkTag, random_bytes));
  const base::Instant until{store.clock().now().milliseconds + rights::kLinkLife};
  TRY_STATUS(kept.offer_set_up(user.number, link.hash, until));
  return Invitation{.user = std::move(user), .link = link.text, .until = until, .commit = commit};
}

base::Result<User> find_user(rights::IdentityStore& kept, const std::string& who) {
  std::vector<User> all = TRY(kept.users());
  const auto found = std::ranges::find_if(all, [&](const User& one) { return one.id() == who; });
  auto user = found != all.end() ? std::optional(*found) : TRY(kept.user_named(who));
  if (user) return std::move(*user);
  return base::fail(base::Code::NotFound, "there is no user '" + who + "'", "accredit user list");
}

std::string_view tag_of(const Machine& machine) {
  return machine.kind == rights::PrincipalKind::Client ? rights::kClientTag : rights::kKeyTag;
}

rights::MachineSecret kept_of(const rights::Secret& secret) {
  return {.visible = secret.visible, .hash = secret.hash, .until = {}};
}

}  // namespace

base::Result<Invitation> create_user(Store& store, const NewUser& wish, const IdentityAct& act) {
  TRY_STATUS(check_name(wish.name));
  TRY_STATUS(check_email(wish.email));
  const auto kept = storage::open_identity(store.record());
  TRY_STATUS(check_tenant(*kept, wish.grant.tenant));
  User user;
  user.number = TRY(kept->next_user());
  user.name = wish.name;
  user.email = wish.email;
  user.created_at = store.clock().now();
  user.grants = {wish.grant};
  const base::CommitNumber commit =
      TRY(kept->add_user(act_of(act, "user_create", detail_of(user.id(), wish.grant)), user));
  return invite(store, *kept, std::move(user), commit);
}

base::Result<std::vector<User>> users(Store& store) {
  return storage::open_identity(store.record())->users();
}

base::Result<User> user(Store& store, const std::string& who) {
  return find_user(*storage::open_identity(store.record()), who);
}

base::Result<base::CommitNumber> grant_role(Store& store, const std::string& who,
                                            const Grant& grant, const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  const User user = TRY(find_user(*kept, who));
  TRY_STATUS(check_tenant(*kept, grant.tenant));
  TRY_STATUS(check_sides(user.grants, grant));
  return kept->add_grant(act_of(act, "user_grant", detail_of(user.id(), grant)), user.number,
                         grant);
}

base::Result<base::CommitNumber> revoke_role(Store& store, const std::string& who,
                                             const Grant& grant, const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  const User user = TRY(find_user(*kept, who));
  return kept->remove_grant(act_of(act, "user_revoke", detail_of(user.id(), grant)), user.number,
                            grant);
}

base::Result<base::CommitNumber> disable_user(Store& store, const std::string& who, bool disabled,
                                              const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  const User user = TRY(find_user(*kept, who));
  const char* action = disabled ? "user_disable" : "user_enable";
  return kept->disable(act_of(act, action, detail_of(user.id())), user.number, disabled);
}

base::Result<Invitation> reset_user(Store& store, const std::string& who, const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  User user = TRY(find_user(*kept, who));
  if (user.disabled)
    return base::fail(base::Code::Conflict, user.id() + " is disabled; enable it first");
  const base::CommitNumber commit =
      TRY(kept->reset(act_of(act, "user_reset", detail_of(user.id())), user.number));
  return invite(store, *kept, std::move(user), commit);
}

base::Result<User> set_up_user(Store& store, const std::string& link, const std::string& password) {
  const auto kept = storage::open_identity(store.record());
  const auto read = rights::read_token(rights::kLinkTag, link);
  const base::Instant now = store.clock().now();
  auto user = read ? TRY(kept->invited(read->hash, now)) : std::nullopt;
  if (user) {
    TRY_STATUS(rights::check_password(password, user->name, user->email));
    const std::string salt = TRY(random_bytes(rights::kSaltBytes));
    const std::string hash = TRY(rights::hash_password(password, salt));
    if (TRY(kept->set_up(read->hash, now, hash))) return std::move(*user);
  }
  return base::refuse("LINK_OVER", "this link was used or is over; ask an admin for another one");
}

base::Result<IssuedMachine> create_machine(Store& store, const NewMachine& machine,
                                           const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  TRY_STATUS(check_tenant(*kept, machine.grant.tenant));
  IssuedMachine out;
  out.machine.number = TRY(kept->next_machine());
  out.machine.kind = machine.kind;
  out.machine.name = machine.name;
  out.machine.grant = machine.grant;
  out.machine.scopes = machine.scopes;
  out.machine.networks = machine.networks;
  out.machine.expires_at = machine.expires_at;
  out.machine.created_at = store.clock().now();
  const rights::Secret secret = TRY(rights::make_secret(tag_of(out.machine), random_bytes));
  out.secret = secret.text;
  const std::string detail =
      detail_of(out.machine.principal().id(), machine.grant, rights::scopes_text(machine.scopes));
  out.commit =
      TRY(kept->add_machine(act_of(act, "key_create", detail), out.machine, kept_of(secret)));
  return out;
}

base::Result<std::vector<KeptMachine>> machines(Store& store) {
  const auto kept = storage::open_identity(store.record());
  std::vector<KeptMachine> out;
  for (Machine& one : TRY(kept->machines())) {
    auto secrets = TRY(kept->secrets(one.number));
    out.push_back({.machine = std::move(one), .secrets = std::move(secrets)});
  }
  return out;
}

base::Result<Machine> machine(Store& store, const std::string& id) {
  for (Machine& one : TRY(storage::open_identity(store.record())->machines())) {
    if (one.principal().id() == id) return std::move(one);
  }
  return base::fail(base::Code::NotFound, "there is no key '" + id + "'", "accredit key list");
}

base::Result<IssuedMachine> rotate_machine(Store& store, const std::string& id, base::Instant until,
                                           const IdentityAct& act) {
  IssuedMachine out;
  out.machine = TRY(machine(store, id));
  if (out.machine.revoked)
    return base::fail(base::Code::Conflict, id + " is revoked; create another one");
  const rights::Secret secret = TRY(rights::make_secret(tag_of(out.machine), random_bytes));
  out.secret = secret.text;
  out.commit = TRY(storage::open_identity(store.record())
                       ->rotate(act_of(act, "key_rotate", detail_of(id)), out.machine.number,
                                kept_of(secret), until));
  return out;
}

base::Result<base::CommitNumber> revoke_machine(Store& store, const std::string& id,
                                                const IdentityAct& act) {
  const Machine one = TRY(machine(store, id));
  if (one.revoked) return base::fail(base::Code::Conflict, id + " is revoked already");
  return storage::open_identity(store.record())
      ->revoke(act_of(act, "key_revoke", detail_of(id, one.grant)), one.number);
}

base::Result<rights::Sealer> sealer(Store& store) {
  const std::string path = store.directory() + "/sealing.key";
  if (!std::filesystem::exists(path)) {
    const auto provider = TRY(storage::open_identity(store.record())->provider());
    const std::vector<User> all = TRY(users(store));
    const bool is_used =
        (provider && !provider->secret.empty()) ||
        std::ranges::any_of(all, [](const User& one) { return !one.totp.empty(); });
    if (is_used) {
      return base::fail(base::Code::NotFound,
                        "'" + path +
                            "' is gone, under which second factors and the secret at the identity "
                            "provider are sealed: restore it from a backup, or set the provider "
                            "anew and reset the users that have a second factor");
    }
    if (TRY(storage::holds_secrets(store.record())))
      return base::fail(base::Code::NotFound,
                        "'" + path +
                            "' is gone, under which the secrets of webhooks are sealed: restore "
                            "it from a backup, or delete the endpoints");
    TRY_STATUS(write_secret(path, base::hex(TRY(random_bytes(rights::Sealer::kKeyBytes)))));
  }
  const auto key = base::parse_hex(TRY(read_text(path, 2 * rights::Sealer::kKeyBytes)));
  if (key && key->size() == rights::Sealer::kKeyBytes) return rights::Sealer(*key);
  return base::fail(base::Code::Corrupt, "'" + path + "' holds no key; restore it from a backup");
}

}  // namespace app

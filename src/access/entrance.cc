#include "access/entrance.h"

#include <algorithm>

#include "base/check.h"

namespace rights {
namespace {

std::unexpected<base::Error> nobody() {
  return base::refuse("UNAUTHENTICATED",
                      "who asks is not known: the key, token or session is wrong or over");
}

bool is_over(const std::optional<base::Instant>& end, base::Instant now) {
  return end && *end <= now;
}

bool may_come_from(const Machine& machine, const Address& from) {
  return machine.networks.empty() || std::ranges::any_of(machine.networks, [&](const Network& one) {
           return one.contains(from);
         });
}

bool may_enter(const Machine& machine, const Address& from, base::Instant now) {
  return !machine.revoked && !is_over(machine.expires_at, now) && may_come_from(machine, from);
}

bool is_to_note(base::Instant used, base::Instant now) {
  return now.milliseconds - used.milliseconds >= kNoteEvery;
}

constexpr base::Instant kNever{INT64_MAX};

// The machine whose secret it is, entered.
base::Result<FoundSecret> prove(IdentityStore& store, PrincipalKind kind, std::string_view tag,
                                std::string_view text, const Address& from, base::Instant now) {
  const auto read = read_secret(tag, text);
  if (!read) return nobody();
  auto found = TRY(store.find_secret(read->visible));
  if (!found || !same(found->secret.hash, read->hash)) return nobody();
  const Machine& machine = found->machine;
  if (machine.kind != kind || is_over(found->secret.until, now) || !may_enter(machine, from, now))
    return nobody();
  return std::move(*found);
}

}  // namespace

base::Result<Entrance> enter_by_key(IdentityStore& store, std::string_view key, const Address& from,
                                    base::Instant now) {
  const FoundSecret found = TRY(prove(store, PrincipalKind::Key, kKeyTag, key, from, now));
  Entrance out;
  out.principal = found.machine.principal();
  out.until =
      std::min(found.machine.expires_at.value_or(kNever), found.secret.until.value_or(kNever));
  out.note = !found.machine.used_at || is_to_note(*found.machine.used_at, now);
  return out;
}

base::Result<Entrance> enter_by_token(IdentityStore& store, std::string_view token,
                                      const Address& from, base::Instant now) {
  const auto read = read_token(kTokenTag, token);
  if (!read) return nobody();
  const auto found = TRY(store.find_token(read->hash));
  if (!found || found->token.until <= now || !may_enter(found->machine, from, now)) return nobody();
  Entrance out;
  out.principal = found->machine.principal();
  if (!found->token.scopes.empty()) out.principal.scopes = found->token.scopes;
  out.until = std::min(found->token.until, found->machine.expires_at.value_or(kNever));
  out.note = !found->machine.used_at || is_to_note(*found->machine.used_at, now);
  return out;
}

base::Result<Entrance> enter_by_session(IdentityStore& store, std::string_view session,
                                        base::Instant now) {
  const auto read = read_token(kSessionTag, session);
  if (!read) return nobody();
  const auto found = TRY(store.find_session(read->hash));
  if (!found || found->user.disabled || !is_alive(found->session, now)) return nobody();
  Entrance out;
  out.principal.number = found->user.number;
  out.principal.name = found->user.name;
  out.principal.grants = found->user.grants;
  out.until = {std::min(found->session.used_at.milliseconds + kSessionIdle,
                        found->session.created_at.milliseconds + kSessionLife)};
  out.note = is_to_note(found->session.used_at, now);
  out.session = found->session.number;
  return out;
}

base::Result<Entrance> enter_by_bearer(IdentityStore& store, std::string_view text,
                                       const Address& from, base::Instant now) {
  return text.starts_with(kTokenTag) ? enter_by_token(store, text, from, now)
                                     : enter_by_key(store, text, from, now);
}

base::Result<IssuedToken> issue_token(IdentityStore& store, std::string_view client,
                                      std::string_view secret, std::string_view scopes,
                                      const Address& from, base::Instant now,
                                      const Random& random) {
  const FoundSecret found = TRY(prove(store, PrincipalKind::Client, kClientTag, secret, from, now));
  const Principal principal = found.machine.principal();
  if (principal.id() != client) return nobody();
  IssuedToken out;
  out.kept.client = found.machine.number;
  out.kept.scopes = TRY(parse_scopes(scopes));
  for (const Scope one : out.kept.scopes) {
    if (principal.scopes && !std::ranges::binary_search(*principal.scopes, one)) {
      return base::fail(base::Code::Usage,
                        "the client " + principal.id() + " has no scope " + one.text());
    }
  }
  out.kept.until = {now.milliseconds + kTokenLife};
  const Secret made = TRY(make_token(kTokenTag, random));
  out.kept.hash = made.hash;
  out.text = made.text;
  return out;
}

}  // namespace rights

#include "access/identity.h"

#include "access/secret.h"

namespace rights {

std::string_view state_of(const User& user) {
  if (user.name.empty()) return "erased";
  if (user.disabled) return "disabled";
  return user.password.empty() ? "invited" : "active";
}

std::string_view state_of(const Machine& machine, base::Instant now) {
  if (machine.revoked) return "revoked";
  return machine.expires_at && *machine.expires_at <= now ? "expired" : "active";
}

Principal Machine::principal() const {
  Principal out;
  out.kind = kind;
  out.number = number;
  out.grants = {grant};
  if (!scopes.empty()) out.scopes = scopes;
  return out;
}

bool is_alive(const Session& session, base::Instant now) {
  return now.milliseconds < session.used_at.milliseconds + kSessionIdle &&
         now.milliseconds < session.created_at.milliseconds + kSessionLife;
}

std::string csrf_token(std::string_view session) {
  return base32(base::bytes_of(base::sha256("accredit csrf\n" + std::string(session))));
}

bool is_csrf_token(std::string_view session, std::string_view presented) {
  return same(csrf_token(session), presented);
}

}  // namespace rights

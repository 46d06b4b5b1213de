#include "access/sign_in.h"

#include <algorithm>

#include "access/password.h"
#include "access/totp.h"

namespace rights {
namespace {

constexpr std::size_t kCodeDigits = 6;
constexpr std::size_t kCounted = 200;  // bytes of a name

bool is_digits(std::string_view text) {
  return text.size() == kCodeDigits && text.find_first_not_of("0123456789") == text.npos;
}

}  // namespace

base::Result<std::optional<User>> find_signing_in(IdentityStore& store, std::string_view who) {
  auto named = TRY(store.user_named(who));
  auto mailed = TRY(store.user_mailed(who));
  return named ? std::move(named) : std::move(mailed);
}

SignIn examine(const std::optional<User>& user, std::string_view password, std::string_view code,
               const Sealer& sealer, base::Instant now) {
  SignIn out;
  const bool right = verify_password(password, user ? user->password : std::string());
  if (!right || user->disabled) return out;
  out.session.user = user->number;
  if (user->totp.empty()) {
    out.verdict = SignIn::Verdict::Right;
    return out;
  }
  if (code.empty()) {
    out.verdict = SignIn::Verdict::CodeNeeded;
    return out;
  }
  if (!is_digits(code)) {
    out.session.recovery = recovery_hash(code);
    out.verdict = SignIn::Verdict::Right;  // if the store finds it among those that are left
    return out;
  }
  const auto seed = sealer.open(user->totp, user->id());
  if (!seed) return out;
  out.session.totp_step = check_totp(*seed, code, now, user->totp_last);
  if (out.session.totp_step) out.verdict = SignIn::Verdict::Right;
  return out;
}

std::string throttled_user(std::string_view name) {
  std::string key = "user ";
  for (const char c : name.substr(0, kCounted))
    key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

std::string throttled_address(const Address& from) {
  return "address " + neighbourhood(from).text();
}

}  // namespace rights

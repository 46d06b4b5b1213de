#include "api/sign_in_desk.h"

#include <algorithm>
#include <charconv>

#include "access/password.h"
#include "access/provider_signature.h"
#include "access/totp.h"
#include "api/browser.h"
#include "app/identity_jobs.h"
#include "app/system_random.h"
#include "storage/identity_table.h"

namespace api {
namespace {

constexpr std::int64_t kNoteLife = 10 * 60 * 1'000;
constexpr std::size_t kAgentMax = 200;

std::unexpected<base::Error> refused() {
  return base::refuse("SIGN_IN_REFUSED", "name, password or code is wrong");
}

std::unexpected<base::Error> link_over() {
  return base::refuse("LINK_OVER", "this link was used or is over; ask an admin for another one");
}

rights::Address address_of(const http::Request& request) {
  return rights::parse_address(request.address).value_or(rights::Address());
}

// What the browser says of itself, without what no list could show.
std::string agent_of(const http::Request& request) {
  std::string out(http::header(request.headers, "user-agent").substr(0, kAgentMax));
  std::erase_if(out, [](char c) { return c < ' ' || c > '~'; });
  return out;
}

std::string about_enrolment(std::int64_t user) {
  return "enrolment of usr_" + std::to_string(user);
}

}  // namespace

base::Result<std::unique_ptr<SignInDesk>> SignInDesk::make(app::LiveStore& store) {
  std::string key = TRY(app::random_bytes(rights::Sealer::kKeyBytes));
  return std::unique_ptr<SignInDesk>(new SignInDesk(store, std::move(key)));
}

template <class Work>
auto SignInDesk::with_room(Work work) -> base::Result<decltype(work())> {
  struct Inside {
    std::atomic<int>& count;
    const int before = count++;
    ~Inside() { --count; }
  } const inside{inside_};
  if (inside.before >= kInside) return base::refuse("BUSY", "many persons sign in at this moment");
  struct Room {
    std::counting_semaphore<kAtWork>& room;
    ~Room() { room.release(); }
  };
  room_.acquire();
  const Room leaving{room_};
  return work();
}

base::Result<const rights::Sealer*> SignInDesk::sealer() {
  const std::scoped_lock lock(sealing_);
  if (!sealer_) sealer_ = TRY(store_->change([](app::Store& store) { return app::sealer(store); }));
  return &*sealer_;
}

std::int64_t SignInDesk::wait(const Shown& shown, const http::Request& request) const {
  const base::Instant now = store_->clock().now();
  return std::max(users_.wait(rights::throttled_user(shown.name), now),
                  addresses_.wait(rights::throttled_address(address_of(request)), now));
}

base::Result<std::string> SignInDesk::sign_in(const Shown& shown, const http::Request& request) {
  using Verdict = rights::SignIn::Verdict;
  const base::Instant now = store_->clock().now();
  const rights::Sealer* sealer = TRY(this->sealer());
  const auto user = TRY(store_->read([&](app::Store& store) {
    return rights::find_signing_in(*storage::open_identity(store.record()), shown.name);
  }));
  rights::SignIn tried = TRY(
      with_room([&] { return rights::examine(user, shown.password, shown.code, *sealer, now); }));
  if (tried.verdict == Verdict::CodeNeeded)
    return base::refuse("SECOND_FACTOR_NEEDED", "send the code of the authenticator, too");
  const std::string name = rights::throttled_user(shown.name);
  if (tried.verdict == Verdict::Right) {
    if (auto opened = TRY(open(std::move(tried.session), request))) {
      users_.succeeded(name);
      return std::move(*opened);
    }
  }
  users_.failed(name, now);
  addresses_.failed(rights::throttled_address(address_of(request)), now);
  return refused();
}

base::Result<std::string> SignInDesk::set_up(std::string_view link, const std::string& password,
                                             const http::Request& request) {
  const base::Instant now = store_->clock().now();
  const auto read = rights::read_token(rights::kLinkTag, link);
  if (!read) return link_over();
  const auto user = TRY(store_->read([&](app::Store& store) {
    return storage::open_identity(store.record())->invited(read->hash, now);
  }));
  if (!user) return link_over();
  TRY_STATUS(rights::check_password(password, user->name, user->email));
  const std::string salt = TRY(app::random_bytes(rights::kSaltBytes));
  const auto hashed = TRY(with_room([&] { return rights::hash_password(password, salt); }));
  const std::string hash = TRY(hashed);
  const bool is_set = TRY(store_->change([&](app::Store& store) {
    return storage::open_identity(store.record())->set_up(read->hash, now, hash);
  }));
  if (!is_set) return link_over();
  return open(user->number, request);
}

base::Result<std::string> SignInDesk::open(std::int64_t user, const http::Request& request) {
  rights::NewSession session;
  session.user = user;
  auto opened = TRY(open(std::move(session), request));
  if (opened) return std::move(*opened);
  return refused();  // disabled in the meantime
}

base::Result<std::optional<std::string>> SignInDesk::open(rights::NewSession session,
                                                          const http::Request& request) {
  const rights::Secret secret = TRY(rights::make_token(rights::kSessionTag, app::random_bytes));
  session.hash = secret.hash;
  session.at = store_->clock().now();
  session.address = request.address;
  session.agent = agent_of(request);
  const auto cookie = shown_cookie(request, kSessionCookie);
  const auto before = cookie ? rights::read_token(rights::kSessionTag, *cookie) : std::nullopt;
  const auto write = [&](app::Store& store) -> base::Result<bool> {
    const auto identities = storage::open_identity(store.record());
    if (!TRY(identities->open_session(session))) return false;
    if (before) TRY_STATUS(identities->end_session(before->hash));
    return true;
  };
  if (!TRY(store_->change(write))) return std::nullopt;
  return secret.text;
}

base::Result<SignInDesk::Enrolment> SignInDesk::begin_second_factor(std::int64_t user) {
  Enrolment out;
  out.seed = TRY(app::random_bytes(rights::kTotpSeedBytes));
  out.sealed = TRY(seal(out.seed, about_enrolment(user)));
  return out;
}

base::Result<std::vector<std::string>> SignInDesk::set_second_factor(std::int64_t user,
                                                                     std::string_view sealed,
                                                                     std::string_view code) {
  const base::Instant now = store_->clock().now();
  const auto seed = unseal(sealed, about_enrolment(user));
  if (!seed || !rights::check_totp(*seed, code, now, 0)) return refused();
  const rights::Sealer* sealer = TRY(this->sealer());
  const std::string kept =
      TRY(sealer->seal(*seed, "usr_" + std::to_string(user), app::random_bytes));
  std::vector<std::string> codes = TRY(rights::make_recovery_codes(app::random_bytes));
  std::vector<base::Digest> hashes;
  std::ranges::transform(codes, std::back_inserter(hashes), rights::recovery_hash);
  const auto write = [&](app::Store& store) -> base::Status {
    const auto identities = storage::open_identity(store.record());
    const auto found = TRY(identities->user(user));
    if (!found) return refused();
    if (!found->totp.empty()) {
      return base::fail(base::Code::Conflict,
                        "there is a second factor already; an admin takes it away");
    }
    return identities->set_second_factor(user, kept, hashes);
  };
  TRY_STATUS(store_->change(write));
  return codes;
}

base::Result<std::string> SignInDesk::seal(std::string_view text, std::string_view about) const {
  const std::int64_t until = store_->clock().now().milliseconds + kNoteLife;
  const std::string note = std::to_string(until) + ' ' + std::string(text);
  return rights::base64url(TRY(notes_.seal(note, about, app::random_bytes)));
}

std::optional<std::string> SignInDesk::unseal(std::string_view sealed,
                                              std::string_view about) const {
  const auto bytes = rights::parse_base64url(sealed);
  auto note = bytes ? notes_.open(*bytes, about) : std::nullopt;
  if (!note) return std::nullopt;
  std::int64_t until = 0;
  std::from_chars(note->data(), note->data() + note->size(), until);
  if (until <= store_->clock().now().milliseconds) return std::nullopt;
  return note->substr(note->find(' ') + 1);
}

}  // namespace api

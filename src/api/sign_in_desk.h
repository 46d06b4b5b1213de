// Where persons sign in: guessing is slowed, the work of passwords is bounded, sessions are opened.
// For many threads.
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "access/seal.h"
#include "access/sign_in.h"
#include "access/throttle.h"
#include "app/live_store.h"
#include "http/message.h"

namespace api {

class SignInDesk {
 public:
  // Errors: Io when the system has no randomness.
  static base::Result<std::unique_ptr<SignInDesk>> make(app::LiveStore& store);

  struct Shown {
    std::string name;  // or address
    std::string password, code;
  };
  // Milliseconds until a try is looked at again; 0: now.
  std::int64_t wait(const Shown& shown, const http::Request& request) const;
  // The text of a new session; that of the request ends. Errors: Refused with SIGN_IN_REFUSED, the
  // same and after the same work for whatever reason; with SECOND_FACTOR_NEEDED; with BUSY.
  base::Result<std::string> sign_in(const Shown& shown, const http::Request& request);
  // With a one-time link. Errors: Refused with LINK_OVER or BUSY; Usage for a weak password.
  base::Result<std::string> set_up(std::string_view link, const std::string& password,
                                   const http::Request& request);
  // For who has proved to be that user elsewhere.
  base::Result<std::string> open(std::int64_t user, const http::Request& request);

  struct Enrolment {
    std::string seed;
    std::string sealed;  // to be shown again with a first code
  };
  base::Result<Enrolment> begin_second_factor(std::int64_t user);
  // The recovery codes. Errors: Refused with SIGN_IN_REFUSED for what is no enrolment of the user,
  // or no code of it; Conflict when there is a second factor.
  base::Result<std::vector<std::string>> set_second_factor(std::int64_t user,
                                                           std::string_view sealed,
                                                           std::string_view code);

  // What others keep for us for ten minutes and can neither read nor change; opens for the same
  // `about` only, while the process lives.
  base::Result<std::string> seal(std::string_view text, std::string_view about) const;
  std::optional<std::string> unseal(std::string_view sealed, std::string_view about) const;

 private:
  SignInDesk(app::LiveStore& store, std::string key) : store_(&store), notes_(std::move(key)) {}
  template <class Work>
  auto with_room(Work work) -> base::Result<decltype(work())>;
  base::Result<const rights::Sealer*> sealer();
  // None: a code was used before.
  base::Result<std::optional<std::string>> open(rights::NewSession session,
                                                const http::Request& request);

  static constexpr int kAtWork = 2;  // passwords at once: 64 MiB and 0.2 s of a core each
  static constexpr int kInside = 8;  // with those who wait for that
  app::LiveStore* store_;
  rights::Sealer notes_;
  rights::Throttle users_;
  rights::Throttle addresses_{{.free = 30}};  // an office may stand behind one
  std::counting_semaphore<kAtWork> room_{kAtWork};
  std::atomic<int> inside_ = 0;
  std::mutex sealing_;
  std::optional<rights::Sealer> sealer_;
};

}  // namespace api

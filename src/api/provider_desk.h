// Signing in by the identity provider: OpenID Connect, authorization code with PKCE. What one
// attempt needs until the browser comes back is kept by the browser, sealed. For many threads.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "access/oidc.h"
#include "api/sign_in_desk.h"

namespace api {

class ProviderDesk {
 public:
  ProviderDesk(app::LiveStore& store, SignInDesk& sign_in) : store_(&store), sign_in_(&sign_in) {}

  struct Begun {
    std::string location;  // where the browser goes
    std::string attempt;   // that it keeps
  };
  // `back`: a path of this service. `user`: whose account is to be linked; 0: somebody signs in.
  // Errors: NotFound when no provider is set; Refused with PROVIDER_UNREACHABLE, or with BUSY while
  // somebody else waits for it.
  base::Result<Begun> begin(std::string_view back, std::int64_t user);

  // What the browser brings back.
  struct Returned {
    std::string attempt;  // that it kept
    std::string state, code, issuer, error;
  };
  struct Proven {
    std::string issuer, subject;
    std::string back;
    std::int64_t user = 0;  // as begin() was told
  };
  // Errors: as begin(); Refused with SIGN_IN_REFUSED for whatever is not believed.
  base::Result<Proven> finish(const Returned& returned);

 private:
  struct Known {
    rights::IdentityProvider ours;
    rights::Provider theirs;
    base::Instant until;
  };
  base::Result<Known> known();
  base::Result<std::string> id_token(const Known& provider, const std::string& code,
                                     const std::string& verifier) const;

  app::LiveStore* store_;
  SignInDesk* sign_in_;
  std::mutex asking_;  // held while the provider is asked for its configuration
  std::mutex mutex_;
  std::optional<Known> known_;
};

}  // namespace api

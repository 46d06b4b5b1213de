// The identity provider by which persons sign in without a password of ours, and whose account
// there is whose here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/identity_jobs.h"
#include "delivery/address_guard.h"

namespace app {

// In place of what was set before; the secret is sealed. Errors: Usage for addresses that are none:
// the issuer's must be public and https unless `is_near`, ours https or of this machine.
base::Result<base::CommitNumber> set_provider(Store& store, rights::IdentityProvider provider,
                                              const IdentityAct& act);
// Errors: NotFound when none is set.
base::Result<base::CommitNumber> remove_provider(Store& store, const IdentityAct& act);
// Its secret as the provider knows it.
base::Result<std::optional<rights::IdentityProvider>> provider(Store& store);
// Who has this subject at the provider is the user from now on. Errors: NotFound; Conflict when it
// is another user's.
base::Status link_user(Store& store, const std::string& who, const std::string& subject);

// What may be called for the provider, at that address.
delivery::Guard provider_guard(const rights::IdentityProvider& provider, std::string_view url);

}  // namespace app

// Who may be told of what happens: whoever may read what it is of, at the moment it is told.
#pragma once

#include <span>
#include <string>

#include "access/identity_store.h"
#include "access/matrix.h"
#include "app/access_log.h"
#include "delivery/delivery_store.h"

namespace app {

// What must be readable to be told of an event of the type.
rights::Resource resource_of_event(std::string_view type);
// Whether somebody may do that with what is the tenant's own.
bool may_act(const rights::Principal& principal, const rights::Tenant& tenant,
             rights::Resource resource, rights::Action action);
bool may_hear(const rights::Principal& principal, const rights::Tenant& tenant,
              std::string_view type);

// Who has that id ("usr_3", "key_7"), with the rights of now; none: nobody any more, it is
// disabled, revoked or over. Looks one up, not all.
base::Result<std::optional<rights::Principal>> principal_of(rights::IdentityStore& store,
                                                            std::string_view id, base::Instant now);

// Lets messages to endpoints pass, by the rights that their makers have now; what a partner is told
// of a customer is a look of the maker, or of who reads the letter, durable before it goes.
class Gate {
 public:
  Gate(rights::IdentityStore& identities, AccessLog& looks)
      : identities_(identities), looks_(looks) {}

  enum class Answer : std::uint8_t {
    Pass,
    Withhold,  // its maker may not read this
    Close,     // its maker is nobody any more
  };
  struct Verdict {
    Answer answer = Answer::Pass;
    std::string why;
  };
  base::Result<Verdict> ask(const delivery::Due& due, base::Instant now);
  // `tenants`: for whom the user gets the letter.
  base::Status note(const delivery::DueLetter& letter, const rights::User& user,
                    std::span<const rights::Tenant> tenants, base::Instant now);

 private:
  rights::IdentityStore& identities_;
  AccessLog& looks_;
};

}  // namespace app

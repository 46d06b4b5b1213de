// Who asks, and for whom: the tenant of a request. Every operation of the contract says with x-own
// how it is confined to a partner or a customer; what does not say so is for those who may see
// everybody's. Decision 0021.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "access/entrance.h"
#include "access/matrix.h"
#include "api/contract.h"
#include "api/problem.h"
#include "app/live_store.h"

namespace api {

struct Caller {
  rights::Principal principal;
  rights::Tenant tenant;     // empty where it is about the caller alone
  std::int64_t session = 0;  // its number; 0: came by a key or a token
  base::Instant until{};     // it has to show something else then

  bool is_operator() const { return tenant.side == rights::Side::Operator; }
  // As the record has who acts.
  std::string actor() const { return principal.actor(tenant); }
  bool sees_money() const;
};

// From what a request shows, a key, a token or a session's cookie, to its principal. Looks into the
// store once a minute for each of them, and after each change of rights; for many threads.
class Doorkeeper {
 public:
  explicit Doorkeeper(app::LiveStore& store) : store_(&store) {}
  // Without the tenant. Errors: Refused with UNAUTHENTICATED, or with CROSS_SITE for a change by
  // cookie that no page of ours asked for.
  base::Result<Caller> enter(const http::Request& request);

 private:
  struct Kept {
    Caller caller;
    base::Instant until;
  };
  base::Result<Caller> enter_with(const std::string& shown, bool is_cookie,
                                  const http::Request& request);
  void note_use(const rights::Entrance& entrance, base::Instant now);

  app::LiveStore* store_;
  std::mutex mutex_;
  std::int64_t revision_ = -1;
  std::map<std::string, Kept, std::less<>> kept_;  // by what was shown and from where
};

// The tenant that the request names in Accredit-Tenant, or the only one that the principal has.
// Errors: Usage for one that it has not, or when it has several and names none.
base::Result<rights::Tenant> tenant_of(const rights::Principal& principal,
                                       const http::Request& request);

// Whether the caller may read that of its own tenant, beside what the operation itself is about.
bool may_read(const Caller& caller, rights::Resource resource);

// Whether the caller may ask this, and with which arguments: an argument that confines is set to
// the caller's own. Errors: a problem, `forbidden`.
std::expected<void, Problem> confine(const Caller& caller, const Operation& operation,
                                     Arguments& arguments);

}  // namespace api

#include "api/caller.h"

#include <algorithm>

#include "api/browser.h"
#include "base/terms.h"
#include "storage/identity_table.h"

namespace api {
namespace {

constexpr std::size_t kKeptMax = 10'000;
constexpr std::string_view kBearer = "Bearer ";

base::Error unauthenticated() {
  return {base::Code::Refused, "Send a key or a token, Authorization: Bearer ack_..., or sign in.",
          "UNAUTHENTICATED"};
}

rights::Relation own(const rights::Tenant& tenant) {
  return tenant.side == rights::Side::Partner ? rights::Relation::OwnPartner
                                              : rights::Relation::OwnCustomer;
}

}  // namespace

bool Caller::sees_money() const {
  return std::ranges::any_of(principal.grants, [&](const rights::Grant& grant) {
    return grant.tenant == tenant && grant.sees_money;
  });
}

base::Result<Caller> Doorkeeper::enter(const http::Request& request) {
  const std::string_view shown = http::header(request.headers, "authorization");
  if (shown.starts_with(kBearer))
    return enter_with(std::string(shown.substr(kBearer.size())), false, request);
  const auto cookie = shown_cookie(request, kSessionCookie);
  if (!cookie) return std::unexpected(unauthenticated());
  Caller out = TRY(enter_with(*cookie, true, request));
  if (is_change(request)) TRY_STATUS(check_csrf(request, *cookie));
  return out;
}

base::Result<Caller> Doorkeeper::enter_with(const std::string& shown, bool is_cookie,
                                            const http::Request& request) {
  const base::Instant now = store_->clock().now();
  const std::string name = request.address + (is_cookie ? " cookie " : " bearer ") + shown;
  const auto look_up = [&](app::Store& store) -> base::Result<Caller> {
    const auto identities = storage::open_identity(store.record());
    const std::int64_t revision = TRY(identities->revision());
    {
      const std::scoped_lock lock(mutex_);
      if (revision != revision_) kept_.clear();
      revision_ = revision;
      const auto found = kept_.find(name);
      if (found != kept_.end() && now < found->second.until) return found->second.caller;
    }
    const rights::Address from = rights::parse_address(request.address).value_or(rights::Address());
    auto entrance = TRY(is_cookie ? rights::enter_by_session(*identities, shown, now)
                                  : rights::enter_by_bearer(*identities, shown, from, now));
    if (entrance.note) note_use(entrance, now);
    Caller out{std::move(entrance.principal), {}, entrance.session, entrance.until};
    // So that its use is noted again.
    const std::int64_t soon = now.milliseconds + rights::kNoteEvery;
    const std::scoped_lock lock(mutex_);
    if (kept_.size() >= kKeptMax) kept_.clear();
    kept_.insert_or_assign(name, Kept{out, {std::min(soon, entrance.until.milliseconds)}});
    return out;
  };
  return store_->read(look_up);
}

void Doorkeeper::note_use(const rights::Entrance& entrance, base::Instant now) {
  const std::int64_t machine = entrance.principal.number, session = entrance.session;
  store_->change_later([machine, session, now](app::Store& store) {
    const auto identities = storage::open_identity(store.record());
    // Whether it was noted changes no answer.
    (void)(session != 0 ? identities->note_session(session, now)
                        : identities->note_machine(machine, now));
  });
}

base::Result<rights::Tenant> tenant_of(const rights::Principal& principal,
                                       const http::Request& request) {
  const std::string named(http::header(request.headers, "accredit-tenant"));
  const auto& grants = principal.grants;
  if (grants.empty()) return base::fail(base::Code::Usage, "no role is granted");
  if (named.empty()) {
    const bool is_one = std::ranges::all_of(
        grants, [&](const rights::Grant& grant) { return grant.tenant == grants.front().tenant; });
    if (is_one) return grants.front().tenant;
    return base::fail(base::Code::Usage,
                      "say for whom you ask: Accredit-Tenant: " + grants.front().tenant.text());
  }
  auto tenant = TRY(rights::parse_tenant(named));
  const bool has_it = std::ranges::any_of(
      grants, [&](const rights::Grant& grant) { return grant.tenant == tenant; });
  if (has_it) return tenant;
  return base::fail(base::Code::Usage, "no role is granted at " + named);
}

bool may_read(const Caller& caller, rights::Resource resource) {
  const auto relation = caller.is_operator() ? rights::Relation::Any : own(caller.tenant);
  return rights::decide(caller.principal, resource, rights::Action::Read, relation, caller.tenant)
      .allowed;
}

std::expected<void, Problem> confine(const Caller& caller, const Operation& operation,
                                     Arguments& arguments) {
  const auto resource = base::parse_word<rights::Resource>(rights::kResources, operation.resource);
  const auto action = base::parse_word<rights::Action>(rights::kActions, operation.action);
  const bool is_partner = caller.tenant.side == rights::Side::Partner;
  const std::string& how = caller.is_operator() ? std::string()
                           : is_partner         ? operation.own_partner
                                                : operation.own_customer;
  rights::Relation relation = rights::Relation::Any;
  if (how == "reach") {
    relation = is_partner ? rights::Relation::Associated : rights::Relation::OwnCustomer;
  } else if (!how.empty()) {
    relation = own(caller.tenant);
  }
  const auto allowed =
      rights::require(caller.principal, *resource, *action, relation, caller.tenant);
  if (!allowed) return std::unexpected(Problem{"forbidden", allowed.error().message});
  if (how.empty() || how == "reach" || how == "row") return {};
  const auto given = arguments.find(how);
  if (given != arguments.end() && given->second != caller.tenant.id) {
    return std::unexpected(
        Problem{"forbidden", how + " is not " + caller.tenant.text() + ", for whom you ask"});
  }
  arguments.erase(how);
  arguments.emplace(how, caller.tenant.id);
  return {};
}

}  // namespace api

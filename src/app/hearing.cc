#include "app/hearing.h"

#include <algorithm>
#include <charconv>

namespace app {
namespace {

rights::Relation own(const rights::Tenant& tenant) {
  switch (tenant.side) {
    case rights::Side::Operator: return rights::Relation::Any;
    case rights::Side::Partner: return rights::Relation::OwnPartner;
    case rights::Side::Customer: return rights::Relation::OwnCustomer;
  }
  return rights::Relation::Any;
}

// Somebody at a partner is told of the customer.
rights::Look look_of(const delivery::Event& event, const std::string& customer,
                     const rights::Principal& who, const rights::Tenant& tenant,
                     base::Instant now) {
  rights::Look out;
  out.at = now;
  out.customer = customer;
  out.partner = tenant.id;
  out.who = who.actor(tenant);
  out.object = word(rights::Resource::Events);
  out.object_id = customer;
  out.action = rights::LookAction::ApiRead;
  out.rows = 1;
  out.request = event.key.id();
  return out;
}

}  // namespace

rights::Resource resource_of_event(std::string_view type) {
  using enum rights::Resource;
  static constexpr std::array<std::pair<std::string_view, rights::Resource>, 9> kResources{{
      {"association.", Associations},
      {"competency.", Competencies},
      {"dispute.", Petitions},
      {"earning.", Earnings},
      {"import.", Imports},
      {"payout.", Payouts},
      {"period.", Periods},
      {"plan.", Programme},
      {"statement.", Statements},
  }};
  for (const auto& [prefix, resource] : kResources)
    if (type.starts_with(prefix)) return resource;
  return Events;
}

bool may_act(const rights::Principal& principal, const rights::Tenant& tenant,
             rights::Resource resource, rights::Action action) {
  return rights::decide(principal, resource, action, own(tenant), tenant).allowed;
}

bool may_hear(const rights::Principal& principal, const rights::Tenant& tenant,
              std::string_view type) {
  return may_act(principal, tenant, resource_of_event(type), rights::Action::Read);
}

base::Result<std::optional<rights::Principal>> principal_of(rights::IdentityStore& store,
                                                            std::string_view id,
                                                            base::Instant now) {
  std::int64_t number = 0;
  const std::string_view digits = id.substr(std::min(id.find('_') + 1, id.size()));
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (const auto user = TRY(store.user(number))) {
    rights::Principal out{.number = number, .name = user->name, .grants = user->grants};
    if (out.id() == id)
      return user->disabled || user->grants.empty() ? std::nullopt : std::optional(std::move(out));
  }
  const auto machine = TRY(store.machine(number));
  if (!machine || machine->principal().id() != id) return std::nullopt;
  const bool is_over = machine->revoked || (machine->expires_at && *machine->expires_at <= now);
  return is_over ? std::nullopt : std::optional(machine->principal());
}

base::Result<Gate::Verdict> Gate::ask(const delivery::Due& due, base::Instant now) {
  const auto maker = TRY(principal_of(identities_, due.maker, now));
  if (!maker) return Verdict{Answer::Close, due.maker + ", who made it, may read nothing any more"};
  const rights::Tenant tenant = TRY(rights::parse_tenant(due.tenant));
  if (!may_hear(*maker, tenant, due.event.type)) {
    const rights::Scope scope{resource_of_event(due.event.type), rights::Action::Read};
    return Verdict{Answer::Withhold, due.maker + ", who made it, has not " + scope.text()};
  }
  if (tenant.side == rights::Side::Partner && !due.customer.empty()) {
    const std::string endpoint = "we_" + std::to_string(due.delivery.endpoint);
    rights::Look look = look_of(due.event, due.customer, *maker, tenant, now);
    look.purpose = "webhook " + endpoint;
    TRY_STATUS(looks_.note({&look, 1}, endpoint));
  }
  return Verdict{};
}

base::Status Gate::note(const delivery::DueLetter& letter, const rights::User& user,
                        std::span<const rights::Tenant> tenants, base::Instant now) {
  const auto customer = letter.facts.find("customer_id");
  if (customer == letter.facts.end() || customer->second.empty()) return {};
  const rights::Principal who{.number = user.number, .name = user.name, .grants = user.grants};
  for (const rights::Tenant& tenant : tenants) {
    if (tenant.side != rights::Side::Partner) continue;
    rights::Look look = look_of(letter.event, customer->second, who, tenant, now);
    look.purpose = "letter";
    TRY_STATUS(looks_.note({&look, 1}, who.id()));
  }
  return {};
}

}  // namespace app

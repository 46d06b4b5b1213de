#include "app/demo_people.h"

#include <algorithm>

#include "app/identity_jobs.h"
#include "registry/registry_store.h"

namespace app {
namespace {

using rights::Role;
using rights::Side;

constexpr std::int64_t kDay = 24 * 60 * 60 * std::int64_t{1'000};
const IdentityAct kAct{"operator:demo", "the demo begins"};

struct Person {
  std::string_view user, email;
  std::vector<rights::Grant> grants;
};

base::Result<Invitation> invite(Store& store, const Person& person) {
  const auto known = TRY(users(store));
  const std::string user(person.user);
  if (std::ranges::find(known, user, &rights::User::name) != known.end())
    return reset_user(store, user, kAct);
  Invitation out =
      TRY(create_user(store, {user, std::string(person.email), person.grants.front()}, kAct));
  for (std::size_t i = 1; i < person.grants.size(); ++i)
    TRY(grant_role(store, user, person.grants[i], kAct));
  return out;
}

template <class Rows>
std::string name_of(const Rows& rows, const std::string& id) {
  const auto found = std::ranges::find_if(rows, [&](const auto& row) { return row.id == id; });
  return found == rows.end() ? id : found->name;
}

std::string event_of(const DemoSubscription& subscription, base::Instant now) {
  const std::string_view workload =
      demo_products()[static_cast<std::size_t>(subscription.product)].workloads.front();
  return R"({"specversion":"1.0","id":"demo-)" + std::to_string(now.milliseconds) +
         R"(","source":"demo","type":"usage","subject":")" + subscription.id + R"(","time":")" +
         demo_last_month().text() + R"(-20T10:00:00Z","data":{"workload":")" +
         std::string(workload) +
         R"(","measure":"consumption","quantity":"1","unit":"h","amount":"1.25","currency":")" +
         subscription.currency + R"(","charge_kind":"usage"}})";
}

}  // namespace

base::Result<DemoDesk> open_demo_desk(Store& store, DemoScale scale) {
  const DemoWorld world = demo_world(scale);
  const rights::Tenant customer{Side::Customer, demo_customer(world)};
  const rights::Tenant partner{Side::Partner, std::string(kDemoPartner)};
  const std::vector<std::pair<Person, DemoPerson>> all{
      {{"jana", "jana@customer.example", {{Role::CustomerAdmin, customer, false}}},
       {"customer", "Jana Meyer", name_of(world.registry.customers, customer.id), {}}},
      {{"omar", "omar@partner.example", {{Role::PartnerExecutive, partner, true}}},
       {"partner", "Omar Haddad", name_of(world.registry.partners, partner.id), {}}},
      {{"ito", "ito@vendor.example", {{Role::Finance, {}, true}, {Role::Admin, {}, true}}},
       {"operator", "Mika Ito", "Lanternfall Clouds", {}}},
  };
  DemoDesk out;
  for (const auto& [person, shown] : all) {
    const Invitation invitation = TRY(invite(store, person));
    out.until = invitation.until;
    out.people.push_back({shown.portal, shown.name, shown.of, invitation.link});
  }
  const base::Instant now = store.clock().now();
  NewMachine key;
  key.name = "demo";
  key.grant = {Role::Feed, {}, false};
  key.expires_at = base::Instant{now.milliseconds + kDay};
  out.key = TRY(create_machine(store, key, kAct)).secret;
  out.event = event_of(demo_metered(world), now);
  return out;
}

}  // namespace app

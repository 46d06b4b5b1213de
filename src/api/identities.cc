// Who may do what: users, keys and clients, and the chain that says who changed it.
#include <algorithm>
#include <array>
#include <utility>

#include "access/matrix.h"
#include "api/call.h"
#include "app/audit_jobs.h"
#include "app/identity_jobs.h"
#include "base/hex.h"
#include "base/instant_text.h"
#include "base/zone.h"

namespace api {
namespace {

constexpr std::int64_t kHour = 60 * 60 * 1'000;
constexpr std::int64_t kYear = 365 * 24 * kHour;

Cell instant_cell(const std::optional<base::Instant>& at) {
  return at ? Cell(base::instant_text(*at)) : Cell();
}

std::string truth(bool is) {
  return is ? "true" : "false";
}

app::IdentityAct act_of(const Call& call) {
  return {call.actor(), call.body.get("reason").text()};
}

// Whom a caller manages: operators everybody, others who stands at their own tenant.
bool manages(const Caller& caller, const rights::Tenant& tenant) {
  return caller.is_operator() || tenant == caller.tenant;
}

// The role that a body gives or takes, at the caller's own tenant unless an operator names one.
// Errors: Refused for what the caller may not give.
base::Result<rights::Grant> grant_of(const Call& call, rights::Resource resource) {
  const Value& body = call.body;
  rights::Tenant tenant = call.caller.tenant;
  const std::string& partner = body.get("partner_id").text();
  const std::string& customer = body.get("customer_id").text();
  if (!partner.empty() && !customer.empty())
    return base::fail(base::Code::Usage, "a role is at partner_id or at customer_id");
  if (!partner.empty()) tenant = {rights::Side::Partner, partner};
  if (!customer.empty()) tenant = {rights::Side::Customer, customer};
  rights::Grant grant =
      TRY(rights::make_grant(body.get("role").text(), tenant, body.get("sees_money").truth()));
  TRY_STATUS(rights::require_giving(call.caller.principal, resource, grant));
  return grant;
}

// ---- users --------------------------------------------------------------------------------------

const std::vector<Field>& user_fields() {
  static const std::vector<Field> fields{{"id"},
                                         {"name"},
                                         {"email"},
                                         {"state"},
                                         {"second_factor", CellType::Boolean},
                                         {"role"},
                                         {"tenant"},
                                         {"sees_money", CellType::Boolean},
                                         {"created_at", CellType::Instant}};
  return fields;
}

std::vector<Cell> user_cells(const rights::User& one, const rights::Grant* grant) {
  return {one.id(),
          optional_cell(one.name),
          optional_cell(one.email),
          std::string(rights::state_of(one)),
          truth(!one.totp.empty()),
          grant == nullptr ? Cell() : Cell(std::string(word(grant->role))),
          grant == nullptr ? Cell() : Cell(grant->tenant.text()),
          truth(grant != nullptr && grant->sees_money),
          base::instant_text(one.created_at)};
}

base::Result<base::CommitNumber> list_users(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(user_fields()));
  call.confined = true;
  for (const rights::User& one : TRY(call.service.store->read(app::users))) {
    const std::string key = number_key(one.number);
    if (one.grants.empty() && call.caller.is_operator()) rows.add(key, user_cells(one, nullptr));
    std::int64_t place = 0;
    for (const rights::Grant& grant : one.grants) {
      ++place;
      if (manages(call.caller, grant.tenant))
        rows.add(key + '/' + number_key(place), user_cells(one, &grant));
    }
  }
  return base::CommitNumber();
}

// A user of the caller's tenant; to all others there is none. `whole`: what is done is done to the
// person, who must not stand anywhere else.
base::Result<rights::User> user_of(Call& call, bool whole) {
  call.confined = true;
  const std::string id = call.text("id");
  rights::User user =
      TRY(call.service.store->read([&](app::Store& store) { return app::user(store, id); }));
  const auto is_ours = [&](const rights::Grant& one) { return manages(call.caller, one.tenant); };
  if (!call.caller.is_operator() && std::ranges::none_of(user.grants, is_ours))
    return base::fail(base::Code::NotFound, "there is no user '" + id + "'");
  if (whole && !call.caller.is_operator() && !std::ranges::all_of(user.grants, is_ours))
    return base::refuse("STANDS_ELSEWHERE",
                        "the user has roles elsewhere, too; take away those that are yours");
  return user;
}

Value invitation_value(const app::Invitation& made) {
  Value out = object();
  out.add("object", "invitation").add("user_id", made.user.id());
  out.add("link", made.link).add("until", base::instant_text(made.until));
  return out.add("commit", made.commit.number);
}

base::Result<Reply> create_user(Call& call) {
  call.confined = true;
  app::NewUser wish{call.body.get("name").text(), call.body.get("email").text(), {}};
  wish.grant = TRY(grant_of(call, rights::Resource::Users));
  const auto made =
      call.change([&](app::Store& store) { return app::create_user(store, wish, act_of(call)); });
  if (made) return Reply{201, invitation_value(*made)};
  if (made.error().reason != rights::kNameTaken) return std::unexpected(made.error());
  Problem problem = problem_of(made.error());
  problem.errors.push_back({"/name", "taken", problem.detail, "a name of nobody"});
  return refusal_of(call, problem);
}

using GrantChange = base::Result<base::CommitNumber> (*)(app::Store&, const std::string&,
                                                         const rights::Grant&,
                                                         const app::IdentityAct&);
template <GrantChange kChange>
base::Result<Reply> change_role(Call& call) {
  const rights::User user = TRY(user_of(call, false));
  const rights::Grant grant = TRY(grant_of(call, rights::Resource::Users));
  const auto commit = TRY(call.change(
      [&](app::Store& store) { return kChange(store, user.id(), grant, act_of(call)); }));
  return Reply{200, object().add("commit", commit.number)};
}

base::Result<Reply> disable_user(Call& call) {
  const rights::User user = TRY(user_of(call, true));
  const bool is_disabled = !call.body.get("enable").truth();
  const auto commit = TRY(call.change([&](app::Store& store) {
    return app::disable_user(store, user.id(), is_disabled, act_of(call));
  }));
  return Reply{200, object().add("commit", commit.number)};
}

base::Result<Reply> reset_user(Call& call) {
  const rights::User user = TRY(user_of(call, true));
  const auto made = TRY(call.change(
      [&](app::Store& store) { return app::reset_user(store, user.id(), act_of(call)); }));
  return Reply{200, invitation_value(made)};
}

// ---- keys and clients ---------------------------------------------------------------------------

base::Result<base::CommitNumber> list_keys(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"name"},
                         {"state"},
                         {"role"},
                         {"tenant"},
                         {"sees_money", CellType::Boolean},
                         {"scopes"},
                         {"networks"},
                         {"begins"},
                         {"expires_at", CellType::Instant},
                         {"created_at", CellType::Instant},
                         {"used_at", CellType::Instant}}));
  call.confined = true;
  const base::Instant now = call.service.store->clock().now();
  for (const app::KeptMachine& kept : TRY(call.service.store->read(app::machines))) {
    const rights::Machine& one = kept.machine;
    if (!manages(call.caller, one.grant.tenant)) continue;
    std::string begins;
    for (const rights::MachineSecret& secret : kept.secrets)
      begins += (begins.empty() ? "" : " ") + secret.visible;
    rows.add(
        number_key(one.number),
        {one.principal().id(), one.name, std::string(rights::state_of(one, now)),
         std::string(word(one.grant.role)), one.grant.tenant.text(), truth(one.grant.sees_money),
         optional_cell(rights::scopes_text(one.scopes)),
         optional_cell(rights::networks_text(one.networks)), begins, instant_cell(one.expires_at),
         base::instant_text(one.created_at), instant_cell(one.used_at)});
  }
  return base::CommitNumber();
}

std::string words_of(const Value& list) {
  std::string out;
  for (const Value& one : list.list())
    out += (out.empty() ? "" : " ") + one.text();
  return out;
}

// What is narrowed makes nothing wider.
base::Status check_narrow(const rights::Principal& by, const std::vector<rights::Scope>& scopes) {
  if (!by.scopes) return {};
  if (!scopes.empty() && std::ranges::includes(*by.scopes, scopes)) return {};
  std::vector<rights::Scope> missing;
  std::ranges::set_difference(
      scopes.empty() ? std::vector(rights::known_scopes().begin(), rights::known_scopes().end())
                     : scopes,
      *by.scopes, std::back_inserter(missing));
  return base::refuse(kScopeMissing,
                      "a key that is narrowed to scopes can give no others; it lacks " +
                          rights::scopes_text(missing));
}

Value issued_value(const app::IssuedMachine& issued) {
  Value out = object();
  out.add("object", "secret").add("key_id", issued.machine.principal().id());
  out.add("secret", issued.secret);
  return out.add("commit", issued.commit.number);
}

base::Result<Reply> create_key(Call& call) {
  call.confined = true;
  const Value& body = call.body;
  const base::Instant now = call.service.store->clock().now();
  app::NewMachine wish;
  if (body.get("kind").text() == "client") wish.kind = rights::PrincipalKind::Client;
  wish.name = body.get("name").text();
  wish.grant = TRY(grant_of(call, rights::Resource::Keys));
  wish.scopes = TRY(rights::parse_scopes(words_of(body.get("scopes"))));
  TRY_STATUS(check_narrow(call.caller.principal, wish.scopes));
  wish.networks = TRY(rights::parse_networks(words_of(body.get("networks"))));
  auto expires = base::parse_timestamp(body.get("expires_at").text());
  if (expires && !expires->offset_minutes) expires->offset_minutes = 0;
  wish.expires_at = expires ? base::instant_of(*expires) : base::Instant{now.milliseconds + kYear};
  const auto made = TRY(call.change(
      [&](app::Store& store) { return app::create_machine(store, wish, act_of(call)); }));
  return Reply{201, issued_value(made)};
}

base::Result<rights::Machine> key_of(Call& call) {
  call.confined = true;
  const std::string id = call.text("id");
  rights::Machine machine =
      TRY(call.service.store->read([&](app::Store& store) { return app::machine(store, id); }));
  if (!manages(call.caller, machine.grant.tenant))
    return base::fail(base::Code::NotFound, "there is no key '" + id + "'");
  return machine;
}

base::Result<Reply> rotate_key(Call& call) {
  const rights::Machine machine = TRY(key_of(call));
  // A new secret is as good as a new key.
  TRY_STATUS(rights::require_giving(call.caller.principal, rights::Resource::Keys, machine.grant));
  TRY_STATUS(check_narrow(call.caller.principal, machine.scopes));
  const std::int64_t overlap = call.body.get("overlap_hours").integer(24) * kHour;
  const base::Instant until{call.service.store->clock().now().milliseconds + overlap};
  const auto made = TRY(call.change([&](app::Store& store) {
    return app::rotate_machine(store, machine.principal().id(), until, act_of(call));
  }));
  return Reply{200, issued_value(made)};
}

base::Result<Reply> revoke_key(Call& call) {
  const rights::Machine machine = TRY(key_of(call));
  const auto commit = TRY(call.change([&](app::Store& store) {
    return app::revoke_machine(store, machine.principal().id(), act_of(call));
  }));
  return Reply{200, object().add("commit", commit.number)};
}

// ---- the matrix ---------------------------------------------------------------------------------

std::string_view reach_word(rights::Relation relation) {
  switch (relation) {
    case rights::Relation::Any: return "any";
    case rights::Relation::Associated: return "associated";
    case rights::Relation::OwnPartner:
    case rights::Relation::OwnCustomer: return "own";
  }
  std::unreachable();
}

base::Result<base::CommitNumber> list_roles(Call&, Rows& rows) {
  TRY_STATUS(rows.begin(
      {{"role"}, {"resource"}, {"action"}, {"reach"}, {"needs_money", CellType::Boolean}}));
  std::int64_t number = 0;
  for (std::size_t i = 0; i < rights::kRoles.size(); ++i) {
    const auto role = static_cast<rights::Role>(i);
    for (const rights::Scope scope : rights::known_scopes()) {
      const auto reach = rights::reach_of(role, scope);
      if (!reach) continue;
      const bool needs_money =
          rights::is_money(scope.resource) && rights::side_of(role) != rights::Side::Customer;
      rows.add(number_key(++number),
               {std::string(rights::word(role)), std::string(rights::word(scope.resource)),
                std::string(rights::word(scope.action)), std::string(reach_word(*reach)),
                truth(needs_money)});
    }
  }
  return base::CommitNumber();
}

// ---- the chain ----------------------------------------------------------------------------------

base::Result<base::CommitNumber> list_audit_events(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"number", CellType::Integer},
                         {"commit", CellType::Integer},
                         {"recorded_at", CellType::Instant},
                         {"actor"},
                         {"action"},
                         {"reason"},
                         {"detail"},
                         {"hash"}}));
  const auto read = [&](std::int64_t after, std::size_t most) {
    return call.service.store->read([&](app::Store& store) {
      return app::audit_events(store, after, static_cast<std::int64_t>(most));
    });
  };
  const auto add = [&](const storage::AuditEvent& one) -> base::Result<std::int64_t> {
    const bool is_open =
        rows.add(number_key(one.seq), {std::to_string(one.seq), std::to_string(one.commit.number),
                                       base::instant_text(one.recorded_at), one.act.actor,
                                       one.act.action, optional_cell(one.act.reason),
                                       optional_cell(one.act.detail), base::hex(one.hash)});
    return is_open ? one.seq : 0;
  };
  TRY_STATUS(add_pieces(rows, read, add));
  return base::CommitNumber();
}

base::Result<Reply> verify_audit(Call& call) {
  const auto report = TRY(
      call.service.store->read([](app::Store& store) { return app::verify_audit(store, {}, {}); }));
  Value findings = list();
  for (const storage::Finding& one : report.findings)
    findings.add(object().add("subject", one.subject).add("message", one.message));
  Value out = object();
  out.add("object", "audit_report").add("holds", report.findings.empty());
  out.add("events", report.events);
  return Reply{200, out.add("findings", std::move(findings)), {}, {}, true};
}

constexpr std::array<Route, 13> kRoutes{{
    {"listUsers", nullptr, list_users},
    {"createUser", create_user},
    {"grantRole", change_role<app::grant_role>},
    {"revokeRole", change_role<app::revoke_role>},
    {"disableUser", disable_user},
    {"resetUser", reset_user},
    {"listKeys", nullptr, list_keys},
    {"createKey", create_key},
    {"rotateKey", rotate_key},
    {"revokeKey", revoke_key},
    {"listRoles", nullptr, list_roles},
    {"listAuditEvents", nullptr, list_audit_events},
    {"verifyAudit", verify_audit},
}};

}  // namespace

std::span<const Route> identity_routes() {
  return kRoutes;
}

}  // namespace api

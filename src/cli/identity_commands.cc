// user and key: persons who sign in, keys and clients of machines, and what each of them may do.
#include "app/identity_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::int64_t kHour = 60 * 60 * 1'000;
constexpr std::int64_t kYear = 365 * 24 * kHour;

app::IdentityAct act_of(const Arguments& given) {
  return {given.actor.empty() ? "operator:cli" : given.actor, given.reason};
}

rights::Tenant tenant_of(const Arguments& given) {
  if (!given.partner.empty()) return {rights::Side::Partner, given.partner};
  if (!given.customer.empty()) return {rights::Side::Customer, given.customer};
  return {};
}

base::Result<rights::Grant> grant_of(const Arguments& given) {
  if (!given.partner.empty() && !given.customer.empty())
    return base::fail(base::Code::Usage,
                      "a grant is for --partner or for --customer, not for both");
  const std::string role = TRY(required("--role", given.role, "ROLE"));
  return rights::make_grant(role, tenant_of(given), given.sees_money);
}

std::string text_of(const std::optional<base::Instant>& at) {
  return at ? time_text(*at) : std::string();
}

Outcome show(Session& session, const app::Invitation& invitation, const std::string& done) {
  TRY_STATUS(session.console.data(invitation.link + "\n"));
  session.console.done(done + at_commit(invitation.commit));
  session.console.say("The link sets a password, once, until " + time_text(invitation.until) +
                      ". It is not shown again.");
  return Exit::Done;
}

Outcome show(Session& session, const app::IssuedMachine& issued, const std::string& done) {
  TRY_STATUS(session.console.data(issued.secret + "\n"));
  session.console.done(done + at_commit(issued.commit));
  session.console.say("Only its SHA-256 is kept: the secret is not shown again.");
  return Exit::Done;
}

using Change = base::Result<base::CommitNumber> (*)(app::Store&, const std::string&,
                                                    const rights::Grant&, const app::IdentityAct&);

Outcome change_grant(Session& session, Change change, const std::string& done) {
  const std::string who = TRY(only_word(session, "a user, such as anna"));
  const rights::Grant grant = TRY(grant_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto commit = TRY(change(store, who, grant, act_of(session.arguments)));
  session.console.done(who + done + std::string(word(grant.role)) + " of " + grant.tenant.text() +
                       at_commit(commit));
  return Exit::Done;
}

}  // namespace

Outcome run_user_create(Session& session) {
  app::NewUser user;
  user.name = TRY(only_word(session, "a name, such as anna"));
  user.email = TRY(required("--email", session.arguments.email, "ADDRESS"));
  user.grant = TRY(grant_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto made = TRY(app::create_user(store, user, act_of(session.arguments)));
  return show(session, made, made.user.id() + " is " + user.name);
}

Outcome run_user_list(Session& session) {
  RecordWriter writer = TRY(open_writer(session, {{"user"},
                                                  {"name"},
                                                  {"email"},
                                                  {"state"},
                                                  {"second_factor"},
                                                  {"role"},
                                                  {"tenant"},
                                                  {"sees_money"},
                                                  {"created_at", ColumnKind::Instant}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const rights::User& one : TRY(app::users(store))) {
    const auto row = [&](const std::string& role, const std::string& tenant, bool money) {
      return writer.row({one.id(), one.name, one.email, std::string(rights::state_of(one)),
                         one.totp.empty() ? "no" : "yes", role, tenant, money ? "yes" : "no",
                         time_text(one.created_at)});
    };
    if (one.grants.empty()) TRY_STATUS(row("", "", false));
    for (const rights::Grant& grant : one.grants)
      TRY_STATUS(row(std::string(word(grant.role)), grant.tenant.text(), grant.sees_money));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_user_disable(Session& session) {
  const std::string who = TRY(only_word(session, "a user, such as anna"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const bool disabled = !session.arguments.withdraw;
  const auto commit = TRY(app::disable_user(store, who, disabled, act_of(session.arguments)));
  session.console.done(who + (disabled ? " is disabled" : " is enabled") + at_commit(commit));
  return Exit::Done;
}

Outcome run_user_grant(Session& session) {
  return change_grant(session, app::grant_role, " is now ");
}

Outcome run_user_revoke(Session& session) {
  return change_grant(session, app::revoke_role, " is no longer ");
}

Outcome run_user_reset(Session& session) {
  const std::string who = TRY(only_word(session, "a user, such as anna"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto made = TRY(app::reset_user(store, who, act_of(session.arguments)));
  return show(session, made, who + " has no password and no second factor any more");
}

Outcome run_key_create(Session& session) {
  const Arguments& given = session.arguments;
  app::NewMachine machine;
  machine.kind = given.client ? rights::PrincipalKind::Client : rights::PrincipalKind::Key;
  machine.name = TRY(only_word(session, "a name, such as crm"));
  machine.grant = TRY(grant_of(given));
  machine.scopes = TRY(rights::parse_scopes(given.scopes));
  machine.networks = TRY(rights::parse_networks(given.networks));
  const base::Instant in_a_year{session.clock.now().milliseconds + kYear};
  machine.expires_at = TRY(instant_value("--until", given.until, in_a_year));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto made = TRY(app::create_machine(store, machine, act_of(given)));
  return show(session, made,
              made.machine.principal().id() + " is " + machine.name + ", until " +
                  text_of(machine.expires_at));
}

Outcome run_key_list(Session& session) {
  RecordWriter writer = TRY(open_writer(session, {{"key"},
                                                  {"name"},
                                                  {"state"},
                                                  {"role"},
                                                  {"tenant"},
                                                  {"sees_money"},
                                                  {"scopes"},
                                                  {"networks"},
                                                  {"begins"},
                                                  {"secret_until"},
                                                  {"expires_at", ColumnKind::Instant},
                                                  {"used_at", ColumnKind::Instant}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const base::Instant now = session.clock.now();
  for (const app::KeptMachine& kept : TRY(app::machines(store))) {
    const rights::Machine& one = kept.machine;
    std::vector<rights::MachineSecret> secrets = kept.secrets;
    if (secrets.empty()) secrets.emplace_back();
    for (const rights::MachineSecret& secret : secrets) {
      TRY_STATUS(
          writer.row({one.principal().id(), one.name, std::string(rights::state_of(one, now)),
                      std::string(word(one.grant.role)), one.grant.tenant.text(),
                      one.grant.sees_money ? "yes" : "no", rights::scopes_text(one.scopes),
                      rights::networks_text(one.networks), secret.visible, text_of(secret.until),
                      text_of(one.expires_at), text_of(one.used_at)}));
    }
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_key_rotate(Session& session) {
  const std::string id = TRY(only_word(session, "a key, such as key_1"));
  const base::Instant tomorrow{session.clock.now().milliseconds + 24 * kHour};
  const base::Instant until = TRY(instant_value("--until", session.arguments.until, tomorrow));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto made = TRY(app::rotate_machine(store, id, until, act_of(session.arguments)));
  return show(session, made, id + " has a new secret; the old one ends " + time_text(until));
}

Outcome run_key_revoke(Session& session) {
  const std::string id = TRY(only_word(session, "a key, such as key_1"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto commit = TRY(app::revoke_machine(store, id, act_of(session.arguments)));
  session.console.done(id + " is revoked" + at_commit(commit));
  return Exit::Done;
}

}  // namespace cli

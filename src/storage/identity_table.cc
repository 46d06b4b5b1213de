#include "storage/identity_table.h"

#include <algorithm>

#include "base/check.h"
#include "base/terms.h"
#include "storage/identity_rows.h"

namespace storage {
namespace {

using rights::Machine;
using rights::User;

constexpr std::string_view kEndSessions = "DELETE FROM session WHERE user = :user";

base::Status run(Database& database, std::string_view sql, std::int64_t user) {
  Statement statement = TRY(database.prepare(sql));
  return statement.bind(":user", user).run();
}

base::Status raise_revision(Database& database) {
  return database.execute("UPDATE identity_revision SET number = number + 1");
}

base::Status known(const Database& database, const std::string& id) {
  if (database.changes() > 0) return {};
  return base::fail(base::Code::NotFound, "there is no " + id);
}

// The names under which a user acts for partners and customers become persons at once, so that
// they can be erased whether they acted or not.
base::Status enter_person(Database& database, std::int64_t user, const rights::Tenant& tenant) {
  if (tenant.side == rights::Side::Operator) return {};
  Statement name = TRY(database.prepare("SELECT name FROM user_name WHERE user = :user"));
  name.bind(":user", user);
  if (!TRY(name.step())) return {};
  Persons persons(database);
  const std::string who = tenant.text() + "/" + std::string(name.text(0));
  const std::string stored = TRY(persons.stored(who));
  const Person person = TRY(persons.find(stored));
  Statement insert =
      TRY(database.prepare("INSERT OR IGNORE INTO user_person VALUES (:user, :token)"));
  return insert.bind(":user", user).bind(":token", person.token).run();
}

base::Status write_grant(Database& database, std::int64_t user, const rights::Grant& grant) {
  Statement insert =
      TRY(database.prepare("INSERT INTO user_grant VALUES (:user, :role, :tenant, :money) "
                           "ON CONFLICT DO UPDATE SET sees_money = excluded.sees_money"));
  insert.bind(":user", user).bind(":role", word(grant.role));
  insert.bind(":tenant", grant.tenant.text()).bind(":money", std::int64_t{grant.sees_money});
  TRY_STATUS(insert.run());
  return enter_person(database, user, grant.tenant);
}

base::Status write_secret(Database& database, std::int64_t machine,
                          const rights::MachineSecret& secret) {
  Statement insert =
      TRY(database.prepare("INSERT INTO machine_secret VALUES (:visible, :machine, :hash, NULL)"));
  insert.bind(":visible", secret.visible).bind(":machine", machine);
  insert.bind_blob(":hash", base::bytes_of(secret.hash));
  return insert.run();
}

// Codes count once: false when this one has counted.
base::Result<bool> use_up(Database& database, const rights::NewSession& session) {
  if (session.totp_step) {
    Statement step = TRY(database.prepare(
        "UPDATE user SET totp_last = :step WHERE number = :user AND totp_last < :step"));
    step.bind(":step", *session.totp_step).bind(":user", session.user);
    TRY_STATUS(step.run());
    if (database.changes() == 0) return false;
  }
  if (session.recovery) {
    Statement code =
        TRY(database.prepare("DELETE FROM recovery_code WHERE user = :user AND hash = :hash"));
    code.bind(":user", session.user);
    code.bind_blob(":hash", base::bytes_of(*session.recovery));
    TRY_STATUS(code.run());
    if (database.changes() == 0) return false;
  }
  return true;
}

base::Status write_session(Database& database, const rights::NewSession& session) {
  Statement insert = TRY(database.prepare(
      "INSERT INTO session VALUES (NULL, :hash, :user, :at, :at, :address, :agent)"));
  insert.bind_blob(":hash", base::bytes_of(session.hash)).bind(":user", session.user);
  insert.bind(":at", session.at.milliseconds).bind(":address", session.address);
  return insert.bind(":agent", session.agent).run();
}

// Everything by which somebody enters, and what is open.
base::Status take_credentials(Database& database, std::int64_t user) {
  for (const std::string_view sql :
       {kEndSessions, std::string_view("DELETE FROM recovery_code WHERE user = :user"),
        std::string_view("DELETE FROM set_up_link WHERE user = :user"),
        std::string_view("DELETE FROM user_link WHERE user = :user"),
        std::string_view("UPDATE user SET password = '', totp = x'', totp_last = 0 "
                         "WHERE number = :user")}) {
    TRY_STATUS(run(database, sql, user));
  }
  return {};
}

class IdentityTable final : public rights::IdentityStore {
 public:
  explicit IdentityTable(Record& record) : record_(record) {}

  base::Result<std::int64_t> revision() override {
    Statement* row = TRY(database().kept("SELECT number FROM identity_revision"));
    const Kept reset(*row);
    TRY(row->step());
    return row->number(0);
  }

  base::Result<std::vector<User>> users() override {
    std::vector<User> out;
    Statement rows = TRY(database().prepare(std::string(kUser) + "ORDER BY a.number"));
    while (TRY(rows.step()))
      out.push_back(read_user(rows, 0));
    for (User& one : out)
      one.grants = TRY(read_grants(database(), one.number));
    return out;
  }

  base::Result<std::optional<User>> user(std::int64_t number) override {
    Statement row = TRY(database().prepare(std::string(kUser) + "WHERE a.number = :number"));
    row.bind(":number", number);
    return one_user(row);
  }

  base::Result<std::optional<User>> user_named(std::string_view name) override {
    if (name.empty()) return std::nullopt;
    Statement row =
        TRY(database().prepare(std::string(kUser) + "WHERE n.name = :name AND n.name <> ''"));
    row.bind(":name", name);
    return one_user(row);
  }

  base::Result<std::optional<User>> user_mailed(std::string_view email) override {
    Statement row = TRY(database().prepare(std::string(kUser) +
                                           "WHERE n.email = :email COLLATE NOCASE AND n.email <> "
                                           "'' LIMIT 2"));
    row.bind(":email", email);
    auto found = TRY(one_user(row));
    if (found && TRY(row.step())) return std::nullopt;
    return found;
  }

  base::Result<std::optional<User>> user_linked(std::string_view issuer,
                                                std::string_view subject) override {
    Statement row = TRY(database().prepare(std::string(kUser) +
                                           "JOIN user_link l ON l.user = a.number "
                                           "WHERE l.issuer = :issuer AND l.subject = :subject"));
    row.bind(":issuer", issuer).bind(":subject", subject);
    return one_user(row);
  }

  base::Result<std::vector<Machine>> machines() override {
    std::vector<Machine> out;
    Statement rows =
        TRY(database().prepare(std::string(kMachine) + " FROM machine m ORDER BY m.number"));
    while (TRY(rows.step()))
      out.push_back(TRY(read_machine(rows)));
    return out;
  }

  base::Result<std::optional<Machine>> machine(std::int64_t number) override {
    static const std::string kSql = std::string(kMachine) + " FROM machine m WHERE m.number = :of";
    Statement* row = TRY(database().kept(kSql));
    const Kept reset(*row);
    row->bind(":of", number);
    if (!TRY(row->step())) return std::nullopt;
    return TRY(read_machine(*row));
  }

  base::Result<std::vector<rights::MachineSecret>> secrets(std::int64_t machine) override {
    std::vector<rights::MachineSecret> out;
    Statement rows = TRY(database().prepare(
        "SELECT visible, hash, until FROM machine_secret WHERE machine = :machine "
        "ORDER BY until IS NULL, until, visible"));
    rows.bind(":machine", machine);
    while (TRY(rows.step()))
      out.push_back(read_secret(rows, 0));
    return out;
  }

  base::Result<std::vector<rights::Session>> sessions(std::int64_t user) override {
    std::vector<rights::Session> out;
    Statement rows =
        TRY(database().prepare(std::string(kSession) + " FROM session s WHERE s.user = :user "
                                                       "ORDER BY s.used_at DESC, s.number DESC"));
    rows.bind(":user", user);
    while (TRY(rows.step()))
      out.push_back(read_session(rows));
    return out;
  }

  base::Result<std::optional<rights::FoundSecret>> find_secret(std::string_view visible) override {
    static const std::string kSql =
        std::string(kMachine) +
        ", s.visible, s.hash, s.until FROM machine_secret s JOIN machine m ON m.number = s.machine "
        "WHERE s.visible = :visible";
    Statement* row = TRY(database().kept(kSql));
    const Kept reset(*row);
    row->bind(":visible", visible);
    if (!TRY(row->step())) return std::nullopt;
    rights::FoundSecret out;
    out.machine = TRY(read_machine(*row));
    out.secret = read_secret(*row, kMachineColumns);
    return out;
  }

  base::Result<std::optional<rights::FoundToken>> find_token(const base::Digest& hash) override {
    static const std::string kSql = std::string(kMachine) +
                                    ", t.hash, t.client, t.scopes, t.until FROM access_token t "
                                    "JOIN machine m ON m.number = t.client WHERE t.hash = :hash";
    Statement* row = TRY(database().kept(kSql));
    const Kept reset(*row);
    row->bind_blob(":hash", base::bytes_of(hash));
    if (!TRY(row->step())) return std::nullopt;
    rights::FoundToken out;
    out.machine = TRY(read_machine(*row));
    out.token.hash = read_digest(*row, kMachineColumns);
    out.token.client = row->number(kMachineColumns + 1);
    out.token.scopes = TRY(rights::parse_scopes(row->text(kMachineColumns + 2)));
    out.token.until = {row->number(kMachineColumns + 3)};
    return out;
  }

  base::Result<std::optional<rights::FoundSession>> find_session(
      const base::Digest& hash) override {
    static const std::string kSql = std::string(kSession) + "," +
                                    std::string(kUser.substr(kSelect.size())) +
                                    "JOIN session s ON s.user = a.number WHERE s.hash = :hash";
    Statement* row = TRY(database().kept(kSql));
    const Kept reset(*row);
    row->bind_blob(":hash", base::bytes_of(hash));
    if (!TRY(row->step())) return std::nullopt;
    rights::FoundSession out;
    out.session = read_session(*row);
    out.user = read_user(*row, kSessionColumns);
    out.user.grants = TRY(read_grants(database(), out.user.number));
    return out;
  }

  base::Result<std::optional<rights::IdentityProvider>> provider() override {
    Statement row = TRY(database().prepare(
        "SELECT issuer, client, secret, service, is_near FROM identity_provider"));
    if (!TRY(row.step())) return std::nullopt;
    return rights::IdentityProvider{
        .issuer = std::string(row.text(0)),
        .client = std::string(row.text(1)),
        .secret = std::string(row.blob(2)),
        .service = std::string(row.text(3)),
        .is_near = row.number(4) != 0,
    };
  }

  base::Result<bool> knows(const rights::Tenant& tenant) override {
    if (tenant.side == rights::Side::Operator) return true;
    Statement row = TRY(database().prepare(tenant.side == rights::Side::Partner
                                               ? "SELECT 1 FROM partner_key WHERE id = :id"
                                               : "SELECT 1 FROM customer_key WHERE id = :id"));
    row.bind(":id", tenant.id);
    return row.step();
  }

  base::Result<std::int64_t> next_user() override {
    return database().number("SELECT coalesce(max(number), 0) + 1 FROM user");
  }
  base::Result<std::int64_t> next_machine() override {
    return database().number("SELECT coalesce(max(number), 0) + 1 FROM machine");
  }

  base::Result<base::CommitNumber> add_user(const registry::Act& act, const User& user) override {
    const auto taken = TRY(user_named(user.name));
    if (taken) {
      return std::unexpected(base::Error{
          base::Code::Conflict, "there is a user " + taken->name + " already; choose another name",
          std::string(rights::kNameTaken)});
    }
    return change(act, [&](Database& open) -> base::Status {
      TRY_STATUS(write_user(open, user));
      for (const rights::Grant& grant : user.grants)
        TRY_STATUS(write_grant(open, user.number, grant));
      return {};
    });
  }

  base::Result<base::CommitNumber> add_grant(const registry::Act& act, std::int64_t user,
                                             const rights::Grant& grant) override {
    return change(act, [&](Database& open) { return write_grant(open, user, grant); });
  }

  base::Result<base::CommitNumber> remove_grant(const registry::Act& act, std::int64_t user,
                                                const rights::Grant& grant) override {
    return change(act, [&](Database& open) -> base::Status {
      Statement row =
          TRY(open.prepare("DELETE FROM user_grant WHERE user = :user AND role = :role AND "
                           "tenant = :tenant"));
      row.bind(":user", user).bind(":role", word(grant.role));
      TRY_STATUS(row.bind(":tenant", grant.tenant.text()).run());
      return known(open, "grant of " + std::string(word(grant.role)) + " at " +
                             grant.tenant.text() + " to usr_" + std::to_string(user));
    });
  }

  base::Result<base::CommitNumber> disable(const registry::Act& act, std::int64_t user,
                                           bool disabled) override {
    return change(act, [&](Database& open) -> base::Status {
      Statement row =
          TRY(open.prepare("UPDATE user SET disabled = :disabled WHERE number = :user"));
      TRY_STATUS(row.bind(":disabled", std::int64_t{disabled}).bind(":user", user).run());
      TRY_STATUS(known(open, "usr_" + std::to_string(user)));
      TRY_STATUS(run(open, "DELETE FROM set_up_link WHERE user = :user", user));
      return run(open, kEndSessions, user);
    });
  }

  base::Result<base::CommitNumber> reset(const registry::Act& act, std::int64_t user) override {
    return change(act, [&](Database& open) { return take_credentials(open, user); });
  }

  base::Result<base::CommitNumber> add_machine(const registry::Act& act, const Machine& machine,
                                               const rights::MachineSecret& secret) override {
    return change(act, [&](Database& open) -> base::Status {
      TRY_STATUS(write_machine(open, machine));
      return write_secret(open, machine.number, secret);
    });
  }

  base::Result<base::CommitNumber> rotate(const registry::Act& act, std::int64_t machine,
                                          const rights::MachineSecret& fresh,
                                          base::Instant until) override {
    return change(act, [&](Database& open) -> base::Status {
      Statement old =
          TRY(open.prepare("UPDATE machine_secret SET until = min(coalesce(until, :until), :until) "
                           "WHERE machine = :machine"));
      TRY_STATUS(old.bind(":until", until.milliseconds).bind(":machine", machine).run());
      return write_secret(open, machine, fresh);
    });
  }

  base::Result<base::CommitNumber> revoke(const registry::Act& act, std::int64_t machine) override {
    return change(act, [&](Database& open) -> base::Status {
      Statement row = TRY(open.prepare("UPDATE machine SET revoked = 1 WHERE number = :user"));
      TRY_STATUS(row.bind(":user", machine).run());
      TRY_STATUS(known(open, "key_" + std::to_string(machine)));
      TRY_STATUS(run(open, "DELETE FROM machine_secret WHERE machine = :user", machine));
      return run(open, "DELETE FROM access_token WHERE client = :user", machine);
    });
  }

  base::Result<base::CommitNumber> set_provider(
      const registry::Act& act, const std::optional<rights::IdentityProvider>& provider) override {
    return change(act, [&](Database& open) -> base::Status {
      TRY_STATUS(open.execute("DELETE FROM identity_provider"));
      if (!provider) return {};
      Statement insert = TRY(open.prepare(
          "INSERT INTO identity_provider VALUES (1, :issuer, :client, :secret, :service, :near)"));
      insert.bind(":issuer", provider->issuer).bind(":client", provider->client);
      insert.bind_blob(":secret", provider->secret).bind(":service", provider->service);
      return insert.bind(":near", std::int64_t{provider->is_near}).run();
    });
  }

  base::Status link(std::int64_t user, std::string_view issuer, std::string_view subject) override {
    return beside([&](Database& open) -> base::Status {
      const auto owner = TRY(user_linked(issuer, subject));
      if (owner && owner->number == user) return {};
      if (owner)
        return base::fail(base::Code::Conflict, "the account of the provider is another user's");
      Statement insert =
          TRY(open.prepare("INSERT INTO user_link VALUES (:issuer, :subject, :user)"));
      insert.bind(":issuer", issuer).bind(":subject", subject);
      return insert.bind(":user", user).run();
    });
  }

  base::Status offer_set_up(std::int64_t user, const base::Digest& link,
                            base::Instant until) override {
    return beside([&](Database& open) -> base::Status {
      Statement insert =
          TRY(open.prepare("INSERT OR REPLACE INTO set_up_link VALUES (:user, :hash, :until)"));
      insert.bind(":user", user).bind_blob(":hash", base::bytes_of(link));
      return insert.bind(":until", until.milliseconds).run();
    });
  }

  base::Result<std::optional<User>> invited(const base::Digest& link, base::Instant now) override {
    Statement row =
        TRY(database().prepare(std::string(kUser) +
                               "JOIN set_up_link l ON l.user = a.number "
                               "WHERE l.hash = :hash AND l.until > :now AND a.disabled = 0"));
    row.bind_blob(":hash", base::bytes_of(link)).bind(":now", now.milliseconds);
    return one_user(row);
  }

  base::Result<bool> set_up(const base::Digest& link, base::Instant now,
                            const std::string& password) override {
    bool done = false;
    const base::Status written = beside([&](Database& open) -> base::Status {
      const auto user = TRY(invited(link, now));
      if (!user) return {};
      done = true;
      TRY_STATUS(run(open, "DELETE FROM set_up_link WHERE user = :user", user->number));
      TRY_STATUS(run(open, kEndSessions, user->number));
      Statement row =
          TRY(open.prepare("UPDATE user SET password = :password WHERE number = :user"));
      TRY_STATUS(row.bind(":password", password).bind(":user", user->number).run());
      return raise_revision(open);
    });
    TRY_STATUS(written);
    return done;
  }

  base::Status set_second_factor(std::int64_t user, const std::string& sealed,
                                 std::span<const base::Digest> recovery) override {
    return beside([&](Database& open) -> base::Status {
      Statement row =
          TRY(open.prepare("UPDATE user SET totp = :totp, totp_last = 0 WHERE number = :user"));
      row.bind_blob(":totp", sealed).bind(":user", user);
      TRY_STATUS(row.run());
      TRY_STATUS(run(open, "DELETE FROM recovery_code WHERE user = :user", user));
      Statement insert = TRY(open.prepare("INSERT INTO recovery_code VALUES (:user, :hash)"));
      for (const base::Digest& one : recovery) {
        insert.bind(":user", user).bind_blob(":hash", base::bytes_of(one));
        TRY_STATUS(insert.run());
      }
      return {};
    });
  }

  base::Result<std::int64_t> recovery_left(std::int64_t user) override {
    Statement row =
        TRY(database().prepare("SELECT count(*) FROM recovery_code WHERE user = :user"));
    row.bind(":user", user);
    TRY(row.step());
    return row.number(0);
  }

  base::Result<bool> open_session(const rights::NewSession& session) override {
    bool fresh = false;
    const base::Status written = beside([&](Database& open) -> base::Status {
      const auto user = TRY(this->user(session.user));
      if (!user || user->disabled) return {};
      fresh = TRY(use_up(open, session));
      return fresh ? write_session(open, session) : base::Status();
    });
    TRY_STATUS(written);
    return fresh;
  }

  base::Status end_session(const base::Digest& hash) override {
    return beside([&](Database& open) -> base::Status {
      Statement row = TRY(open.prepare("DELETE FROM session WHERE hash = :hash"));
      row.bind_blob(":hash", base::bytes_of(hash));
      TRY_STATUS(row.run());
      return raise_revision(open);
    });
  }

  base::Status end_session(std::int64_t user, std::int64_t session) override {
    return beside([&](Database& open) -> base::Status {
      Statement row =
          TRY(open.prepare("DELETE FROM session WHERE user = :user AND number = :session"));
      TRY_STATUS(row.bind(":user", user).bind(":session", session).run());
      TRY_STATUS(known(open, "session " + std::to_string(session)));
      return raise_revision(open);
    });
  }

  base::Status add_token(const rights::AccessToken& token) override {
    return beside([&](Database& open) -> base::Status {
      Statement insert =
          TRY(open.prepare("INSERT INTO access_token VALUES (:hash, :client, :scopes, :until)"));
      insert.bind_blob(":hash", base::bytes_of(token.hash)).bind(":client", token.client);
      insert.bind(":scopes", rights::scopes_text(token.scopes));
      return insert.bind(":until", token.until.milliseconds).run();
    });
  }

  base::Status note_session(std::int64_t session, base::Instant now) override {
    return note("UPDATE session SET used_at = max(used_at, :now) WHERE number = :number", session,
                now);
  }
  base::Status note_machine(std::int64_t machine, base::Instant now) override {
    return note(
        "UPDATE machine SET used_at = max(coalesce(used_at, :now), :now) WHERE number = :number",
        machine, now);
  }

  base::Status sweep(base::Instant now) override {
    return beside([&](Database& open) -> base::Status {
      Statement sessions = TRY(open.prepare(
          "DELETE FROM session WHERE used_at <= :now - :idle OR created_at <= :now - :life"));
      sessions.bind(":now", now.milliseconds).bind(":idle", rights::kSessionIdle);
      TRY_STATUS(sessions.bind(":life", rights::kSessionLife).run());
      for (const char* sql : {"DELETE FROM access_token WHERE until <= :now",
                              "DELETE FROM set_up_link WHERE until <= :now",
                              "DELETE FROM machine_secret WHERE until <= :now"}) {
        Statement rows = TRY(open.prepare(sql));
        TRY_STATUS(rows.bind(":now", now.milliseconds).run());
      }
      return {};
    });
  }

 private:
  Database& database() { return record_.database(); }

  template <class Write>
  base::Result<base::CommitNumber> change(const registry::Act& act, const Write& write) {
    return record_.commit(act, [&](Database& open, base::CommitNumber) -> base::Status {
      TRY_STATUS(write(open));
      return raise_revision(open);
    });
  }

  template <class Write>
  base::Status beside(const Write& write) {
    return record_.beside([&](Database& open) -> base::Status { return write(open); });
  }

  base::Status note(std::string_view sql, std::int64_t number, base::Instant now) {
    return beside([&](Database& open) -> base::Status {
      Statement row = TRY(open.prepare(sql));
      return row.bind(":number", number).bind(":now", now.milliseconds).run();
    });
  }

  base::Result<std::optional<User>> one_user(Statement& row) {
    if (!TRY(row.step())) return std::nullopt;
    User out = read_user(row, 0);
    out.grants = TRY(read_grants(database(), out.number));
    return out;
  }

  Record& record_;
};

}  // namespace

std::unique_ptr<rights::IdentityStore> open_identity(Record& record) {
  return std::make_unique<IdentityTable>(record);
}

}  // namespace storage

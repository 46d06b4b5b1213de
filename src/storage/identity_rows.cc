#include "storage/identity_rows.h"

#include <algorithm>

#include "base/terms.h"

namespace storage {
namespace {

std::optional<base::Instant> instant_or_none(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return base::Instant{row.number(column)};
}

base::Result<rights::Grant> read_grant(std::string_view role, std::string_view tenant, bool money) {
  const auto known = base::parse_word<rights::Role>(rights::kRoles, role);
  const auto where = rights::parse_tenant(tenant);
  if (!known || !where) {
    return base::fail(base::Code::Corrupt, "a grant of the store is '" + std::string(role) +
                                               "' at '" + std::string(tenant) +
                                               "', which nobody knows; restore a backup");
  }
  return rights::Grant{.role = *known, .tenant = *where, .sees_money = money};
}

void bind_or_null(Statement& statement, const char* name, std::optional<base::Instant> at) {
  if (at) {
    statement.bind(name, at->milliseconds);
  } else {
    statement.bind_null(name);
  }
}

}  // namespace

base::Digest read_digest(const Statement& row, int column) {
  base::Digest out{};
  const std::string_view bytes = row.blob(column);
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

rights::User read_user(const Statement& row, int at) {
  rights::User out;
  out.number = row.number(at);
  out.name = row.text(at + 1);
  out.email = row.text(at + 2);
  out.password = row.text(at + 3);
  out.totp = row.blob(at + 4);
  out.totp_last = row.number(at + 5);
  out.disabled = row.number(at + 6) != 0;
  out.created_at = {row.number(at + 7)};
  return out;
}

rights::Session read_session(const Statement& row) {
  rights::Session out;
  out.number = row.number(0);
  out.hash = read_digest(row, 1);
  out.user = row.number(2);
  out.created_at = {row.number(3)};
  out.used_at = {row.number(4)};
  out.address = row.text(5);
  out.agent = row.text(6);
  return out;
}

rights::MachineSecret read_secret(const Statement& row, int at) {
  return {.visible = std::string(row.text(at)),
          .hash = read_digest(row, at + 1),
          .until = instant_or_none(row, at + 2)};
}

base::Result<rights::Machine> read_machine(const Statement& row) {
  rights::Machine out;
  out.number = row.number(0);
  out.kind = row.text(1) == "client" ? rights::PrincipalKind::Client : rights::PrincipalKind::Key;
  out.name = row.text(2);
  out.grant = TRY(read_grant(row.text(3), row.text(4), row.number(5) != 0));
  out.scopes = TRY(rights::parse_scopes(row.text(6)));
  out.networks = TRY(rights::parse_networks(row.text(7)));
  out.expires_at = instant_or_none(row, 8);
  out.created_at = {row.number(9)};
  out.used_at = instant_or_none(row, 10);
  out.revoked = row.number(11) != 0;
  return out;
}

base::Result<std::vector<rights::Grant>> read_grants(Database& database, std::int64_t user) {
  Statement* rows =
      TRY(database.kept("SELECT role, tenant, sees_money FROM user_grant WHERE user = :user"));
  const Kept reset(*rows);
  rows->bind(":user", user);
  std::vector<rights::Grant> out;
  while (TRY(rows->step()))
    out.push_back(TRY(read_grant(rows->text(0), rows->text(1), rows->number(2) != 0)));
  return out;
}

base::Status write_user(Database& database, const rights::User& user) {
  Statement insert =
      TRY(database.prepare("INSERT INTO user VALUES (:number, '', x'', 0, 0, :created)"));
  insert.bind(":number", user.number).bind(":created", user.created_at.milliseconds);
  TRY_STATUS(insert.run());
  Statement name = TRY(database.prepare("INSERT INTO user_name VALUES (:number, :name, :email)"));
  name.bind(":number", user.number).bind(":name", user.name);
  return name.bind(":email", user.email).run();
}

base::Status write_machine(Database& database, const rights::Machine& machine) {
  Statement insert = TRY(
      database.prepare("INSERT INTO machine VALUES (:number, :kind, :name, :role, :tenant, :money, "
                       ":scopes, :networks, :expires, :created, NULL, 0)"));
  insert.bind(":number", machine.number);
  insert.bind(":kind", machine.kind == rights::PrincipalKind::Client ? "client" : "key");
  insert.bind(":name", machine.name).bind(":role", word(machine.grant.role));
  insert.bind(":tenant", machine.grant.tenant.text());
  insert.bind(":money", std::int64_t{machine.grant.sees_money});
  insert.bind(":scopes", rights::scopes_text(machine.scopes));
  insert.bind(":networks", rights::networks_text(machine.networks));
  bind_or_null(insert, ":expires", machine.expires_at);
  return insert.bind(":created", machine.created_at.milliseconds).run();
}

}  // namespace storage

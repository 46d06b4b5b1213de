// Where users meet persons and the audit chain: erasure, verification.
#include <algorithm>

#include "storage/identity_table.h"
#include "storage/verify_internal.h"

namespace storage {
namespace {

constexpr std::string_view kOthers = R"sql(
SELECT DISTINCT p.token, p.of, p.name FROM user_person mine
  JOIN user_person other ON other.user = mine.user
  JOIN person p ON p.token = other.token
 WHERE mine.token = :token AND p.token <> :token AND p.erased_in IS NULL
 ORDER BY p.token)sql";

// Who holds what, beside the last event about it.
constexpr std::string_view kUngiven = R"sql(
WITH given AS MATERIALIZED (
  SELECT seq, action, json_extract(detail, '$.who') AS who, json_extract(detail, '$.role') AS role,
         json_extract(detail, '$.tenant') AS tenant,
         coalesce(json_extract(detail, '$.money'), 'no') AS money,
         coalesce(json_extract(detail, '$.scopes'), '') AS scopes
    FROM audit_event
   WHERE action IN ('user_create', 'user_grant', 'user_revoke', 'key_create', 'key_revoke')),
held AS (
  SELECT 'usr_' || user AS who, role, tenant, iif(sees_money, 'yes', 'no') AS money,
         '' AS scopes FROM user_grant
  UNION ALL
  SELECT iif(kind = 'key', 'key_', 'cli_') || number, role, tenant, iif(sees_money, 'yes', 'no'),
         scopes FROM machine WHERE NOT revoked)
SELECT h.who, h.role, h.tenant FROM held h
  LEFT JOIN given g ON g.seq = (SELECT max(seq) FROM given l WHERE l.who = h.who
                                AND l.role = h.role AND l.tenant = h.tenant)
 WHERE g.seq IS NULL OR g.action IN ('user_revoke', 'key_revoke')
    OR g.money <> h.money OR g.scopes <> h.scopes)sql";

constexpr std::string_view kNamed = R"sql(
SELECT DISTINCT n.user FROM user_name n JOIN user_person a ON a.user = n.user
  JOIN person p ON p.token = a.token WHERE p.erased_in IS NOT NULL AND n.name || n.email <> '')sql";

base::Result<std::vector<std::int64_t>> users_of(Database& database, const Person& person) {
  Statement rows = TRY(database.prepare("SELECT user FROM user_person WHERE token = :token"));
  rows.bind(":token", person.token);
  std::vector<std::int64_t> out;
  while (TRY(rows.step()))
    out.push_back(rows.number(0));
  return out;
}

}  // namespace

base::Result<std::vector<Person>> persons_of_one(Database& database, const Person& person) {
  std::vector<Person> out{person};
  Statement rows = TRY(database.prepare(kOthers));
  rows.bind(":token", person.token);
  while (TRY(rows.step())) {
    Person other;
    other.token = rows.number(0);
    other.of = rows.text(1);
    other.name = rows.text(2);
    out.push_back(std::move(other));
  }
  return out;
}

base::Status erase_user(Database& database, const std::vector<Person>& persons) {
  for (const std::int64_t user : TRY(users_of(database, persons.front()))) {
    for (const std::string_view sql :
         {"DELETE FROM session WHERE user = :user", "DELETE FROM recovery_code WHERE user = :user",
          "DELETE FROM set_up_link WHERE user = :user", "DELETE FROM user_link WHERE user = :user",
          "DELETE FROM user_grant WHERE user = :user",
          "UPDATE user_name SET name = '', email = '' WHERE user = :user",
          "UPDATE user SET password = '', totp = x'', disabled = 1 WHERE number = :user",
          "UPDATE identity_revision SET number = number + 1 WHERE :user > 0"}) {
      Statement statement = TRY(database.prepare(sql));
      TRY_STATUS(statement.bind(":user", user).run());
    }
  }
  return {};
}

base::Result<std::vector<Finding>> verify_identity(Database& database) {
  Findings findings;
  Statement held = TRY(database.prepare(kUngiven));
  while (TRY(held.step())) {
    findings.add(std::string(held.text(0)),
                 "it is " + std::string(held.text(1)) + " of " + std::string(held.text(2)) +
                     ", which the audit chain does not know; take it away, then ask who wrote it");
  }
  Statement named = TRY(database.prepare(kNamed));
  while (TRY(named.step())) {
    findings.add("usr_" + std::to_string(named.number(0)),
                 "its person was erased and it has a name; erase the person again");
  }
  return findings.take();
}

}  // namespace storage

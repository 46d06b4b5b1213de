// Identity: tables beside the record. They are no ground tables: no digest covers them, rows may
// change and go. What changes who may do what stands in the audit chain too, by number
// ("usr_3", "key_7"). Secrets stand here as SHA-256, passwords as argon2id, seeds sealed.
#include "storage/identity_table.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE identity_revision (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO identity_revision VALUES (1, 1);

CREATE TABLE user (
  number INTEGER PRIMARY KEY,
  password TEXT NOT NULL,
  totp BLOB NOT NULL,
  totp_last INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE user_grant (
  user INTEGER NOT NULL REFERENCES user,
  role TEXT NOT NULL,
  tenant TEXT NOT NULL,
  sees_money INTEGER NOT NULL,
  PRIMARY KEY (user, role, tenant)
) STRICT, WITHOUT ROWID;

-- Under which tokens the user may have acted: with one of them all are erased.
CREATE TABLE user_person (
  user INTEGER NOT NULL REFERENCES user,
  token INTEGER NOT NULL,
  PRIMARY KEY (user, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_link (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user INTEGER NOT NULL REFERENCES user,
  PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_provider (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  issuer TEXT NOT NULL,
  client TEXT NOT NULL,
  secret BLOB NOT NULL,
  service TEXT NOT NULL,
  is_near INTEGER NOT NULL
) STRICT;

CREATE TABLE set_up_link (
  user INTEGER PRIMARY KEY REFERENCES user,
  hash BLOB NOT NULL UNIQUE,
  until INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_code (
  user INTEGER NOT NULL REFERENCES user,
  hash BLOB NOT NULL,
  PRIMARY KEY (user, hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE machine (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('key', 'client')),
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  tenant TEXT NOT NULL,
  sees_money INTEGER NOT NULL,
  scopes TEXT NOT NULL,
  networks TEXT NOT NULL,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  revoked INTEGER NOT NULL
) STRICT;

CREATE TABLE machine_secret (
  visible TEXT PRIMARY KEY,
  machine INTEGER NOT NULL REFERENCES machine,
  hash BLOB NOT NULL,
  until INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX machine_secret_machine ON machine_secret (machine);

CREATE TABLE access_token (
  hash BLOB PRIMARY KEY,
  client INTEGER NOT NULL REFERENCES machine,
  scopes TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

// What is personal, apart, because an erasure makes these tables anew (erasure.cc).
constexpr std::string_view kNames = R"sql(
-- name '': erased.
CREATE TABLE user_name (
  user INTEGER PRIMARY KEY REFERENCES user,
  name TEXT NOT NULL COLLATE NOCASE,
  email TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX user_named ON user_name (name) WHERE name <> '';

CREATE TABLE session (
  number INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  user INTEGER NOT NULL REFERENCES user,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  address TEXT NOT NULL,
  agent TEXT NOT NULL
) STRICT;
CREATE INDEX session_user ON session (user);
)sql";

}  // namespace

std::string_view identity_schema() {
  return kSchema;
}

std::string_view identity_names_schema() {
  return kNames;
}

}  // namespace storage

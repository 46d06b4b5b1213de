// Consent, and who looked. Receipts and withdrawals are ground state. The access log is not: no
// number depends on it, and it is kept for a time; but nothing in it is changed, and only what is
// older than access_log_since may go.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
-- subscription is null for all of the customer. classes are words joined by '+', days numbers
-- since 1970-01-01 of what may be seen.
CREATE TABLE consent (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  customer INTEGER NOT NULL REFERENCES customer_key,
  partner INTEGER NOT NULL REFERENCES partner_key,
  subscription INTEGER REFERENCES subscription_key,
  classes TEXT NOT NULL CHECK (classes <> '' AND instr(classes, 'end_user_identities') = 0),
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on > starts_on),
  how TEXT NOT NULL CHECK (how IN ('explicit', 'deemed', 'programme_rule')),
  text_version TEXT NOT NULL,
  body TEXT NOT NULL CHECK (body <> ''),
  given_by TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  evidence TEXT NOT NULL
) STRICT;
CREATE INDEX consent_commit ON consent (commit_no);

-- receipt is null where the programme's rule was withdrawn.
CREATE TABLE consent_withdrawal (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  receipt INTEGER REFERENCES consent,
  customer INTEGER NOT NULL REFERENCES customer_key,
  partner INTEGER NOT NULL REFERENCES partner_key,
  subscription INTEGER REFERENCES subscription_key,
  withdrawn_by TEXT NOT NULL,
  withdrawn_at INTEGER NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX consent_withdrawal_commit ON consent_withdrawal (commit_no);

CREATE TABLE access_log (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer_key,
  partner INTEGER NOT NULL REFERENCES partner_key,
  who TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('viewed', 'api_read', 'exported', 'sql')),
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  address TEXT NOT NULL,
  request TEXT NOT NULL,
  times INTEGER NOT NULL CHECK (times > 0)
) STRICT;
CREATE INDEX access_log_customer ON access_log (customer, number);
CREATE INDEX access_log_at ON access_log (at);
CREATE TABLE access_log_since (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at INTEGER NOT NULL
) STRICT;
INSERT INTO access_log_since VALUES (1, -9223372036854775807);

CREATE TRIGGER access_log_unchanged BEFORE UPDATE ON access_log BEGIN
  SELECT RAISE(ABORT, 'access_log is append-only');
END;
CREATE TRIGGER access_log_kept BEFORE DELETE ON access_log
WHEN OLD.at >= (SELECT at FROM access_log_since) BEGIN
  SELECT RAISE(ABORT, 'access_log is kept until its time is over');
END;
)sql";

constexpr std::array<GroundTable, 2> kTables{{
    {"consent", "number"},
    {"consent_withdrawal", "number"},
}};

}  // namespace

std::string_view consent_schema() {
  return kSchema;
}

std::span<const GroundTable> consent_ground_tables() {
  return kTables;
}

}  // namespace storage

// Petitions. A row of petition_revision says how one stands from its commit on; what was decided
// stays so, whoever writes. Amounts are whole minor units of the currency; fund, statement, line
// and earning_month 0: none.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE petition_revision (
  commit_no INTEGER NOT NULL,
  petition INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'in_review', 'accepted', 'rejected', 'withdrawn')),
  earner INTEGER NOT NULL REFERENCES partner_key,
  currency TEXT NOT NULL,
  asked INTEGER NOT NULL CHECK (asked <> 0),
  granted INTEGER NOT NULL CHECK ((granted <> 0) = (state = 'accepted')),
  payout TEXT NOT NULL CHECK (payout IN ('rebate', 'coop')),
  fund INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  line INTEGER NOT NULL,
  lever TEXT NOT NULL,
  subscription TEXT NOT NULL,
  earning_month INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  reason TEXT NOT NULL,
  decide_by INTEGER NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  moved_by TEXT NOT NULL,
  moved_at INTEGER NOT NULL,
  PRIMARY KEY (commit_no, petition),
  UNIQUE (petition, revision)
) STRICT, WITHOUT ROWID;

-- What the books said when it was opened: the explanation of a disputed line.
CREATE TABLE petition_evidence (
  commit_no INTEGER NOT NULL,
  petition INTEGER PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX petition_evidence_commit ON petition_evidence (commit_no);

CREATE TRIGGER petition_is_decided_once BEFORE INSERT ON petition_revision
WHEN EXISTS (SELECT 1 FROM petition_revision WHERE petition = NEW.petition
             AND state IN ('accepted', 'rejected', 'withdrawn')) BEGIN
  SELECT RAISE(ABORT, 'PETITION_DECIDED: what was decided stays; open another petition');
END;
)sql";

constexpr std::array<GroundTable, 2> kTables{{
    {"petition_revision", "petition"},
    {"petition_evidence", "petition"},
}};

}  // namespace

std::string_view petition_schema() {
  return kSchema;
}

std::span<const GroundTable> petition_ground_tables() {
  return kTables;
}

}  // namespace storage

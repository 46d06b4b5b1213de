// Requests and notifications. A row of request_revision says how a request stands from its commit
// on; lists are packed as written by request_table.cc.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE request_revision (
  commit_no INTEGER NOT NULL,
  request INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  type TEXT NOT NULL,
  partner TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  customer TEXT NOT NULL,
  subscription TEXT NOT NULL,
  workload TEXT NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  evidence_on INTEGER NOT NULL,
  exception TEXT NOT NULL,
  auto_extend INTEGER NOT NULL,
  rules TEXT NOT NULL,
  association TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  moved_by TEXT NOT NULL,
  moved_at INTEGER NOT NULL,
  deadlines TEXT NOT NULL,
  marks TEXT NOT NULL,
  PRIMARY KEY (commit_no, request),
  UNIQUE (request, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE notification (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  role TEXT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX notification_commit ON notification (commit_no);
)sql";

constexpr std::array<GroundTable, 2> kTables{{
    {"request_revision", "request"},
    {"notification", "number"},
}};

}  // namespace

std::string_view lifecycle_schema() {
  return kSchema;
}

std::span<const GroundTable> lifecycle_ground_tables() {
  return kTables;
}

}  // namespace storage

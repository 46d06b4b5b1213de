// Usage tables: which segments are the log, which of their rows stopped counting, what was
// delivered, and what waits in quarantine. Rows of a segment are named by their position, from 0.
// Amounts are counts of 10^-12 as text, because they need 128 bits.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE usage_segment (
  segment INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL,
  file TEXT NOT NULL UNIQUE,
  file_sha256 TEXT NOT NULL,
  feed TEXT NOT NULL,
  delivered_as TEXT NOT NULL,
  adopted INTEGER NOT NULL,  -- 1: the delivered Parquet file itself
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  rounded_rows INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL CHECK (last_day >= first_day)
) STRICT;
CREATE INDEX usage_segment_commit ON usage_segment (commit_no);

-- A file that holds the rows of several small segments. A segment's rows stand in its own file, or
-- in the container of its last folding.
CREATE TABLE usage_container (
  container INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL,
  file TEXT NOT NULL UNIQUE,
  file_sha256 TEXT NOT NULL,
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  segment_count INTEGER NOT NULL CHECK (segment_count > 0)
) STRICT;
CREATE TABLE usage_folding (
  segment INTEGER NOT NULL REFERENCES usage_segment,
  commit_no INTEGER NOT NULL,
  container INTEGER NOT NULL REFERENCES usage_container,
  PRIMARY KEY (segment, commit_no)
) STRICT, WITHOUT ROWID;

CREATE TABLE usage_total (
  commit_no INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES usage_segment,
  measure INTEGER NOT NULL,
  currency TEXT NOT NULL,
  amount TEXT NOT NULL,
  quantity TEXT NOT NULL,
  PRIMARY KEY (commit_no, segment, measure, currency)
) STRICT, WITHOUT ROWID;

-- row_numbers: 8 bytes little-endian each, ascending.
CREATE TABLE usage_supersession (
  commit_no INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES usage_segment,
  row_numbers BLOB NOT NULL,
  PRIMARY KEY (commit_no, segment)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_supersession_segment ON usage_supersession (segment, commit_no);

-- One row per file taken in. The same bytes under the same mapping are taken in once, and again
-- when a void may have taken away what they only repeated. `repeated`: duplicates of rows that the
-- log had already; `known`: rows that waited already; `replaces` 1: each delivery ends the older
-- ones of its source.
CREATE TABLE usage_delivery (
  delivery INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL,
  file_sha256 TEXT NOT NULL,
  mapping_sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL,
  replaces INTEGER NOT NULL,
  name TEXT NOT NULL,
  feed TEXT NOT NULL,
  segment INTEGER REFERENCES usage_segment,
  rows_read INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  superseding INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  repeated INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  known INTEGER NOT NULL
) STRICT;
CREATE INDEX usage_delivery_file ON usage_delivery (file_sha256, mapping_sha256);
CREATE INDEX usage_delivery_commit ON usage_delivery (commit_no);
CREATE INDEX usage_delivery_name ON usage_delivery (name);

-- `again`: the row that waits once more because what released it was voided.
CREATE TABLE usage_quarantine (
  row INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL,
  delivery INTEGER NOT NULL REFERENCES usage_delivery,
  digest BLOB NOT NULL,
  cause TEXT NOT NULL,
  line INTEGER NOT NULL,
  column_name TEXT NOT NULL,
  value TEXT NOT NULL,
  expected TEXT NOT NULL,
  remedy TEXT NOT NULL,
  source TEXT NOT NULL,
  record_key TEXT NOT NULL,
  revision INTEGER,
  subscription_id TEXT NOT NULL,
  cells TEXT NOT NULL,
  delivered TEXT NOT NULL,
  rounds INTEGER NOT NULL,
  usage_day INTEGER,
  measure INTEGER,
  currency TEXT,
  amount TEXT,
  quantity TEXT,
  again INTEGER REFERENCES usage_quarantine
) STRICT;
CREATE INDEX usage_quarantine_again ON usage_quarantine (again) WHERE again IS NOT NULL;
CREATE INDEX usage_quarantine_delivery ON usage_quarantine (delivery);
CREATE INDEX usage_quarantine_commit ON usage_quarantine (commit_no);
CREATE INDEX usage_quarantine_digest ON usage_quarantine (digest, commit_no);
CREATE INDEX usage_quarantine_key ON usage_quarantine (source, record_key);
CREATE INDEX usage_quarantine_day ON usage_quarantine (usage_day);

-- How a row left quarantine: accepted or duplicate by replay, corrected by a later delivery, waived
-- by an act with a reason, voided with its delivery.
CREATE TABLE usage_release (
  row INTEGER PRIMARY KEY REFERENCES usage_quarantine,
  commit_no INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK
    (outcome IN ('accepted', 'duplicate', 'corrected', 'waived', 'voided'))
) STRICT;
CREATE INDEX usage_release_commit ON usage_release (commit_no);

-- A delivery brought, in that line, what waited already as `row`.
CREATE TABLE usage_repeat (
  commit_no INTEGER NOT NULL,
  delivery INTEGER NOT NULL REFERENCES usage_delivery,
  row INTEGER NOT NULL REFERENCES usage_quarantine,
  line INTEGER NOT NULL,
  PRIMARY KEY (delivery, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_repeat_commit ON usage_repeat (commit_no);
CREATE INDEX usage_repeat_row ON usage_repeat (row);

-- A delivery that counts as never made from this commit on. `segment`: copies of the rows that
-- count again.
CREATE TABLE usage_void (
  delivery INTEGER PRIMARY KEY REFERENCES usage_delivery,
  commit_no INTEGER NOT NULL,
  segment INTEGER REFERENCES usage_segment
) STRICT;
CREATE INDEX usage_void_commit ON usage_void (commit_no);

-- Rows that take no part in identity any more; row_numbers as above, NULL: all of the segment.
CREATE TABLE usage_voided_rows (
  commit_no INTEGER NOT NULL,
  segment INTEGER NOT NULL REFERENCES usage_segment,
  row_numbers BLOB,
  PRIMARY KEY (commit_no, segment)
) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array<GroundTable, 11> kTables{{
    {"usage_segment", "segment"},
    {"usage_container", "container"},
    {"usage_folding", "segment"},
    {"usage_total", "segment, measure, currency"},
    {"usage_supersession", "segment"},
    {"usage_delivery", "delivery"},
    {"usage_quarantine", "row"},
    {"usage_release", "row"},
    {"usage_repeat", "delivery, row"},
    {"usage_void", "delivery"},
    {"usage_voided_rows", "segment"},
}};

}  // namespace

std::string_view usage_schema() {
  return kSchema;
}

std::span<const GroundTable> usage_ground_tables() {
  return kTables;
}

}  // namespace storage

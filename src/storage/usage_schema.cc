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
  segment_count INTEGER NOT NULL CHECK (segment_count > 1)
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

-- One row per file taken in. The same bytes under the same mapping are taken in once.
CREATE TABLE usage_delivery (
  delivery INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL,
  file_sha256 TEXT NOT NULL,
  mapping_sha256 TEXT NOT NULL,
  name TEXT NOT NULL,
  feed TEXT NOT NULL,
  segment INTEGER REFERENCES usage_segment,
  rows_read INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  superseding INTEGER NOT NULL,
  superseded INTEGER NOT NULL,
  duplicates INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  UNIQUE (file_sha256, mapping_sha256)
) STRICT;
CREATE INDEX usage_delivery_commit ON usage_delivery (commit_no);
CREATE INDEX usage_delivery_name ON usage_delivery (name);

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
  cells TEXT NOT NULL,
  delivered TEXT NOT NULL,
  rounds INTEGER NOT NULL,
  usage_day INTEGER,
  measure INTEGER,
  currency TEXT,
  amount TEXT,
  quantity TEXT
) STRICT;
CREATE INDEX usage_quarantine_commit ON usage_quarantine (commit_no);
CREATE INDEX usage_quarantine_digest ON usage_quarantine (digest, commit_no);
CREATE INDEX usage_quarantine_key ON usage_quarantine (source, record_key);
CREATE INDEX usage_quarantine_day ON usage_quarantine (usage_day);

-- How a row left quarantine: accepted or duplicate by replay, corrected by a later delivery.
CREATE TABLE usage_release (
  row INTEGER PRIMARY KEY REFERENCES usage_quarantine,
  commit_no INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'duplicate', 'corrected'))
) STRICT;
CREATE INDEX usage_release_commit ON usage_release (commit_no);
)sql";

constexpr std::array<GroundTable, 8> kTables{{
    {"usage_segment", "segment"},
    {"usage_container", "container"},
    {"usage_folding", "segment"},
    {"usage_total", "segment, measure, currency"},
    {"usage_supersession", "segment"},
    {"usage_delivery", "delivery"},
    {"usage_quarantine", "row"},
    {"usage_release", "row"},
}};

}  // namespace

std::string_view usage_schema() {
  return kSchema;
}

std::span<const GroundTable> usage_ground_tables() {
  return kTables;
}

}  // namespace storage

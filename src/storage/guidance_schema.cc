// Contacts, guides, words about pages, and drafts of the programme: only ever added.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
-- Keyed by (family, starts_on); family '' is of every family. Without a name it is taken back.
CREATE TABLE support_contact (
  commit_no INTEGER NOT NULL,
  family TEXT NOT NULL,
  starts_on INTEGER NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (commit_no, family, starts_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE guide (
  commit_no INTEGER NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  starts_on INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (name, language, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE feedback (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL,
  body TEXT NOT NULL,
  said_by TEXT NOT NULL,
  said_at INTEGER NOT NULL
) STRICT;

-- A programme that was submitted, and what became of it. Somebody else approves it, once.
CREATE TABLE programme_draft (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  toml TEXT NOT NULL,
  submitted_by TEXT NOT NULL,
  submitted_at INTEGER NOT NULL
) STRICT;
CREATE TABLE programme_decision (
  commit_no INTEGER NOT NULL,
  draft INTEGER NOT NULL REFERENCES programme_draft,
  state TEXT NOT NULL CHECK (state IN ('approved', 'rejected', 'published')),
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (draft, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER programme_four_eyes BEFORE INSERT ON programme_decision
WHEN NEW.state = 'approved' AND
     NEW.decided_by = (SELECT submitted_by FROM programme_draft WHERE number = NEW.draft) BEGIN
  SELECT RAISE(ABORT, 'FOUR_EYES_REQUIRED: who submitted a draft does not approve it');
END;
CREATE TRIGGER programme_in_order BEFORE INSERT ON programme_decision
WHEN (NEW.state = 'published') <> EXISTS (
  SELECT 1 FROM programme_decision WHERE draft = NEW.draft AND state = 'approved')
  OR EXISTS (SELECT 1 FROM programme_decision WHERE draft = NEW.draft AND state = 'rejected') BEGIN
  SELECT RAISE(ABORT, 'a draft is approved or rejected once, and published when it is approved');
END;
)sql";

constexpr std::array<GroundTable, 5> kTables{{
    {"support_contact", "family, starts_on"},
    {"guide", "name, language, version"},
    {"feedback", "number"},
    {"programme_draft", "number"},
    {"programme_decision", "draft, state"},
}};

}  // namespace

std::string_view guidance_schema() {
  return kSchema;
}

std::span<const GroundTable> guidance_ground_tables() {
  return kTables;
}

}  // namespace storage

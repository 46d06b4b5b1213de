// Beside the record: what is told to whom. An event is made of a commit and can be made again, so
// none of this is ground; but what was told, when and with which answer is kept for its time.
#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE event_feed (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  commit_no INTEGER NOT NULL
) STRICT;
INSERT INTO event_feed VALUES (1, 0);

CREATE TABLE event (
  commit_no INTEGER NOT NULL,
  place INTEGER NOT NULL,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (commit_no, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_at ON event (at);

CREATE TABLE event_audience (
  tenant TEXT NOT NULL,
  commit_no INTEGER NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (tenant, commit_no, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_audience_event ON event_audience (commit_no, place);

-- types: apart by blanks; '' all of them.
CREATE TABLE webhook_endpoint (
  endpoint INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant TEXT NOT NULL,
  url TEXT NOT NULL,
  types TEXT NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  maker TEXT NOT NULL
) STRICT;

-- A secret signs until ends_at; the newest has no end.
CREATE TABLE webhook_secret (
  endpoint INTEGER NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  made INTEGER NOT NULL,
  ends_at INTEGER,
  secret BLOB NOT NULL,
  PRIMARY KEY (endpoint, made)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_delivery (
  delivery INTEGER PRIMARY KEY AUTOINCREMENT,
  endpoint INTEGER NOT NULL REFERENCES webhook_endpoint ON DELETE CASCADE,
  commit_no INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhook_delivery_endpoint ON webhook_delivery (endpoint, delivery);
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_created ON webhook_delivery (created_at);

CREATE TABLE webhook_attempt (
  delivery INTEGER NOT NULL REFERENCES webhook_delivery ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  at INTEGER NOT NULL,
  status INTEGER NOT NULL,
  detail TEXT NOT NULL,
  milliseconds INTEGER NOT NULL,
  PRIMARY KEY (delivery, attempt)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter (
  letter INTEGER PRIMARY KEY AUTOINCREMENT,
  commit_no INTEGER NOT NULL,
  place INTEGER NOT NULL,
  user INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX letter_due ON letter (due_at) WHERE state = 'waiting';

-- What a person has said of letters. language: '' that of the service; kinds: apart by blanks, with
-- '-' before one that is not wanted.
CREATE TABLE letter_wish (
  user INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  kinds TEXT NOT NULL
) STRICT;
)sql";

}  // namespace

std::string_view delivery_schema() {
  return kSchema;
}

}  // namespace storage

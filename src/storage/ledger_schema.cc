// The books: periods, entries, statements. Amounts are whole minor units of their currency. The
// triggers say so to every writer, ours or foreign: a closed period takes no entry and does not
// change, periods close in the order of their months. account_balance is derived.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE period_revision (
  commit_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'soft_closed', 'closed')),
  cutoff INTEGER NOT NULL,
  digest BLOB NOT NULL,
  frozen_by TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  left_out TEXT NOT NULL,
  PRIMARY KEY (commit_no, month)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX period_closes_once ON period_revision (month) WHERE state = 'closed';

CREATE TABLE period_note (
  commit_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  item TEXT NOT NULL,
  by TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (commit_no, month, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  period INTEGER NOT NULL,
  kind TEXT NOT NULL,
  earner INTEGER NOT NULL REFERENCES partner_key,
  currency TEXT NOT NULL,
  from_account TEXT NOT NULL,
  to_account TEXT NOT NULL CHECK (to_account <> from_account),
  amount INTEGER NOT NULL CHECK (amount <> 0),
  reason_code TEXT NOT NULL,
  cause TEXT NOT NULL,
  fund INTEGER NOT NULL,
  payout TEXT NOT NULL CHECK (payout IN ('rebate', 'coop')),
  lever TEXT NOT NULL,
  subscription INTEGER REFERENCES subscription_key,
  earning_month INTEGER NOT NULL,
  held INTEGER NOT NULL CHECK (held IN (0, 1)),
  base TEXT NOT NULL,
  rates TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_entry_commit ON ledger_entry (commit_no);
CREATE INDEX ledger_entry_place ON ledger_entry (period, earner);
-- One line of each cause in a period.
CREATE UNIQUE INDEX ledger_entry_line ON ledger_entry
  (earning_month, earner, subscription, lever, period, currency, payout, held, reason_code)
  WHERE kind IN ('earning', 'adjustment');

CREATE TABLE statement (
  commit_no INTEGER NOT NULL,
  number INTEGER PRIMARY KEY,
  earner INTEGER NOT NULL REFERENCES partner_key,
  period INTEGER NOT NULL,
  issued_on INTEGER NOT NULL,
  previous INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  header TEXT NOT NULL,
  root BLOB NOT NULL,
  key TEXT NOT NULL,
  signature BLOB NOT NULL,
  UNIQUE (earner, period),
  UNIQUE (earner, previous)
) STRICT;
CREATE INDEX statement_commit ON statement (commit_no);

-- Derived: the sums of the entries. fund 0: none.
CREATE TABLE account_balance (
  earner INTEGER NOT NULL,
  currency TEXT NOT NULL,
  account TEXT NOT NULL,
  payout TEXT NOT NULL,
  fund INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  PRIMARY KEY (earner, currency, account, payout, fund)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER entry_needs_open_period BEFORE INSERT ON ledger_entry
WHEN EXISTS (SELECT 1 FROM period_revision WHERE state = 'closed' AND month >= NEW.period) BEGIN
  SELECT RAISE(ABORT, 'PERIOD_CLOSED: the books of the period are closed; post into the open one');
END;

CREATE TRIGGER entry_counts AFTER INSERT ON ledger_entry BEGIN
  INSERT INTO account_balance VALUES (NEW.earner, NEW.currency, NEW.from_account,
      CASE WHEN NEW.from_account IN ('held', 'outside_window') THEN NEW.payout ELSE 'rebate' END,
      CASE NEW.from_account WHEN 'coop' THEN NEW.fund ELSE 0 END, -NEW.amount)
    ON CONFLICT DO UPDATE SET amount = amount - NEW.amount;
  INSERT INTO account_balance VALUES (NEW.earner, NEW.currency, NEW.to_account,
      CASE WHEN NEW.to_account IN ('held', 'outside_window') THEN NEW.payout ELSE 'rebate' END,
      CASE NEW.to_account WHEN 'coop' THEN NEW.fund ELSE 0 END, NEW.amount)
    ON CONFLICT DO UPDATE SET amount = amount + NEW.amount;
END;

CREATE TRIGGER period_stays_closed BEFORE INSERT ON period_revision
WHEN EXISTS (SELECT 1 FROM period_revision WHERE state = 'closed' AND month >= NEW.month) BEGIN
  SELECT RAISE(ABORT, 'PERIOD_CLOSED: a closed period does not change; post into the open one');
END;

CREATE TRIGGER periods_in_order BEFORE INSERT ON period_revision
WHEN NEW.month > (SELECT max(month) + 1 FROM period_revision WHERE state = 'closed') BEGIN
  SELECT RAISE(ABORT, 'PERIOD_ORDER: the month before is not closed yet');
END;
)sql";

constexpr std::array<GroundTable, 4> kTables{{
    {"period_revision", "month"},
    {"period_note", "month, item"},
    {"ledger_entry", "number"},
    {"statement", "number"},
}};

}  // namespace

std::string_view ledger_schema() {
  return kSchema;
}

std::span<const GroundTable> ledger_ground_tables() {
  return kTables;
}

}  // namespace storage

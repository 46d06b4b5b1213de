// Payouts: bank accounts by revision, payouts with their payments, who allowed them, what the bank
// answered. The triggers say to every writer what may follow what. Amounts are whole minor units.
#include <array>

#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
-- partner NULL: the programme's own. address: lines, apart by a line feed.
CREATE TABLE bank_account_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER REFERENCES partner_key,
  holder TEXT NOT NULL,
  iban TEXT NOT NULL,
  number TEXT NOT NULL,
  bic TEXT NOT NULL,
  clearing_system TEXT NOT NULL,
  clearing_member TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  town TEXT NOT NULL,
  address TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX bank_account_of ON bank_account_revision (coalesce(partner, -1), commit_no);
CREATE INDEX bank_account_commit ON bank_account_revision (commit_no);

-- account: the commit of the account's revision, here and in payment.
CREATE TABLE payout (
  commit_no INTEGER NOT NULL UNIQUE,
  number INTEGER PRIMARY KEY,
  created_at INTEGER NOT NULL,
  execution_day INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  account INTEGER NOT NULL
) STRICT;

CREATE TABLE payment (
  commit_no INTEGER NOT NULL,
  payout INTEGER NOT NULL REFERENCES payout,
  place INTEGER NOT NULL,
  earner INTEGER NOT NULL REFERENCES partner_key,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  account INTEGER NOT NULL,
  paid_currency TEXT NOT NULL,
  paid_amount INTEGER NOT NULL CHECK (paid_amount > 0),
  rate TEXT NOT NULL,
  remittance TEXT NOT NULL,
  PRIMARY KEY (payout, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_commit ON payment (commit_no);
CREATE INDEX payment_earner ON payment (earner, currency);

CREATE TABLE payout_approval (
  commit_no INTEGER NOT NULL UNIQUE,
  payout INTEGER PRIMARY KEY REFERENCES payout,
  by TEXT NOT NULL
) STRICT;

CREATE TABLE payment_answer (
  commit_no INTEGER NOT NULL,
  payout INTEGER NOT NULL,
  place INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'failed', 'reversed')),
  day INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (payout, place, outcome),
  FOREIGN KEY (payout, place) REFERENCES payment
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_answer_commit ON payment_answer (commit_no);

-- Its entry is there already: nothing is paid twice, however two payouts were made.
CREATE TRIGGER payment_is_payable BEFORE INSERT ON payment
WHEN EXISTS (SELECT 1 FROM account_balance WHERE earner = NEW.earner AND currency = NEW.currency
             AND account = 'payable' AND amount < 0) BEGIN
  SELECT RAISE(ABORT, 'PAYABLE_EXCEEDED: the payment takes more than is payable');
END;

CREATE TRIGGER approval_by_another BEFORE INSERT ON payout_approval
WHEN NEW.by = (SELECT created_by FROM payout WHERE number = NEW.payout) BEGIN
  SELECT RAISE(ABORT, 'SECOND_PERSON_NEEDED: who created a payout does not approve it');
END;

CREATE TRIGGER canceled_is_not_approved BEFORE INSERT ON payout_approval
WHEN EXISTS (SELECT 1 FROM payment_answer WHERE payout = NEW.payout) BEGIN
  SELECT RAISE(ABORT, 'PAYOUT_CANCELED: the payout was canceled; create another one');
END;

CREATE TRIGGER payment_ends_once BEFORE INSERT ON payment_answer
WHEN (SELECT group_concat(outcome) FROM payment_answer
      WHERE payout = NEW.payout AND place = NEW.place)
     IS NOT CASE NEW.outcome WHEN 'reversed' THEN 'sent' END BEGIN
  SELECT RAISE(ABORT, 'PAYMENT_ENDED: the answer does not follow what is known of the payment');
END;

CREATE TRIGGER unapproved_is_only_canceled BEFORE INSERT ON payment_answer
WHEN NOT (NEW.outcome = 'failed' AND NEW.reason = 'CANCELED')
     AND NOT EXISTS (SELECT 1 FROM payout_approval WHERE payout = NEW.payout) BEGIN
  SELECT RAISE(ABORT, 'NOT_APPROVED: nobody approved the payout');
END;
)sql";

constexpr std::array<GroundTable, 5> kTables{{
    {"bank_account_revision", "coalesce(partner, -1)"},
    {"payout", "number"},
    {"payment", "payout, place"},
    {"payout_approval", "payout"},
    {"payment_answer", "payout, place, outcome"},
}};

}  // namespace

std::string_view payout_schema() {
  return kSchema;
}

std::span<const GroundTable> payout_ground_tables() {
  return kTables;
}

}  // namespace storage

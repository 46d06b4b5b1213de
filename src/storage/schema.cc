// Registry tables. Keys are dense, from 0, in order of first appearance. Days are numbers since
// 1970-01-01. A revision says how a fact stands from its commit on; the highest commit <= K is the
// fact as known at K. occupancy, channel_now, subscription_now and one_customer are derived:
// triggers keep them, so that no writer, ours or foreign, can store two partners of record for one
// day.
#include "storage/schema.h"

#include <array>

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE store (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_event (
  seq INTEGER PRIMARY KEY,
  commit_no INTEGER NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  content BLOB NOT NULL,
  previous BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;

CREATE TABLE programme_version (
  commit_no INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  version TEXT NOT NULL,
  toml TEXT NOT NULL,
  activated INTEGER NOT NULL
) STRICT;

CREATE TABLE partner_key (
  key INTEGER PRIMARY KEY, commit_no INTEGER NOT NULL, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE customer_key (
  key INTEGER PRIMARY KEY, commit_no INTEGER NOT NULL, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE product_key (
  key INTEGER PRIMARY KEY, commit_no INTEGER NOT NULL, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE subscription_key (
  key INTEGER PRIMARY KEY, commit_no INTEGER NOT NULL, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE association_key (
  key INTEGER PRIMARY KEY, commit_no INTEGER NOT NULL, id TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX partner_key_commit ON partner_key (commit_no);
CREATE INDEX customer_key_commit ON customer_key (commit_no);
CREATE INDEX product_key_commit ON product_key (commit_no);
CREATE INDEX subscription_key_commit ON subscription_key (commit_no);
CREATE INDEX association_key_commit ON association_key (commit_no);

CREATE TABLE partner_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  name TEXT NOT NULL,
  group_id TEXT NOT NULL,
  country TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'terminated')),
  PRIMARY KEY (commit_no, partner)
) STRICT, WITHOUT ROWID;

CREATE TABLE customer_revision (
  commit_no INTEGER NOT NULL,
  customer INTEGER NOT NULL REFERENCES customer_key,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  PRIMARY KEY (commit_no, customer)
) STRICT, WITHOUT ROWID;

CREATE TABLE product_revision (
  commit_no INTEGER NOT NULL,
  product INTEGER NOT NULL REFERENCES product_key,
  name TEXT NOT NULL,
  family TEXT NOT NULL,
  metering TEXT NOT NULL CHECK (metering IN ('seat', 'metered')),
  PRIMARY KEY (commit_no, product)
) STRICT, WITHOUT ROWID;

CREATE TABLE subscription_revision (
  commit_no INTEGER NOT NULL,
  subscription INTEGER NOT NULL REFERENCES subscription_key,
  customer INTEGER NOT NULL REFERENCES customer_key,
  product INTEGER NOT NULL REFERENCES product_key,
  currency TEXT NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= starts_on),
  PRIMARY KEY (commit_no, subscription)
) STRICT, WITHOUT ROWID;

-- Keyed by (subscription, starts_on).
CREATE TABLE channel_revision (
  commit_no INTEGER NOT NULL,
  subscription INTEGER NOT NULL REFERENCES subscription_key,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= starts_on),
  channel TEXT NOT NULL,
  transacting INTEGER REFERENCES partner_key,
  reseller INTEGER REFERENCES partner_key,
  voided INTEGER NOT NULL,
  PRIMARY KEY (commit_no, subscription, starts_on)
) STRICT, WITHOUT ROWID;

-- subscription is null for all subscriptions of the customer; exclusive_in is the workload in which
-- it excludes others of its key, '' for every one.
CREATE TABLE association_revision (
  commit_no INTEGER NOT NULL,
  association INTEGER NOT NULL REFERENCES association_key,
  type TEXT NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  customer INTEGER NOT NULL REFERENCES customer_key,
  subscription INTEGER REFERENCES subscription_key,
  workload TEXT NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= starts_on),
  end_reason TEXT NOT NULL,
  source TEXT NOT NULL,
  exclusive TEXT NOT NULL,
  exclusive_in TEXT NOT NULL,
  voided INTEGER NOT NULL,
  PRIMARY KEY (commit_no, association)
) STRICT, WITHOUT ROWID;

CREATE TABLE fx_rate_revision (
  commit_no INTEGER NOT NULL,
  month INTEGER NOT NULL,
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  PRIMARY KEY (commit_no, month, from_currency, to_currency)
) STRICT, WITHOUT ROWID;

-- Keyed by (partner, starts_on).
CREATE TABLE membership_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= starts_on),
  group_id TEXT NOT NULL,
  PRIMARY KEY (commit_no, partner, starts_on)
) STRICT, WITHOUT ROWID;

-- An account is a partner or a group.
CREATE TABLE metric_value_revision (
  commit_no INTEGER NOT NULL,
  account TEXT NOT NULL,
  competency TEXT NOT NULL,
  metric TEXT NOT NULL,
  month INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (commit_no, account, competency, metric, month)
) STRICT, WITHOUT ROWID;

-- Without a level the award is withdrawn.
CREATE TABLE award_revision (
  commit_no INTEGER NOT NULL,
  account TEXT NOT NULL,
  competency TEXT NOT NULL,
  awarded_on INTEGER NOT NULL,
  level TEXT NOT NULL,
  PRIMARY KEY (commit_no, account, competency, awarded_on)
) STRICT, WITHOUT ROWID;

-- When an association gave access, in milliseconds; ends_at is the first moment without it.
CREATE TABLE access_revision (
  commit_no INTEGER NOT NULL,
  association TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL CHECK (ends_at >= starts_at),
  PRIMARY KEY (commit_no, association, starts_at)
) STRICT, WITHOUT ROWID;

-- Keyed by reference; an amount of zero withdraws.
CREATE TABLE manual_earning_revision (
  commit_no INTEGER NOT NULL,
  reference TEXT NOT NULL,
  lever TEXT NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  subscription INTEGER NOT NULL REFERENCES subscription_key,
  month INTEGER NOT NULL,
  amount TEXT NOT NULL,
  currency TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (commit_no, reference)
) STRICT, WITHOUT ROWID;

-- Keyed by (partner, starts_on). Without a status the change is withdrawn.
CREATE TABLE partner_status_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  starts_on INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('', 'active', 'suspended', 'terminated')),
  for_cause INTEGER NOT NULL CHECK (for_cause IN (0, 1)),
  reason TEXT NOT NULL,
  PRIMARY KEY (commit_no, partner, starts_on)
) STRICT, WITHOUT ROWID;

-- Keyed by (partner, agreement, completed_on).
CREATE TABLE enrolment_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  agreement TEXT NOT NULL,
  completed_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= completed_on),
  PRIMARY KEY (commit_no, partner, agreement, completed_on)
) STRICT, WITHOUT ROWID;

-- Keyed by (partner, kind, completed_on).
CREATE TABLE profile_revision (
  commit_no INTEGER NOT NULL,
  partner INTEGER NOT NULL REFERENCES partner_key,
  kind TEXT NOT NULL CHECK (kind IN ('payout', 'tax')),
  completed_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= completed_on),
  PRIMARY KEY (commit_no, partner, kind, completed_on)
) STRICT, WITHOUT ROWID;

-- Keyed by (subscription, partner, starts_on). Shares are parts of the whole in 0.01 %.
CREATE TABLE credit_share_revision (
  commit_no INTEGER NOT NULL,
  subscription INTEGER NOT NULL REFERENCES subscription_key,
  partner INTEGER NOT NULL REFERENCES partner_key,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL CHECK (ends_on >= starts_on),
  share INTEGER NOT NULL CHECK (share BETWEEN 1 AND 10000),
  PRIMARY KEY (subscription, partner, starts_on, commit_no)
) STRICT, WITHOUT ROWID;

-- Never revised: a customer is merged once and acquired once.
CREATE TABLE customer_merger (
  commit_no INTEGER NOT NULL,
  merged INTEGER NOT NULL REFERENCES customer_key,
  survivor INTEGER NOT NULL REFERENCES customer_key CHECK (survivor <> merged),
  starts_on INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('tenant_merged', 'acquired')),
  PRIMARY KEY (merged, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_merger_commit ON customer_merger (commit_no);

-- Derived: customers that are one from a day on, each pair in both orders.
CREATE TABLE one_customer (
  customer INTEGER NOT NULL,
  other INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (customer, other)
) STRICT, WITHOUT ROWID;

-- Derived: to which customer a subscription belongs now.
CREATE TABLE subscription_now (
  subscription INTEGER PRIMARY KEY, customer INTEGER NOT NULL
) STRICT;

-- Derived: channel periods that hold now.
CREATE TABLE channel_now (
  subscription INTEGER NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL,
  PRIMARY KEY (subscription, starts_on)
) STRICT, WITHOUT ROWID;

-- Derived: who occupies an exclusivity key for which days now. subscription -1: all of the
-- customer's; customer is the one the subscription belongs to; workload '': every one.
CREATE TABLE occupancy (
  exclusive TEXT NOT NULL,
  customer INTEGER NOT NULL,
  subscription INTEGER NOT NULL,
  starts_on INTEGER NOT NULL,
  ends_on INTEGER NOT NULL,
  association INTEGER NOT NULL UNIQUE,
  partner INTEGER NOT NULL,
  type TEXT NOT NULL,
  recognised INTEGER NOT NULL,
  workload TEXT NOT NULL,
  PRIMARY KEY (exclusive, customer, subscription, starts_on, association)
) STRICT, WITHOUT ROWID;

-- A commit may have its associations checked together, at its end. While a row stands here they
-- occupy nothing, and its reference, which nothing fulfils, lets nobody commit; deleting the row
-- makes the check.
CREATE TABLE bulk (
  commit_no INTEGER PRIMARY KEY,
  unchecked INTEGER NOT NULL CHECK (unchecked = 0)
    REFERENCES store DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TRIGGER subscription_moves BEFORE INSERT ON subscription_revision
WHEN NEW.customer <> (SELECT customer FROM subscription_now WHERE subscription = NEW.subscription)
BEGIN
  UPDATE occupancy SET customer = NEW.customer WHERE subscription = NEW.subscription;
  SELECT RAISE(ABORT, 'ALREADY_HELD: subscription '''
           || (SELECT id FROM subscription_key WHERE key = NEW.subscription)
           || ''' cannot move to customer '''
           || (SELECT id FROM customer_key WHERE key = NEW.customer)
           || ''': its association ''' || (SELECT id FROM association_key WHERE key = o.association)
           || ''' and the customer''s association '''
           || (SELECT id FROM association_key WHERE key = w.association)
           || ''' would hold ''' || o.exclusive || ''' on the same days')
    FROM occupancy w, occupancy o
   WHERE w.customer = NEW.customer AND w.subscription = -1
     AND o.exclusive = w.exclusive AND o.customer = w.customer
     AND o.subscription = NEW.subscription
     AND o.starts_on < w.ends_on AND w.starts_on < o.ends_on
     AND (o.workload = w.workload OR o.workload = '' OR w.workload = '')
     AND NOT (o.partner = w.partner AND o.type = w.type AND o.recognised <> w.recognised);
  SELECT RAISE(ABORT, 'ALREADY_HELD: subscription '''
           || (SELECT id FROM subscription_key WHERE key = NEW.subscription)
           || ''' cannot move to customer '''
           || (SELECT id FROM customer_key WHERE key = NEW.customer)
           || ''': its association ''' || (SELECT id FROM association_key WHERE key = o.association)
           || ''' and association '''
           || (SELECT id FROM association_key WHERE key = w.association)
           || ''' of a customer merged with that one would hold ''' || o.exclusive
           || ''' on the same days')
    FROM one_customer k, occupancy w, occupancy o
   WHERE k.customer = NEW.customer AND w.customer = k.other AND w.subscription = -1
     AND o.exclusive = w.exclusive AND o.customer = NEW.customer
     AND o.subscription = NEW.subscription
     AND max(o.starts_on, w.starts_on, k.since) < min(o.ends_on, w.ends_on)
     AND (o.workload = w.workload OR o.workload = '' OR w.workload = '')
     AND NOT (o.partner = w.partner AND o.type = w.type AND o.recognised <> w.recognised);
END;
CREATE TRIGGER subscription_stands AFTER INSERT ON subscription_revision BEGIN
  INSERT INTO subscription_now VALUES (NEW.subscription, NEW.customer)
    ON CONFLICT DO UPDATE SET customer = NEW.customer;
END;

CREATE TRIGGER channel_occupies AFTER INSERT ON channel_revision BEGIN
  DELETE FROM channel_now WHERE subscription = NEW.subscription AND starts_on = NEW.starts_on;
  SELECT RAISE(ABORT, 'CHANNEL_OVERLAP: the channel period of subscription '''
           || (SELECT id FROM subscription_key WHERE key = NEW.subscription)
           || ''' that starts on ' || date(NEW.starts_on * 86400, 'unixepoch')
           || ' overlaps the one that starts on ' || date(c.starts_on * 86400, 'unixepoch')
           || '; end the earlier one first')
    FROM channel_now c
   WHERE c.subscription = NEW.subscription AND NEW.voided = 0
     AND NEW.starts_on < NEW.ends_on
     AND c.starts_on < NEW.ends_on AND NEW.starts_on < c.ends_on;
  INSERT INTO channel_now
    SELECT NEW.subscription, NEW.starts_on, NEW.ends_on
     WHERE NEW.voided = 0 AND NEW.starts_on < NEW.ends_on;
END;

-- A revision first lets go of what its association held, then takes its days if they are free.
CREATE TRIGGER association_occupies AFTER INSERT ON association_revision
WHEN NOT EXISTS (SELECT 1 FROM bulk) BEGIN
  DELETE FROM occupancy WHERE association = NEW.association;
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = NEW.association)
           || ''' overlaps association '''
           || (SELECT id FROM association_key WHERE key = o.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = o.partner)
           || ''': one partner a day holds ''' || NEW.exclusive || '''; end or replace the other')
    FROM occupancy o
   WHERE NEW.subscription IS NOT NULL AND NEW.voided = 0 AND NEW.starts_on < NEW.ends_on
     AND o.exclusive = NEW.exclusive
     AND o.customer = (SELECT customer FROM subscription_now WHERE subscription = NEW.subscription)
     AND o.subscription IN (-1, NEW.subscription)
     AND o.starts_on < NEW.ends_on AND NEW.starts_on < o.ends_on
     AND (o.workload = NEW.exclusive_in OR o.workload = '' OR NEW.exclusive_in = '')
     AND NOT (o.partner = NEW.partner AND o.type = NEW.type
              AND o.recognised <> (NEW.source = 'recognition'));
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = NEW.association)
           || ''' (all subscriptions of its customer) overlaps association '''
           || (SELECT id FROM association_key WHERE key = o.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = o.partner)
           || ''': one partner a day holds ''' || NEW.exclusive || '''; end or replace the other')
    FROM occupancy o
   WHERE NEW.subscription IS NULL AND NEW.voided = 0 AND NEW.starts_on < NEW.ends_on
     AND o.exclusive = NEW.exclusive AND o.customer = NEW.customer
     AND o.starts_on < NEW.ends_on AND NEW.starts_on < o.ends_on
     AND (o.workload = NEW.exclusive_in OR o.workload = '' OR NEW.exclusive_in = '')
     AND NOT (o.partner = NEW.partner AND o.type = NEW.type
              AND o.recognised <> (NEW.source = 'recognition'));
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = NEW.association)
           || ''' overlaps association '''
           || (SELECT id FROM association_key WHERE key = o.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = o.partner)
           || ''' and of a customer merged with this one: one partner a day holds '''
           || NEW.exclusive || '''; end or replace the other')
    FROM one_customer k CROSS JOIN occupancy o
   WHERE k.customer = CASE WHEN NEW.subscription IS NULL THEN NEW.customer
       ELSE (SELECT customer FROM subscription_now WHERE subscription = NEW.subscription) END
     AND NEW.voided = 0 AND o.exclusive = NEW.exclusive AND o.customer = k.other
     AND (NEW.subscription IS NULL OR o.subscription = -1)
     AND max(o.starts_on, NEW.starts_on, k.since) < min(o.ends_on, NEW.ends_on)
     AND (o.workload = NEW.exclusive_in OR o.workload = '' OR NEW.exclusive_in = '')
     AND NOT (o.partner = NEW.partner AND o.type = NEW.type
              AND o.recognised <> (NEW.source = 'recognition'));
  INSERT INTO occupancy
    SELECT NEW.exclusive, coalesce(n.customer, NEW.customer), coalesce(NEW.subscription, -1),
           NEW.starts_on, NEW.ends_on, NEW.association, NEW.partner, NEW.type,
           NEW.source = 'recognition', NEW.exclusive_in
      FROM (SELECT 1) LEFT JOIN subscription_now n ON n.subscription = NEW.subscription
     WHERE NEW.exclusive <> '' AND NEW.voided = 0 AND NEW.starts_on < NEW.ends_on;
END;

-- The same for all associations of a bulk commit together: days that two rows of one subscription
-- share show where the latest end so far lies behind a start.
CREATE TRIGGER bulk_occupies BEFORE DELETE ON bulk BEGIN
  DELETE FROM occupancy WHERE association IN
    (SELECT association FROM association_revision WHERE commit_no = OLD.commit_no
        AND association <= (SELECT max(association) FROM occupancy));
  INSERT INTO occupancy
    SELECT r.exclusive, coalesce(n.customer, r.customer), coalesce(r.subscription, -1),
           r.starts_on, r.ends_on, r.association, r.partner, r.type, r.source = 'recognition',
           r.exclusive_in
      FROM association_revision r LEFT JOIN subscription_now n ON n.subscription = r.subscription
     WHERE r.commit_no = OLD.commit_no AND r.exclusive <> '' AND r.voided = 0
       AND r.starts_on < r.ends_on
     ORDER BY 1, 2, 3, 4, r.association;
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = o.association)
           || ''' overlaps association '''
           || (SELECT id FROM association_key WHERE key = p.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = p.partner)
           || ''': one partner a day holds ''' || o.exclusive || '''; end or replace the other')
    FROM (SELECT exclusive, customer, subscription, starts_on,
                 max(ends_on) OVER (PARTITION BY exclusive, customer, subscription
                                    ORDER BY starts_on, association
                                    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS held_until
            FROM occupancy) c
    JOIN occupancy o ON o.exclusive = c.exclusive AND o.customer = c.customer
                    AND o.subscription = c.subscription AND o.starts_on = c.starts_on
    JOIN occupancy p ON p.exclusive = o.exclusive AND p.customer = o.customer
                    AND p.subscription = o.subscription AND p.association <> o.association
   WHERE c.starts_on < c.held_until
     AND p.starts_on < o.ends_on AND o.starts_on < p.ends_on
     AND (p.workload = o.workload OR p.workload = '' OR o.workload = '')
     AND NOT (p.partner = o.partner AND p.type = o.type AND p.recognised <> o.recognised);
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = w.association)
           || ''' (all subscriptions of its customer) overlaps association '''
           || (SELECT id FROM association_key WHERE key = o.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = o.partner)
           || ''': one partner a day holds ''' || w.exclusive || '''; end or replace the other')
    FROM occupancy w
   CROSS JOIN occupancy o ON o.exclusive = w.exclusive AND o.customer = w.customer
   WHERE w.subscription = -1 AND o.subscription <> -1
     AND o.starts_on < w.ends_on AND w.starts_on < o.ends_on
     AND (o.workload = w.workload OR o.workload = '' OR w.workload = '')
     AND NOT (o.partner = w.partner AND o.type = w.type AND o.recognised <> w.recognised);
  SELECT RAISE(ABORT, 'ALREADY_HELD: association '''
           || (SELECT id FROM association_key WHERE key = w.association)
           || ''' (all subscriptions of its customer) overlaps association '''
           || (SELECT id FROM association_key WHERE key = o.association) || ''' of partner '''
           || (SELECT id FROM partner_key WHERE key = o.partner)
           || ''' and of a customer merged with this one: one partner a day holds '''
           || w.exclusive || '''; end or replace the other')
    FROM one_customer k CROSS JOIN occupancy w CROSS JOIN occupancy o
      ON o.exclusive = w.exclusive AND o.customer = k.other
   WHERE w.customer = k.customer AND w.subscription = -1
     AND max(o.starts_on, w.starts_on, k.since) < min(o.ends_on, w.ends_on)
     AND (o.workload = w.workload OR o.workload = '' OR w.workload = '')
     AND NOT (o.partner = w.partner AND o.type = w.type AND o.recognised <> w.recognised);
END;

-- All that were one with either side become one, at the latest of the days between them; then no
-- two of them may hold one role on a subscription.
CREATE TRIGGER merger_joins AFTER INSERT ON customer_merger WHEN NEW.kind = 'tenant_merged' BEGIN
  SELECT RAISE(ABORT, 'MERGER_CYCLE: customers '''
           || (SELECT id FROM customer_key WHERE key = NEW.merged) || ''' and '''
           || (SELECT id FROM customer_key WHERE key = NEW.survivor) || ''' are one already')
    FROM one_customer WHERE customer = NEW.merged AND other = NEW.survivor;
  INSERT INTO one_customer
    SELECT a.customer, b.customer, max(a.since, b.since)
      FROM (SELECT other AS customer, max(since, NEW.starts_on) AS since
              FROM one_customer WHERE customer = NEW.merged
            UNION ALL SELECT NEW.merged, NEW.starts_on) a,
           (SELECT other AS customer, since FROM one_customer WHERE customer = NEW.survivor
            UNION ALL SELECT NEW.survivor, NEW.starts_on) b;
  INSERT INTO one_customer
    SELECT k.other, k.customer, k.since FROM one_customer k
     WHERE NOT EXISTS (SELECT 1 FROM one_customer r
                        WHERE r.customer = k.other AND r.other = k.customer);
  SELECT RAISE(ABORT, 'ALREADY_HELD: customers '''
           || (SELECT id FROM customer_key WHERE key = NEW.merged) || ''' and '''
           || (SELECT id FROM customer_key WHERE key = NEW.survivor)
           || ''' cannot be merged: association '''
           || (SELECT id FROM association_key WHERE key = w.association) || ''' and association '''
           || (SELECT id FROM association_key WHERE key = o.association)
           || ''' would hold ''' || w.exclusive || ''' on the same days')
    FROM one_customer k CROSS JOIN occupancy w CROSS JOIN occupancy o
      ON o.exclusive = w.exclusive AND o.customer = k.other
   WHERE w.customer = k.customer AND w.subscription = -1
     AND (k.customer = NEW.merged OR k.customer IN
          (SELECT other FROM one_customer WHERE customer = NEW.merged))
     AND max(o.starts_on, w.starts_on, k.since) < min(o.ends_on, w.ends_on)
     AND (o.workload = w.workload OR o.workload = '' OR w.workload = '')
     AND NOT (o.partner = w.partner AND o.type = w.type AND o.recognised <> w.recognised);
END;
)sql";

constexpr std::array<GroundTable, 23> kTables{{
    {"programme_version", "commit_no"},
    {"partner_key", "key"},
    {"customer_key", "key"},
    {"product_key", "key"},
    {"subscription_key", "key"},
    {"association_key", "key"},
    {"partner_revision", "partner"},
    {"customer_revision", "customer"},
    {"product_revision", "product"},
    {"subscription_revision", "subscription"},
    {"channel_revision", "subscription, starts_on"},
    {"association_revision", "association"},
    {"fx_rate_revision", "month, from_currency, to_currency"},
    {"membership_revision", "partner, starts_on"},
    {"metric_value_revision", "account, competency, metric, month"},
    {"award_revision", "account, competency, awarded_on"},
    {"access_revision", "association, starts_at"},
    {"manual_earning_revision", "reference"},
    {"partner_status_revision", "partner, starts_on"},
    {"enrolment_revision", "partner, agreement, completed_on"},
    {"profile_revision", "partner, kind, completed_on"},
    {"credit_share_revision", "subscription, partner, starts_on"},
    {"customer_merger", "merged, kind"},
}};

}  // namespace

std::string_view registry_schema() {
  return kSchema;
}

std::span<const GroundTable> registry_ground_tables() {
  return kTables;
}

}  // namespace storage

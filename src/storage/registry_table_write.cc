#include <algorithm>
#include <set>
#include <unordered_map>

#include "base/fault.h"
#include "ingest/text_index.h"
#include "registry/credit_shares.h"
#include "storage/registry_table_internal.h"

namespace storage {
namespace {

using registry::ChangeSet;

constexpr std::size_t kManyRows = 1000;  // from here on, read all known ids at once
constexpr std::size_t kBulkShare = 4;    // of the associations known before

// Ids of one noun and their dense keys. Texts handed in must outlive it.
class KeyTable {
 public:
  static base::Result<KeyTable> open(Database& database, std::string noun, std::size_t rows) {
    const std::string table = noun + "_key";
    Statement select = TRY(database.prepare("SELECT key FROM " + table + " WHERE id = :id"));
    Statement insert =
        TRY(database.prepare("INSERT INTO " + table + " VALUES (:key, :commit, :id)"));
    KeyTable keys(std::move(noun), std::move(select), std::move(insert));
    keys.next_ = TRY(database.number("SELECT coalesce(max(key), -1) + 1 FROM " + table));
    if (rows >= kManyRows) TRY_STATUS(keys.read_all(database, table));
    return keys;
  }

  std::int64_t count() const { return next_; }

  base::Result<std::int64_t> find(std::string_view id) {
    const auto known = TRY(look_up(id));
    if (known >= 0) return known;
    return base::fail(base::Code::NotFound,
                      noun_ + " '" + std::string(id) + "' is not registered; import it first");
  }

  // Of distinct ids that nobody asks for afterwards.
  base::Result<std::int64_t> find_or_add_once(std::string_view id, base::CommitNumber commit) {
    const auto known = complete_ ? stored_key(id) : TRY(look_up(id));
    if (known >= 0) return known;
    TRY_STATUS(add(id, commit));
    return next_ - 1;
  }

  base::Result<std::int64_t> find_or_add(std::string_view id, base::CommitNumber commit) {
    const auto known = TRY(look_up(id));
    if (known >= 0) return known;
    TRY_STATUS(add(id, commit));
    seen_.emplace(id, next_ - 1);
    return next_ - 1;
  }

 private:
  KeyTable(std::string noun, Statement select, Statement insert)
      : noun_(std::move(noun)), select_(std::move(select)), insert_(std::move(insert)) {}

  base::Status read_all(Database& database, const std::string& table) {
    Statement rows = TRY(database.prepare("SELECT id FROM " + table + " ORDER BY key"));
    ids_.reserve(static_cast<std::size_t>(next_));
    while (TRY(rows.step()))
      ids_.emplace_back(rows.text(0));
    stored_ = ingest::TextIndex(std::vector<std::string_view>(ids_.begin(), ids_.end()));
    complete_ = true;
    return {};
  }

  base::Status add(std::string_view id, base::CommitNumber commit) {
    insert_.bind(1, next_++).bind(2, commit.number).bind_in_place(3, id);
    return insert_.run();
  }

  std::int64_t stored_key(std::string_view id) const {
    const std::uint32_t found = stored_.find(id);
    return found == ingest::TextIndex::kNone ? -1 : std::int64_t{found};
  }

  // -1: unknown.
  base::Result<std::int64_t> look_up(std::string_view id) {
    if (const std::int64_t key = stored_key(id); key >= 0) return key;
    if (const auto found = seen_.find(id); found != seen_.end()) return found->second;
    if (complete_) return -1;
    select_.bind(1, id);
    const bool row = TRY(select_.step());
    const std::int64_t key = row ? select_.number(0) : -1;
    select_.reset();
    if (row) seen_.emplace(id, key);
    return key;
  }

  std::string noun_;
  Statement select_, insert_;
  std::int64_t next_ = 0;
  bool complete_ = false;
  std::vector<std::string> ids_;  // by key, when they were all read
  ingest::TextIndex stored_;
  std::unordered_map<std::string_view, std::int64_t> seen_;  // the others that were met
};

std::size_t size_of(const ChangeSet& c) {
  return c.partners.size() + c.customers.size() + c.products.size() + c.subscriptions.size() +
         c.channels.size() + c.associations.size();
}

struct Keys {
  KeyTable partner, customer, product, subscription, association;

  static base::Result<Keys> open(Database& database, const ChangeSet& changes) {
    const std::size_t rows = size_of(changes);
    KeyTable partner = TRY(KeyTable::open(database, "partner", rows));
    KeyTable customer = TRY(KeyTable::open(database, "customer", rows));
    KeyTable product = TRY(KeyTable::open(database, "product", rows));
    KeyTable subscription = TRY(KeyTable::open(database, "subscription", rows));
    KeyTable association =
        TRY(KeyTable::open(database, "association", changes.associations.size()));
    return Keys{std::move(partner), std::move(customer), std::move(product),
                std::move(subscription), std::move(association)};
  }
};

// One commit being written.
struct Writing {
  Database& database;
  base::CommitNumber commit;
  Keys keys;
  std::size_t bulk_rows_min;
};

// The triggers put the reason code before their sentence.
base::Error explained(base::Error error, const std::string& where) {
  const std::string prefix = where.empty() ? "" : where + ": ";
  constexpr std::string_view kHeld = "ALREADY_HELD: ";
  constexpr std::string_view kCycle = "MERGER_CYCLE: ";
  constexpr std::string_view kOverlap = "CHANNEL_OVERLAP: ";
  if (error.message.starts_with(kHeld)) {
    return {base::Code::Refused, prefix + error.message.substr(kHeld.size()), "ALREADY_HELD"};
  }
  if (error.message.starts_with(kCycle)) {
    return {base::Code::Refused, prefix + error.message.substr(kCycle.size()), "MERGER_CYCLE"};
  }
  if (error.message.starts_with(kOverlap)) {
    return {base::Code::InvalidInput, prefix + error.message.substr(kOverlap.size()), {}};
  }
  return {error.code, prefix + error.message, error.reason};
}

base::Status write_partners(Writing& w, const std::vector<registry::Partner>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO partner_revision VALUES (?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.partner.find_or_add(row.id, w.commit)))
        .bind(3, row.name)
        .bind(4, row.group_id)
        .bind(5, row.country)
        .bind(6, base::word(row.status));
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_customers(Writing& w, const std::vector<registry::Customer>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO customer_revision VALUES (?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.customer.find_or_add(row.id, w.commit)))
        .bind(3, row.name)
        .bind(4, row.country);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_products(Writing& w, const std::vector<registry::Product>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO product_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.product.find_or_add(row.id, w.commit)))
        .bind(3, row.name)
        .bind(4, row.family)
        .bind(5, base::word(row.metering));
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_subscriptions(Writing& w, const std::vector<ChangeSet::SubscriptionRow>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO subscription_revision VALUES (?, ?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.subscription.find_or_add(row.id, w.commit)))
        .bind(3, TRY(w.keys.customer.find(row.customer_id)))
        .bind(4, TRY(w.keys.product.find(row.product_id)))
        .bind(5, row.currency)
        .bind(6, row.life.from.number)
        .bind(7, row.life.to.number);
    if (const auto done = insert.run(); !done) return std::unexpected(explained(done.error(), ""));
  }
  return {};
}

base::Status bind_partner(Statement& insert, int place, KeyTable& partners, const std::string& id) {
  if (id.empty()) {
    insert.bind_null(place);
  } else {
    insert.bind(place, TRY(partners.find(id)));
  }
  return {};
}

base::Status release_channels(Writing& w, const std::vector<ChangeSet::ChannelRow>& rows) {
  Statement release =
      TRY(w.database.prepare("DELETE FROM channel_now WHERE subscription = ? AND starts_on = ?"));
  for (const auto& row : rows) {
    release.bind(1, TRY(w.keys.subscription.find(row.subscription_id)))
        .bind(2, row.days.from.number);
    TRY_STATUS(release.run());
  }
  return {};
}

base::Status write_channels(Writing& w, const std::vector<ChangeSet::ChannelRow>& rows) {
  TRY_STATUS(release_channels(w, rows));
  Statement insert =
      TRY(w.database.prepare("INSERT INTO channel_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.subscription.find(row.subscription_id)))
        .bind(3, row.days.from.number)
        .bind(4, row.days.to.number)
        .bind(5, base::word(row.channel));
    TRY_STATUS(bind_partner(insert, 6, w.keys.partner, row.transacting_id));
    TRY_STATUS(bind_partner(insert, 7, w.keys.partner, row.reseller_id));
    insert.bind(8, row.voided ? 1 : 0);
    if (const auto done = insert.run(); !done) return std::unexpected(explained(done.error(), ""));
  }
  return {};
}

// New keys follow the ids, so that a bulk import fills the tables from left to right.
std::vector<const ChangeSet::AssociationRow*> by_id(
    const std::vector<ChangeSet::AssociationRow>& rows) {
  std::vector<const ChangeSet::AssociationRow*> order;
  order.reserve(rows.size());
  for (const auto& row : rows)
    order.push_back(&row);
  const auto id = [](const auto* row) -> std::string_view { return row->id; };
  if (!std::ranges::is_sorted(order, {}, id)) std::ranges::sort(order, {}, id);
  return order;
}

base::Result<std::vector<std::int64_t>> association_keys(
    Writing& w, const std::vector<const ChangeSet::AssociationRow*>& rows) {
  std::vector<std::int64_t> keys;
  keys.reserve(rows.size());
  for (const auto* row : rows)
    keys.push_back(TRY(w.keys.association.find_or_add_once(row->id, w.commit)));
  return keys;
}

// All changed associations let go first, so that two rows of one file may swap their days.
base::Status release_associations(Writing& w, std::int64_t known,
                                  const std::vector<std::int64_t>& keys) {
  Statement release = TRY(w.database.prepare("DELETE FROM occupancy WHERE association = ?"));
  for (const std::int64_t key : keys) {
    if (key >= known) continue;
    release.bind(1, key);
    TRY_STATUS(release.run());
  }
  return {};
}

base::Status write_association(Writing& w, Statement& insert, std::int64_t key,
                               const ChangeSet::AssociationRow& row) {
  insert.bind(1, w.commit.number)
      .bind(2, key)
      .bind_in_place(3, row.type)
      .bind(4, TRY(w.keys.partner.find(row.partner_id)))
      .bind(5, TRY(w.keys.customer.find(row.customer_id)));
  if (row.subscription_id.empty()) {
    insert.bind_null(6);
  } else {
    insert.bind(6, TRY(w.keys.subscription.find(row.subscription_id)));
  }
  insert.bind_in_place(7, row.workload)
      .bind(8, row.days.from.number)
      .bind(9, row.days.to.number)
      .bind_in_place(10, row.end_reason)
      .bind_in_place(11, row.source)
      .bind_in_place(12, row.exclusive)
      .bind_in_place(13, row.exclusive_in)
      .bind(14, row.voided ? 1 : 0);
  return insert.run();
}

base::Status write_associations(Writing& w, const std::vector<ChangeSet::AssociationRow>& rows) {
  const auto order = by_id(rows);
  const std::int64_t known = w.keys.association.count();
  const auto keys = TRY(association_keys(w, order));
  // The check of a bulk looks at all that is occupied: it pays when most of that is new.
  const bool bulk =
      rows.size() >= w.bulk_rows_min && rows.size() >= static_cast<std::size_t>(known) / kBulkShare;
  if (bulk) {
    TRY_STATUS(
        w.database.execute("INSERT INTO bulk VALUES (" + std::to_string(w.commit.number) + ", 0)"));
  } else {
    TRY_STATUS(release_associations(w, known, keys));
  }
  TRY_STATUS(base::fault("import.released"));
  Statement insert = TRY(w.database.prepare(
      "INSERT INTO association_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto done = write_association(w, insert, keys[i], *order[i]);
    if (!done) return std::unexpected(explained(done.error(), order[i]->where));
  }
  if (!bulk) return {};
  const auto done = w.database.execute("DELETE FROM bulk");
  return done ? base::Status() : std::unexpected(explained(done.error(), ""));
}

base::Status write_rates(Writing& w, const std::vector<registry::FxRate>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO fx_rate_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, row.month.number)
        .bind(3, row.from)
        .bind(4, row.to)
        .bind(5, row.rate.text());
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_memberships(Writing& w, const std::vector<ChangeSet::MembershipRow>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO membership_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.partner.find(row.partner_id)))
        .bind(3, row.days.from.number)
        .bind(4, row.days.to.number)
        .bind(5, row.group_id);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_metric_values(Writing& w, const std::vector<registry::MetricValue>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO metric_value_revision VALUES (?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, row.account_id)
        .bind(3, row.competency)
        .bind(4, row.metric)
        .bind(5, row.month.number)
        .bind(6, row.value.text());
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_awards(Writing& w, const std::vector<registry::Award>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO award_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, row.account_id)
        .bind(3, row.competency)
        .bind(4, row.awarded_on.number)
        .bind(5, row.level);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_access(Writing& w, const std::vector<registry::AccessPeriod>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO access_revision VALUES (?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, row.association_id)
        .bind(3, row.from.milliseconds)
        .bind(4, row.to.milliseconds);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_statuses(Writing& w, const std::vector<ChangeSet::StatusRow>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO partner_status_revision VALUES (?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.partner.find(row.partner_id)))
        .bind(3, row.from.number)
        .bind(4, row.status ? base::word(*row.status) : "")
        .bind(5, row.for_cause ? 1 : 0)
        .bind(6, row.reason);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_manual(Writing& w, const std::vector<registry::ManualLine>& rows) {
  Statement insert = TRY(
      w.database.prepare("INSERT INTO manual_earning_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, row.reference)
        .bind(3, row.lever)
        .bind(4, TRY(w.keys.partner.find(row.partner_id)))
        .bind(5, TRY(w.keys.subscription.find(row.subscription_id)))
        .bind(6, row.month.number)
        .bind(7, row.amount.text())
        .bind(8, row.currency)
        .bind(9, row.reason);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_enrolments(Writing& w, const std::vector<ChangeSet::EnrolmentRow>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO enrolment_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.partner.find(row.partner_id)))
        .bind(3, row.agreement)
        .bind(4, row.days.from.number)
        .bind(5, row.days.to.number);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_profiles(Writing& w, const std::vector<ChangeSet::ProfileRow>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO profile_revision VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.partner.find(row.partner_id)))
        .bind(3, base::word(row.kind))
        .bind(4, row.days.from.number)
        .bind(5, row.days.to.number);
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_credit_shares(Writing& w, const std::vector<ChangeSet::CreditShareRow>& rows) {
  Statement insert =
      TRY(w.database.prepare("INSERT INTO credit_share_revision VALUES (?, ?, ?, ?, ?, ?)"));
  std::set<std::int64_t> touched;
  for (const auto& row : rows) {
    const std::int64_t subscription = TRY(w.keys.subscription.find(row.subscription_id));
    insert.bind(1, w.commit.number)
        .bind(2, subscription)
        .bind(3, TRY(w.keys.partner.find(row.partner_id)))
        .bind(4, row.days.from.number)
        .bind(5, row.days.to.number)
        .bind(6, registry::hundredths_of(row.share));
    TRY_STATUS(insert.run());
    touched.insert(subscription);
  }
  for (const std::int64_t subscription : touched) {
    const auto day = TRY(share_fault_day(w.database, subscription));
    if (!day) continue;
    return base::refuse("SHARES_EXCEED_WHOLE",
                        "on " + day->text() +
                            " the shares of a subscription would come to more than 100 %, or be "
                            "two of one partner");
  }
  return {};
}

base::Status write_mergers(Writing& w, const std::vector<ChangeSet::MergerRow>& rows) {
  Statement insert = TRY(w.database.prepare("INSERT INTO customer_merger VALUES (?, ?, ?, ?, ?)"));
  for (const auto& row : rows) {
    insert.bind(1, w.commit.number)
        .bind(2, TRY(w.keys.customer.find(row.merged_id)))
        .bind(3, TRY(w.keys.customer.find(row.survivor_id)))
        .bind(4, row.from.number)
        .bind(5, base::word(row.kind));
    if (const auto done = insert.run(); !done) return std::unexpected(explained(done.error(), ""));
  }
  return {};
}

}  // namespace

base::Result<std::optional<base::Day>> share_fault_day(Database& database,
                                                       std::int64_t subscription) {
  Statement wrong = TRY(database.prepare(
      "WITH share_now AS (SELECT partner, starts_on, ends_on, share FROM credit_share_revision "
      "AS one WHERE subscription = ?1 AND commit_no = (SELECT MAX(commit_no) FROM "
      "credit_share_revision AS other WHERE other.subscription = ?1 AND "
      "other.partner = one.partner AND other.starts_on = one.starts_on)), "
      "there AS (SELECT begun.starts_on AS day, one.partner, one.share FROM share_now AS begun "
      "JOIN share_now AS one ON one.starts_on <= begun.starts_on AND begun.starts_on < one.ends_on "
      "GROUP BY begun.starts_on, one.partner, one.starts_on) "
      "SELECT day FROM there GROUP BY day "
      "HAVING SUM(share) > 10000 OR COUNT(*) > COUNT(DISTINCT partner) ORDER BY day LIMIT 1"));
  wrong.bind(1, subscription);
  if (!TRY(wrong.step())) return std::nullopt;
  return base::Day{static_cast<std::int32_t>(wrong.number(0))};
}

base::Status write_changes(Database& database, base::CommitNumber commit, const ChangeSet& changes,
                           std::size_t bulk_rows_min) {
  Keys keys = TRY(Keys::open(database, changes));
  Writing w{database, commit, std::move(keys), bulk_rows_min};
  TRY_STATUS(write_partners(w, changes.partners));
  TRY_STATUS(write_customers(w, changes.customers));
  TRY_STATUS(write_products(w, changes.products));
  TRY_STATUS(write_subscriptions(w, changes.subscriptions));
  TRY_STATUS(write_channels(w, changes.channels));
  TRY_STATUS(write_associations(w, changes.associations));
  TRY_STATUS(write_rates(w, changes.fx_rates));
  TRY_STATUS(write_memberships(w, changes.memberships));
  TRY_STATUS(write_metric_values(w, changes.metric_values));
  TRY_STATUS(write_awards(w, changes.awards));
  TRY_STATUS(write_access(w, changes.access_periods));
  TRY_STATUS(write_manual(w, changes.manual_earnings));
  TRY_STATUS(write_statuses(w, changes.statuses));
  TRY_STATUS(write_enrolments(w, changes.enrolments));
  TRY_STATUS(write_profiles(w, changes.profiles));
  TRY_STATUS(write_credit_shares(w, changes.credit_shares));
  return write_mergers(w, changes.mergers);
}

}  // namespace storage

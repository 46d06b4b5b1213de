// Revisions come in commit order, so the last one read of a fact is the one known. Keys are handed
// out in commit order too: what is known at K is a prefix of every key table.
#include <algorithm>

#include "registry/credit_shares.h"
#include "storage/registry_table_internal.h"

namespace storage {
namespace {

using registry::Snapshot;

base::Day day_at(const Statement& row, int column) {
  return {static_cast<std::int32_t>(row.number(column))};
}

template <class Key>
Key key_at(const Statement& row, int column) {
  if (row.is_null(column)) return {};
  return {static_cast<std::uint32_t>(row.number(column))};
}

std::unexpected<base::Error> damaged(std::string_view table, std::string_view value) {
  return base::fail(
      base::Code::Corrupt,
      "table " + std::string(table) + " holds '" + std::string(value) + "', which no release wrote",
      "accredit verify");
}

base::Result<Statement> known_rows(Database& database, const std::string& sql,
                                   base::CommitNumber known) {
  Statement rows = TRY(database.prepare(sql));
  rows.bind(":known", known.number);
  return rows;
}

// Makes one Noun per key, with its id; the revisions fill in the rest.
template <class Noun>
base::Status read_ids(Database& database, const std::string& noun, base::CommitNumber known,
                      std::vector<Noun>& into) {
  Statement rows = TRY(known_rows(
      database, "SELECT id FROM " + noun + "_key WHERE commit_no <= :known ORDER BY key", known));
  while (TRY(rows.step()))
    into.emplace_back().id = rows.text(0);
  return {};
}

// A revision of a key that is not there would write past the end.
template <class Noun>
Noun* at(std::vector<Noun>& all, const Statement& row) {
  const auto key = static_cast<std::size_t>(row.number(0));
  return key < all.size() ? &all[key] : nullptr;
}

base::Status load_partners(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  TRY_STATUS(read_ids(database, "partner", known, snapshot.partners));
  Statement rows = TRY(known_rows(database,
                                  "SELECT partner, name, group_id, country, status FROM "
                                  "partner_revision WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    registry::Partner* partner = at(snapshot.partners, rows);
    const auto status = base::parse_word<base::PartnerStatus>(base::kPartnerStatuses, rows.text(4));
    if (partner == nullptr || !status) return damaged("partner_revision", rows.text(4));
    partner->name = rows.text(1);
    partner->group_id = rows.text(2);
    partner->country = rows.text(3);
    partner->status = *status;
  }
  return {};
}

base::Status load_customers(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  TRY_STATUS(read_ids(database, "customer", known, snapshot.customers));
  Statement rows = TRY(known_rows(database,
                                  "SELECT customer, name, country FROM customer_revision "
                                  "WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    registry::Customer* customer = at(snapshot.customers, rows);
    if (customer == nullptr) return damaged("customer_revision", rows.text(0));
    customer->name = rows.text(1);
    customer->country = rows.text(2);
  }
  return {};
}

base::Status load_products(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  TRY_STATUS(read_ids(database, "product", known, snapshot.products));
  Statement rows = TRY(known_rows(database,
                                  "SELECT product, name, family, metering FROM product_revision "
                                  "WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    registry::Product* product = at(snapshot.products, rows);
    const auto metering = base::parse_word<base::Metering>(base::kMeterings, rows.text(3));
    if (product == nullptr || !metering) return damaged("product_revision", rows.text(3));
    product->name = rows.text(1);
    product->family = rows.text(2);
    product->metering = *metering;
  }
  return {};
}

base::Status load_subscriptions(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  TRY_STATUS(read_ids(database, "subscription", known, snapshot.subscriptions));
  Statement rows =
      TRY(known_rows(database,
                     "SELECT subscription, customer, product, currency, starts_on, ends_on FROM "
                     "subscription_revision WHERE commit_no <= :known ORDER BY commit_no",
                     known));
  while (TRY(rows.step())) {
    registry::Subscription* subscription = at(snapshot.subscriptions, rows);
    if (subscription == nullptr) return damaged("subscription_revision", rows.text(0));
    subscription->customer = key_at<base::CustomerKey>(rows, 1);
    subscription->product = key_at<base::ProductKey>(rows, 2);
    subscription->currency = rows.text(3);
    subscription->life = {day_at(rows, 4), day_at(rows, 5)};
  }
  return {};
}

// Sorts by `key` and keeps the last of equal ones; then drops those that `gone` says are withdrawn.
template <class Row, class KeyOf>
void keep_last(std::vector<Row>& rows, KeyOf key) {
  std::ranges::stable_sort(rows, {}, key);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 1 < rows.size() && key(rows[i]) == key(rows[i + 1])) continue;
    if (kept != i) rows[kept] = std::move(rows[i]);
    ++kept;
  }
  rows.resize(kept);
}

base::Status load_channels(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  struct Row {
    registry::ChannelPeriod period;
    bool voided = false;
  };
  std::vector<Row> all;
  Statement rows = TRY(known_rows(
      database,
      "SELECT subscription, channel, starts_on, ends_on, transacting, reseller, voided FROM "
      "channel_revision WHERE commit_no <= :known ORDER BY commit_no",
      known));
  while (TRY(rows.step())) {
    const auto channel = base::parse_word<base::Channel>(base::kChannels, rows.text(1));
    if (!channel) return damaged("channel_revision", rows.text(1));
    all.push_back({{.subscription = key_at<base::SubscriptionKey>(rows, 0),
                    .channel = *channel,
                    .days = {day_at(rows, 2), day_at(rows, 3)},
                    .transacting = key_at<base::PartnerKey>(rows, 4),
                    .reseller = key_at<base::PartnerKey>(rows, 5)},
                   rows.number(6) != 0});
  }
  keep_last(
      all, [](const Row& row) { return std::pair(row.period.subscription, row.period.days.from); });
  for (const Row& row : all) {
    if (!row.voided) snapshot.channels.push_back(row.period);
  }
  return {};
}

// Types as codes in the tables, as places of the programme in the snapshot.
class TypeReader {
 public:
  explicit TypeReader(const programs::Programme& programme) : programme_(programme) {}

  base::Result<programs::TypeIndex> read(std::string_view code) {
    if (code == last_code_) return last_;
    const auto type = programme_.type(code);
    if (!type) {
      return base::fail(base::Code::Missing,
                        "the registry holds associations of type '" + std::string(code) +
                            "', which programme '" + programme_.code + "' version '" +
                            programme_.version + "' does not define; add the type to it");
    }
    last_code_ = code;
    last_ = *type;
    return last_;
  }

 private:
  const programs::Programme& programme_;
  std::string last_code_;
  programs::TypeIndex last_ = 0;
};

constexpr std::uint32_t kAbsent = 0xFFFF'FFFF;

// Associations in the order of their keys; `place[key]` is where one stands, or kAbsent.
base::Status read_associations(Database& database, base::CommitNumber known,
                               const programs::Programme& programme,
                               std::vector<registry::Association>& all,
                               std::vector<std::uint32_t>& place) {
  TypeReader types(programme);
  Statement rows = TRY(known_rows(
      database,
      "SELECT association, commit_no, type, partner, customer, subscription, workload, starts_on, "
      "ends_on, end_reason, source, voided FROM association_revision WHERE commit_no <= :known "
      "ORDER BY commit_no, association",
      known));
  while (TRY(rows.step())) {
    const auto key = static_cast<std::size_t>(rows.number(0));
    if (key >= place.size()) return damaged("association_revision", rows.text(0));
    if (place[key] == kAbsent) {
      place[key] = static_cast<std::uint32_t>(all.size());
      all.emplace_back();
    }
    registry::Association& one = all[place[key]];
    one.type = TRY(types.read(rows.text(2)));
    one.partner = key_at<base::PartnerKey>(rows, 3);
    one.customer = key_at<base::CustomerKey>(rows, 4);
    one.subscription = key_at<base::SubscriptionKey>(rows, 5);
    one.workload = rows.text(6);
    one.days = {day_at(rows, 7), day_at(rows, 8)};
    one.end_reason = rows.text(9);
    one.source = rows.text(10);
    one.recorded = {rows.number(1)};
    if (rows.number(11) != 0) one.recorded = {};  // withdrawn, until a later revision says more
  }
  return {};
}

base::Status load_associations(Database& database, base::CommitNumber known,
                               const programs::Programme& programme, Snapshot& snapshot) {
  const auto count = TRY(database.number("SELECT coalesce(max(key), -1) + 1 FROM association_key"));
  std::vector<registry::Association> all;
  std::vector<std::uint32_t> place(static_cast<std::size_t>(count), kAbsent);
  all.reserve(place.size());
  TRY_STATUS(read_associations(database, known, programme, all, place));
  // The unique index hands out ids sorted bytewise.
  Statement ids = TRY(database.prepare("SELECT id, key FROM association_key ORDER BY id"));
  snapshot.associations.reserve(all.size());
  while (TRY(ids.step())) {
    const auto key = static_cast<std::size_t>(ids.number(1));
    if (key >= place.size() || place[key] == kAbsent) continue;
    registry::Association& one = all[place[key]];
    if (one.recorded == base::CommitNumber{}) continue;
    one.id = ids.text(0);
    snapshot.associations.push_back(std::move(one));
  }
  return {};
}

base::Status load_rates(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT month, from_currency, to_currency, rate FROM "
                                  "fx_rate_revision WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    const auto rate = base::parse_exact(rows.text(3));
    if (!rate) return damaged("fx_rate_revision", rows.text(3));
    snapshot.fx_rates.push_back({.month = {static_cast<std::int32_t>(rows.number(0))},
                                 .from = std::string(rows.text(1)),
                                 .to = std::string(rows.text(2)),
                                 .rate = *rate});
  }
  keep_last(snapshot.fx_rates,
            [](const registry::FxRate& rate) { return std::tie(rate.month, rate.from, rate.to); });
  return {};
}

base::Status load_memberships(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows =
      TRY(known_rows(database,
                     "SELECT partner, starts_on, ends_on, group_id FROM "
                     "membership_revision WHERE commit_no <= :known ORDER BY commit_no",
                     known));
  while (TRY(rows.step())) {
    snapshot.memberships.push_back({.partner = key_at<base::PartnerKey>(rows, 0),
                                    .group_id = std::string(rows.text(3)),
                                    .days = {day_at(rows, 1), day_at(rows, 2)}});
  }
  keep_last(snapshot.memberships,
            [](const registry::Membership& one) { return std::pair(one.partner, one.days.from); });
  return {};
}

base::Status load_metric_values(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows =
      TRY(known_rows(database,
                     "SELECT account, competency, metric, month, value FROM metric_value_revision "
                     "WHERE commit_no <= :known ORDER BY commit_no",
                     known));
  while (TRY(rows.step())) {
    const auto value = base::parse_exact(rows.text(4));
    if (!value) return damaged("metric_value_revision", rows.text(4));
    snapshot.metric_values.push_back({.account_id = std::string(rows.text(0)),
                                      .competency = std::string(rows.text(1)),
                                      .metric = std::string(rows.text(2)),
                                      .month = {static_cast<std::int32_t>(rows.number(3))},
                                      .value = *value});
  }
  keep_last(snapshot.metric_values, [](const registry::MetricValue& one) {
    return std::tie(one.account_id, one.competency, one.metric, one.month);
  });
  return {};
}

base::Status load_awards(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT account, competency, awarded_on, level FROM "
                                  "award_revision WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    snapshot.awards.push_back({.account_id = std::string(rows.text(0)),
                               .competency = std::string(rows.text(1)),
                               .awarded_on = day_at(rows, 2),
                               .level = std::string(rows.text(3))});
  }
  keep_last(snapshot.awards, [](const registry::Award& one) {
    return std::tie(one.account_id, one.competency, one.awarded_on);
  });
  std::erase_if(snapshot.awards, [](const registry::Award& one) { return one.level.empty(); });
  return {};
}

base::Status load_access(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT association, starts_at, ends_at FROM access_revision "
                                  "WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    snapshot.access_periods.push_back({.association_id = std::string(rows.text(0)),
                                       .from = {rows.number(1)},
                                       .to = {rows.number(2)}});
  }
  keep_last(snapshot.access_periods, [](const registry::AccessPeriod& one) {
    return std::tie(one.association_id, one.from);
  });
  return {};
}

base::Status load_statuses(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  struct Row {
    registry::StatusChange change;
    bool withdrawn = false;
  };
  std::vector<Row> all;
  Statement rows =
      TRY(known_rows(database,
                     "SELECT partner, starts_on, status, for_cause, reason FROM "
                     "partner_status_revision WHERE commit_no <= :known ORDER BY commit_no",
                     known));
  while (TRY(rows.step())) {
    const bool withdrawn = rows.text(2).empty();
    const auto status = base::parse_word<base::PartnerStatus>(base::kPartnerStatuses, rows.text(2));
    if (!status && !withdrawn) return damaged("partner_status_revision", rows.text(2));
    all.push_back({{.partner = key_at<base::PartnerKey>(rows, 0),
                    .from = day_at(rows, 1),
                    .status = status.value_or(base::PartnerStatus::Active),
                    .for_cause = rows.number(3) != 0,
                    .reason = std::string(rows.text(4))},
                   withdrawn});
  }
  keep_last(all, [](const Row& row) { return std::pair(row.change.partner, row.change.from); });
  for (Row& row : all) {
    if (!row.withdrawn) snapshot.statuses.push_back(std::move(row.change));
  }
  return {};
}

base::Status load_enrolments(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT partner, agreement, completed_on, ends_on FROM "
                                  "enrolment_revision WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    snapshot.enrolments.push_back({.partner = key_at<base::PartnerKey>(rows, 0),
                                   .agreement = std::string(rows.text(1)),
                                   .days = {day_at(rows, 2), day_at(rows, 3)}});
  }
  keep_last(snapshot.enrolments, [](const registry::Enrolment& one) {
    return std::tuple(one.partner, std::string_view(one.agreement), one.days.from);
  });
  return {};
}

base::Status load_credit_shares(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT subscription, partner, starts_on, ends_on, share FROM "
                                  "credit_share_revision WHERE commit_no <= :known "
                                  "ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    snapshot.credit_shares.push_back({.subscription = key_at<base::SubscriptionKey>(rows, 0),
                                      .partner = key_at<base::PartnerKey>(rows, 1),
                                      .share = registry::share_of_hundredths(rows.number(4)),
                                      .days = {day_at(rows, 2), day_at(rows, 3)}});
  }
  keep_last(snapshot.credit_shares,
            [](const registry::CreditShare& one) { return registry::order_of(one); });
  return {};
}

base::Status load_manual(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows =
      TRY(known_rows(database,
                     "SELECT reference, lever, partner, subscription, month, amount, currency, "
                     "reason FROM manual_earning_revision WHERE commit_no <= :known "
                     "ORDER BY commit_no",
                     known));
  while (TRY(rows.step())) {
    const auto amount = base::parse_exact(rows.text(5));
    if (!amount) return damaged("manual_earning_revision", rows.text(5));
    snapshot.manual_earnings.push_back({.reference = std::string(rows.text(0)),
                                        .lever = std::string(rows.text(1)),
                                        .partner = key_at<base::PartnerKey>(rows, 2),
                                        .subscription = key_at<base::SubscriptionKey>(rows, 3),
                                        .month = {static_cast<std::int32_t>(rows.number(4))},
                                        .amount = *amount,
                                        .currency = std::string(rows.text(6)),
                                        .reason = std::string(rows.text(7))});
  }
  keep_last(snapshot.manual_earnings,
            [](const registry::ManualEarning& one) { return std::string_view(one.reference); });
  return {};
}

base::Status load_profiles(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT partner, kind, completed_on, ends_on FROM "
                                  "profile_revision WHERE commit_no <= :known ORDER BY commit_no",
                                  known));
  while (TRY(rows.step())) {
    const auto kind = base::parse_word<base::ProfileKind>(base::kProfileKinds, rows.text(1));
    if (!kind) return damaged("profile_revision", rows.text(1));
    snapshot.profiles.push_back({.partner = key_at<base::PartnerKey>(rows, 0),
                                 .kind = *kind,
                                 .days = {day_at(rows, 2), day_at(rows, 3)}});
  }
  keep_last(snapshot.profiles, [](const registry::Profile& one) {
    return std::tuple(one.partner, one.kind, one.days.from);
  });
  return {};
}

base::Status load_mergers(Database& database, base::CommitNumber known, Snapshot& snapshot) {
  Statement rows = TRY(known_rows(database,
                                  "SELECT merged, survivor, starts_on, kind FROM customer_merger "
                                  "WHERE commit_no <= :known",
                                  known));
  while (TRY(rows.step())) {
    const auto kind = base::parse_word<base::MergerKind>(base::kMergerKinds, rows.text(3));
    if (!kind) return damaged("customer_merger", rows.text(3));
    snapshot.mergers.push_back({.merged = key_at<base::CustomerKey>(rows, 0),
                                .survivor = key_at<base::CustomerKey>(rows, 1),
                                .from = day_at(rows, 2),
                                .kind = *kind});
  }
  std::ranges::sort(snapshot.mergers, {},
                    [](const registry::Merger& one) { return std::pair(one.merged, one.kind); });
  return {};
}

// Every reference points at something: engines index by it without asking again.
base::Status check_references(const Snapshot& s) {
  const auto in = [](auto key, const auto& all) { return key.number < all.size(); };
  for (const auto& one : s.subscriptions) {
    if (!in(one.customer, s.customers) || !in(one.product, s.products)) {
      return damaged("subscription_revision", one.id);
    }
  }
  for (const auto& one : s.channels) {
    if (!in(one.subscription, s.subscriptions) ||
        (one.transacting.exists() && !in(one.transacting, s.partners)) ||
        (one.reseller.exists() && !in(one.reseller, s.partners))) {
      return damaged("channel_revision", one.days.from.text());
    }
  }
  for (const auto& one : s.memberships) {
    if (!in(one.partner, s.partners)) return damaged("membership_revision", one.group_id);
  }
  for (const auto& one : s.manual_earnings) {
    if (!in(one.partner, s.partners) || !in(one.subscription, s.subscriptions))
      return damaged("manual_earning_revision", one.reference);
  }
  for (const auto& one : s.credit_shares) {
    if (!in(one.partner, s.partners) || !in(one.subscription, s.subscriptions))
      return damaged("credit_share_revision", "?");
  }
  const auto known = [&](const auto& one) { return in(one.partner, s.partners); };
  if (!std::ranges::all_of(s.statuses, known)) return damaged("partner_status_revision", "?");
  if (!std::ranges::all_of(s.enrolments, known)) return damaged("enrolment_revision", "?");
  if (!std::ranges::all_of(s.profiles, known)) return damaged("profile_revision", "?");
  for (const auto& one : s.mergers) {
    if (!in(one.merged, s.customers) || !in(one.survivor, s.customers))
      return damaged("customer_merger", one.from.text());
  }
  for (const auto& one : s.associations) {
    if (!in(one.partner, s.partners) || !in(one.customer, s.customers) ||
        (one.subscription.exists() && !in(one.subscription, s.subscriptions))) {
      return damaged("association_revision", one.id);
    }
  }
  return {};
}

}  // namespace

base::Result<Snapshot> load_snapshot(Database& database, base::CommitNumber as_known,
                                     const programs::Programme& programme) {
  Snapshot snapshot;
  snapshot.as_known = as_known;
  TRY_STATUS(load_partners(database, as_known, snapshot));
  TRY_STATUS(load_customers(database, as_known, snapshot));
  TRY_STATUS(load_products(database, as_known, snapshot));
  TRY_STATUS(load_subscriptions(database, as_known, snapshot));
  TRY_STATUS(load_channels(database, as_known, snapshot));
  TRY_STATUS(load_associations(database, as_known, programme, snapshot));
  TRY_STATUS(load_rates(database, as_known, snapshot));
  TRY_STATUS(load_memberships(database, as_known, snapshot));
  TRY_STATUS(load_metric_values(database, as_known, snapshot));
  TRY_STATUS(load_awards(database, as_known, snapshot));
  TRY_STATUS(load_access(database, as_known, snapshot));
  TRY_STATUS(load_manual(database, as_known, snapshot));
  TRY_STATUS(load_statuses(database, as_known, snapshot));
  TRY_STATUS(load_enrolments(database, as_known, snapshot));
  TRY_STATUS(load_profiles(database, as_known, snapshot));
  TRY_STATUS(load_credit_shares(database, as_known, snapshot));
  TRY_STATUS(load_mergers(database, as_known, snapshot));
  TRY_STATUS(check_references(snapshot));
  return snapshot;
}

}  // namespace storage

// Group memberships, and what the vendor says about competencies from outside: measured values and
// awards.
#include "registry/import_internal.h"

namespace registry {
namespace {

// Partners and groups: whatever may hold a competency.
std::vector<std::string_view> account_ids(const Snapshot& snapshot) {
  std::vector<std::string_view> ids;
  for (const Partner& partner : snapshot.partners) {
    ids.push_back(partner.id);
    if (!partner.group_id.empty()) ids.push_back(partner.group_id);
  }
  for (const Membership& one : snapshot.memberships)
    ids.push_back(one.group_id);
  return ids;
}

base::Status check_account(const FileView& file, std::int64_t line, const std::string& id) {
  const auto ids = account_ids(file.view.snapshot);
  if (std::ranges::find(ids, id) != ids.end()) return {};
  return reject(file, line, "account_id", id,
                "no partner and no group with this id is registered" + base::hint(id, ids) +
                    "; import it first or correct the row");
}

base::Result<const programs::Competency*> competency_of(const FileView& file, std::int64_t line,
                                                        const std::string& code) {
  if (const auto* competency = file.view.programme.competency(code)) return competency;
  std::vector<std::string_view> codes;
  for (const programs::Competency& one : file.view.programme.competencies)
    codes.push_back(one.code);
  return reject(file, line, "competency", code,
                "programme '" + file.view.programme.code + "' has no such competency" +
                    base::hint(code, codes) + "; correct the row");
}

base::Status check_value(const FileView& file, const Delivered<MetricValue>& row) {
  TRY_STATUS(check_account(file, row.line, row.value.account_id));
  const auto* competency = TRY(competency_of(file, row.line, row.value.competency));
  std::vector<std::string_view> codes;
  for (const programs::Metric& metric : competency->metrics) {
    if (metric.kind == programs::MetricKind::Manual) codes.push_back(metric.code);
  }
  if (std::ranges::find(codes, row.value.metric) != codes.end()) return {};
  return reject(file, row.line, "metric", row.value.metric,
                "competency '" + competency->code +
                    "' has no metric of kind manual with this code" +
                    base::hint(row.value.metric, codes) + "; correct the row");
}

base::Status check_award(const FileView& file, const Delivered<Award>& row) {
  TRY_STATUS(check_account(file, row.line, row.value.account_id));
  const auto* competency = TRY(competency_of(file, row.line, row.value.competency));
  if (row.value.level.empty() || competency->rank(row.value.level) > 0) return {};
  const auto& known = competency->level_codes;
  const std::vector<std::string_view> codes(known.begin(), known.end());
  return reject(file, row.line, "level", row.value.level,
                "competency '" + competency->code + "' has no such level" +
                    base::hint(row.value.level, codes) +
                    "; correct the row, or leave it empty to withdraw the award");
}

// The memberships of one partner as they stand with the row in them.
base::Status check_days(const FileView& file, const Delivered<MembershipLine>& row,
                        std::span<const Membership> all) {
  for (const Membership& other : all) {
    if (other.days.from == row.value.days.from || !other.days.overlaps(row.value.days)) continue;
    return reject(file, row.line, "starts_on", row.value.days.from.text(),
                  "partner '" + row.value.partner_id + "' belongs to group '" + other.group_id +
                      "' from " + other.days.from.text() +
                      " on, and to one group a day; end the earlier membership first");
  }
  return {};
}

template <class Row, class Key>
bool is_known(const std::vector<Row>& known, const Row& row, Key key) {
  const auto found = std::ranges::lower_bound(known, key(row), {}, key);
  return found != known.end() && *found == row;
}

}  // namespace

base::Result<ChangeSet> membership_changes(const FileView& file, const MembershipRows& rows) {
  ChangeSet set;
  const auto key = [](const MembershipLine& one) {
    return one.partner_id + "\n" + std::to_string(one.days.from.number);
  };
  std::vector<Membership> all = file.view.snapshot.memberships;
  const auto distinct_rows = TRY(distinct(file, rows, "partner_id", key));
  for (const auto* row : distinct_rows) {
    const MembershipLine& one = row->value;
    const base::PartnerKey partner = file.view.directory.partner(one.partner_id);
    if (!partner.exists()) {
      return unknown(file, row->line, "partner_id", one.partner_id, "partner",
                     file.view.snapshot.partners);
    }
    TRY_STATUS(check_range(file, row->line, one.days));
    const Membership made{partner, one.group_id, one.days};
    const auto order = [](const Membership& m) { return std::pair(m.partner, m.days.from); };
    if (is_known(file.view.snapshot.memberships, made, order)) continue;
    std::erase_if(all, [&](const Membership& old) { return order(old) == order(made); });
    all.push_back(made);
    set.memberships.push_back({one.partner_id, one.group_id, one.days});
  }
  std::ranges::stable_sort(all, {}, &Membership::partner);
  for (const auto* row : distinct_rows) {
    const auto partner = file.view.directory.partner(row->value.partner_id);
    const auto [first, last] = std::ranges::equal_range(all, partner, {}, &Membership::partner);
    TRY_STATUS(check_days(file, *row, {first, last}));
  }
  return set;
}

base::Result<ChangeSet> metric_value_changes(const FileView& file, const MetricValueRows& rows) {
  ChangeSet set;
  const auto key = [](const MetricValue& one) {
    return one.account_id + "\n" + one.competency + "\n" + one.metric + "\n" + one.month.text();
  };
  const auto order = [](const MetricValue& one) {
    return std::tie(one.account_id, one.competency, one.metric, one.month);
  };
  for (const auto* row : TRY(distinct(file, rows, "account_id", key))) {
    TRY_STATUS(check_value(file, *row));
    if (is_known(file.view.snapshot.metric_values, row->value, order)) continue;
    set.metric_values.push_back(row->value);
  }
  return set;
}

base::Result<ChangeSet> award_changes(const FileView& file, const AwardRows& rows) {
  ChangeSet set;
  const auto key = [](const Award& one) {
    return one.account_id + "\n" + one.competency + "\n" + one.awarded_on.text();
  };
  const auto order = [](const Award& one) {
    return std::tie(one.account_id, one.competency, one.awarded_on);
  };
  for (const auto* row : TRY(distinct(file, rows, "account_id", key))) {
    TRY_STATUS(check_award(file, *row));
    const auto& known = file.view.snapshot.awards;
    if (is_known(known, row->value, order)) continue;
    const bool given = std::ranges::binary_search(known, order(row->value), {}, order);
    if (row->value.level.empty() && !given) continue;  // withdrawn already
    set.awards.push_back(row->value);
  }
  return set;
}

}  // namespace registry

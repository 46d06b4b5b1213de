// What decides whether a partner may earn: its status by day, its enrolments, its profiles.
#include "registry/act_parts.h"
#include "registry/import_internal.h"
#include "registry/termination.h"

namespace registry {
namespace {

base::Result<base::PartnerKey> partner_of(const FileView& file, std::int64_t line,
                                          const std::string& id) {
  const base::PartnerKey key = file.view.directory.partner(id);
  if (key.exists()) return key;
  return unknown(file, line, "partner_id", id, "partner", file.view.snapshot.partners);
}

template <class Row, class Key>
const Row* find_known(const std::vector<Row>& known, const Row& row, Key key) {
  const auto found = std::ranges::lower_bound(known, key(row), {}, key);
  return found != known.end() && key(*found) == key(row) ? &*found : nullptr;
}

base::Status check_cause(const FileView& file, const Delivered<StatusLine>& row) {
  if (!row.value.for_cause || row.value.status == base::PartnerStatus::Terminated) return {};
  return reject(file, row.line, "for_cause", "yes",
                "only a termination is for cause; correct the status or write no");
}

}  // namespace

base::Result<ChangeSet> status_changes(const FileView& file, const StatusRows& rows) {
  ChangeSet set;
  const auto key = [](const StatusLine& one) {
    return one.partner_id + "\n" + std::to_string(one.from.number);
  };
  const auto order = [](const StatusChange& one) { return std::pair(one.partner, one.from); };
  for (const auto* row : TRY(distinct(file, rows, "partner_id", key))) {
    const StatusLine& one = row->value;
    const base::PartnerKey partner = TRY(partner_of(file, row->line, one.partner_id));
    TRY_STATUS(check_cause(file, *row));
    const auto status = one.status.value_or(base::PartnerStatus::Active);
    const StatusChange made{partner, one.from, status, one.for_cause, one.reason};
    const StatusChange* known = find_known(file.view.snapshot.statuses, made, order);
    const bool is_news = one.status ? known == nullptr || !(*known == made) : known != nullptr;
    if (!is_news) continue;
    set.statuses.push_back({one.partner_id, one.from, one.status, one.for_cause, one.reason});
  }
  set.associations = ended_by_termination(file.view, set.statuses);
  if (!set.associations.empty()) TRY_STATUS(check_change(file.view, set));
  return set;
}

base::Result<ChangeSet> enrolment_changes(const FileView& file, const EnrolmentRows& rows) {
  ChangeSet set;
  const auto key = [](const EnrolmentLine& one) {
    return one.partner_id + "\n" + one.agreement + "\n" + std::to_string(one.days.from.number);
  };
  const auto order = [](const Enrolment& one) {
    return std::tuple(one.partner, std::string_view(one.agreement), one.days.from);
  };
  for (const auto* row : TRY(distinct(file, rows, "partner_id", key))) {
    const EnrolmentLine& one = row->value;
    const base::PartnerKey partner = TRY(partner_of(file, row->line, one.partner_id));
    const Enrolment made{partner, one.agreement, one.days};
    TRY_STATUS(check_range(file, row->line, one.days));
    const Enrolment* known = find_known(file.view.snapshot.enrolments, made, order);
    if (known != nullptr && *known == made) continue;
    set.enrolments.push_back({one.partner_id, one.agreement, one.days});
  }
  return set;
}

base::Result<ChangeSet> profile_changes(const FileView& file, const ProfileRows& rows) {
  ChangeSet set;
  const auto key = [](const ProfileLine& one) {
    return one.partner_id + "\n" + std::string(base::word(one.kind)) + "\n" +
           std::to_string(one.days.from.number);
  };
  const auto order = [](const Profile& one) {
    return std::tuple(one.partner, one.kind, one.days.from);
  };
  for (const auto* row : TRY(distinct(file, rows, "partner_id", key))) {
    const ProfileLine& one = row->value;
    const base::PartnerKey partner = TRY(partner_of(file, row->line, one.partner_id));
    const Profile made{partner, one.kind, one.days};
    TRY_STATUS(check_range(file, row->line, one.days));
    const Profile* known = find_known(file.view.snapshot.profiles, made, order);
    if (known != nullptr && *known == made) continue;
    set.profiles.push_back({one.partner_id, one.kind, one.days});
  }
  return set;
}

}  // namespace registry

// What earnings need from outside: when associations gave access, and amounts given by hand.
#include <tuple>

#include "base/zone.h"
#include "registry/import_internal.h"

namespace registry {
namespace {

base::Instant instant_of(const base::Timestamp& timestamp, const base::Zone& zone) {
  return timestamp.offset_minutes ? base::instant_of(timestamp) : zone.instant_at(timestamp);
}

base::Status check_association(const FileView& file, const Delivered<AccessLine>& row) {
  const Snapshot& snapshot = file.view.snapshot;
  if (find_association(snapshot, row.value.association_id) != nullptr) return {};
  return unknown(file, row.line, "association_id", row.value.association_id, "association",
                 snapshot.associations);
}

base::Status check_lever(const FileView& file, const Delivered<ManualLine>& row) {
  std::vector<std::string_view> codes;
  for (const programs::Lever& lever : file.view.programme.levers) {
    if (!lever.reads_usage()) codes.push_back(lever.code);
  }
  if (std::ranges::find(codes, row.value.lever) != codes.end()) return {};
  return reject(file, row.line, "lever", row.value.lever,
                "programme '" + file.view.programme.code +
                    "' has no lever of kind manual with this code" +
                    base::hint(row.value.lever, codes) + "; correct the row or the programme");
}

// Sorted by id: a handful of rows against all that are known.
bool is_known(const std::vector<ManualEarning>& known, const ManualEarning& row) {
  const auto found = std::ranges::lower_bound(known, row.reference, {}, &ManualEarning::reference);
  return found != known.end() && *found == row;
}

bool is_known(const std::vector<AccessPeriod>& known, const AccessPeriod& row) {
  const auto key = [](const AccessPeriod& one) { return std::tie(one.association_id, one.from); };
  const auto found = std::ranges::lower_bound(known, key(row), {}, key);
  return found != known.end() && *found == row;
}

}  // namespace

base::Result<ChangeSet> access_changes(const FileView& file, const AccessRows& rows) {
  ChangeSet set;
  const base::Zone zone = TRY(base::Zone::find(file.view.programme.parameters.time_zone));
  const auto key = [&](const AccessLine& one) {
    return one.association_id + "\n" + std::to_string(instant_of(one.from, zone).milliseconds);
  };
  for (const auto* row : TRY(distinct(file, rows, "association_id", key))) {
    TRY_STATUS(check_association(file, *row));
    const AccessLine& one = row->value;
    const AccessPeriod made{.association_id = one.association_id,
                            .from = instant_of(one.from, zone),
                            .to = one.to ? instant_of(*one.to, zone) : kNoEnd};
    if (made.to < made.from) {
      return reject(file, row->line, "ends_at", one.to->day.text(),
                    "access ends before it starts; ends_at is the first moment without it");
    }
    if (!is_known(file.view.snapshot.access_periods, made)) set.access_periods.push_back(made);
  }
  return set;
}

base::Result<ChangeSet> manual_changes(const FileView& file, const ManualRows& rows) {
  ChangeSet set;
  const Snapshot& snapshot = file.view.snapshot;
  const auto key = [](const ManualLine& one) { return std::string_view(one.reference); };
  for (const auto* row : TRY(distinct(file, rows, "reference", key))) {
    const ManualLine& one = row->value;
    TRY_STATUS(check_lever(file, *row));
    const ManualEarning made{.reference = one.reference,
                             .lever = one.lever,
                             .partner = file.view.directory.partner(one.partner_id),
                             .subscription = file.view.directory.subscription(one.subscription_id),
                             .month = one.month,
                             .amount = one.amount,
                             .currency = one.currency,
                             .reason = one.reason};
    if (!made.partner.exists()) {
      return unknown(file, row->line, "partner_id", one.partner_id, "partner", snapshot.partners);
    }
    if (!made.subscription.exists()) {
      return unknown(file, row->line, "subscription_id", one.subscription_id, "subscription",
                     snapshot.subscriptions);
    }
    if (!is_known(snapshot.manual_earnings, made)) set.manual_earnings.push_back(one);
  }
  return set;
}

}  // namespace registry

// Shared by the parts of import: faults that name their cell, rows without repetition.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "base/nearest.h"
#include "registry/import.h"
#include "registry/standing.h"

namespace registry {

struct FileView {
  const View& view;
  const std::string& file;
};

inline std::string row_name(const std::string& file, std::int64_t line) {
  return file + " line " + std::to_string(line);
}

inline std::unexpected<base::Error> reject(const FileView& file, std::int64_t line,
                                           std::string_view column, std::string_view value,
                                           const std::string& why) {
  return base::fail(base::Code::InvalidInput, row_name(file.file, line) + ", column " +
                                                  std::string(column) + ", value '" +
                                                  std::string(value) + "': " + why);
}

template <class Noun>
std::unexpected<base::Error> unknown(const FileView& file, std::int64_t line,
                                     std::string_view column, std::string_view value,
                                     std::string_view noun, const std::vector<Noun>& known) {
  std::vector<std::string_view> ids;
  for (const Noun& one : known)
    ids.push_back(one.id);
  return reject(file, line, column, value,
                "no " + std::string(noun) + " with this id is registered" + base::hint(value, ids) +
                    "; import it first or correct the row");
}

inline base::Status check_range(const FileView& file, std::int64_t line, base::DayRange days) {
  if (days.from <= days.to) return {};
  return reject(file, line, "ends_on", days.to.text(),
                "the interval ends before it starts (starts_on is " + days.from.text() +
                    "); ends_on is the first day after it");
}

// The rows without exact repetitions, in file order. Two rows of one key with different values are
// an error: a file says one thing about one thing. `key_of` gives a text or a view into the row.
template <class Value, class KeyOf>
base::Result<std::vector<const Delivered<Value>*>> distinct(
    const FileView& file, const std::vector<Delivered<Value>>& rows, std::string_view column,
    KeyOf key_of) {
  using Key = std::invoke_result_t<KeyOf, const Value&>;
  std::vector<const Delivered<Value>*> kept;
  kept.reserve(rows.size());
  for (const Delivered<Value>& row : rows) {
    if (key_of(row.value).empty()) {
      return reject(file, row.line, column, "", "an id is needed here");
    }
    kept.push_back(&row);
  }
  // Most exports are sorted, and then nothing stands twice.
  const auto not_above = [&](const auto* a, const auto* b) {
    return !(key_of(a->value) < key_of(b->value));
  };
  if (std::ranges::adjacent_find(kept, not_above) == kept.end()) return kept;
  kept.clear();
  std::unordered_map<Key, const Delivered<Value>*> seen;
  seen.reserve(rows.size());
  for (const Delivered<Value>& row : rows) {
    const auto [place, is_new] = seen.try_emplace(key_of(row.value), &row);
    if (is_new) {
      kept.push_back(&row);
    } else if (!(place->second->value == row.value)) {
      return reject(file, row.line, column, place->first,
                    "the file already says something else about it on line " +
                        std::to_string(place->second->line) + "; keep one of the two rows");
    }
  }
  return kept;
}

// import_channels.cc
base::Result<ChangeSet> channel_changes(const FileView& file, const ChannelRows& rows);
// import_competencies.cc
base::Result<ChangeSet> membership_changes(const FileView& file, const MembershipRows& rows);
base::Result<ChangeSet> metric_value_changes(const FileView& file, const MetricValueRows& rows);
base::Result<ChangeSet> award_changes(const FileView& file, const AwardRows& rows);
// import_earnings.cc
base::Result<ChangeSet> access_changes(const FileView& file, const AccessRows& rows);
base::Result<ChangeSet> manual_changes(const FileView& file, const ManualRows& rows);
// import_eligibility.cc
base::Result<ChangeSet> status_changes(const FileView& file, const StatusRows& rows);
base::Result<ChangeSet> enrolment_changes(const FileView& file, const EnrolmentRows& rows);
base::Result<ChangeSet> profile_changes(const FileView& file, const ProfileRows& rows);
// import_shares.cc
base::Result<ChangeSet> share_changes(const FileView& file, const CreditShareRows& rows);
// import_mergers.cc
base::Result<ChangeSet> merger_changes(const FileView& file, const MergerRows& rows);
// import_associations.cc
base::Result<ChangeSet> association_changes(const FileView& file, const AssociationRows& rows);

}  // namespace registry

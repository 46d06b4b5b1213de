#include "registry/termination.h"

#include <algorithm>

#include "registry/act_parts.h"
#include "registry/partner_days.h"

namespace registry {
namespace {

auto place(const StatusChange& one) {
  return std::pair(one.partner, one.from);
}

}  // namespace

std::vector<StatusChange> statuses_after(const View& view,
                                         const std::vector<ChangeSet::StatusRow>& rows) {
  std::vector<StatusChange> out = view.snapshot.statuses;
  for (const ChangeSet::StatusRow& row : rows) {
    const auto partner = view.directory.partner(row.partner_id);
    std::erase_if(out, [&](const StatusChange& known) {
      return known.partner == partner && known.from == row.from;
    });
    if (row.status) out.push_back({partner, row.from, *row.status, row.for_cause, row.reason});
  }
  std::ranges::sort(out, {}, place);
  return out;
}

std::vector<ChangeSet::AssociationRow> ended_by_termination(
    const View& view, const std::vector<ChangeSet::StatusRow>& rows) {
  std::vector<ChangeSet::AssociationRow> out;
  if (rows.empty()) return out;
  std::vector<bool> concerned(view.snapshot.partners.size(), false);
  for (const ChangeSet::StatusRow& row : rows)
    concerned[view.directory.partner(row.partner_id).number] = true;
  const std::vector<StatusChange> statuses = statuses_after(view, rows);
  for (const Association& one : view.snapshot.associations) {
    if (!concerned[one.partner.number] || one.source == kRecognition) continue;
    const auto [first, last] =
        std::ranges::equal_range(statuses, one.partner, {}, &StatusChange::partner);
    const auto day = terminated_in({first, last}, one.days);
    if (day) out.push_back(ended(view, one, *day, kPartnerTerminated));
  }
  return out;
}

}  // namespace registry

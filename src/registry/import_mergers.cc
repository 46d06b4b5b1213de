// Customers that became one, or came to belong to another.
#include "registry/act_parts.h"
#include "registry/import_internal.h"
#include "registry/mergers.h"

namespace registry {
namespace {

base::Status check_known(const FileView& file, std::int64_t line, std::string_view column,
                         const std::string& id) {
  if (file.view.directory.customer(id).exists()) return {};
  return unknown(file, line, column, id, "customer", file.view.snapshot.customers);
}

bool is_recorded(const View& view, const MergerLine& one) {
  const Merger made{view.directory.customer(one.merged_id),
                    view.directory.customer(one.survivor_id), one.from, one.kind};
  return std::ranges::find(view.snapshot.mergers, made) != view.snapshot.mergers.end();
}

}  // namespace

base::Result<ChangeSet> merger_changes(const FileView& file, const MergerRows& rows) {
  ChangeSet set;
  const auto key = [](const MergerLine& one) {
    return one.merged_id + "\n" + std::string(base::word(one.kind));
  };
  for (const auto* row : TRY(distinct(file, rows, "merged_customer_id", key))) {
    const MergerLine& one = row->value;
    TRY_STATUS(check_known(file, row->line, "merged_customer_id", one.merged_id));
    TRY_STATUS(check_known(file, row->line, "surviving_customer_id", one.survivor_id));
    if (is_recorded(file.view, one)) continue;
    const ChangeSet::MergerRow made{one.merged_id, one.survivor_id, one.from, one.kind};
    if (const auto may = check_merger(file.view, set.mergers, made); !may) {
      return base::refuse(may.error().reason,
                          row_name(file.file, row->line) + ": " + may.error().message);
    }
    set.mergers.push_back(made);
  }
  if (set.mergers.empty()) return set;
  set.associations = ended_by_mergers(file.view, set.mergers);
  TRY_STATUS(check_change(file.view, set));
  return set;
}

}  // namespace registry

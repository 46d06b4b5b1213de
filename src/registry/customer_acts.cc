#include "registry/customer_acts.h"

#include "registry/act_detail.h"
#include "registry/act_parts.h"
#include "registry/mergers.h"

namespace registry {
namespace {

base::Status check_known(const View& view, const std::string& id) {
  if (view.directory.customer(id).exists()) return {};
  return base::fail(base::Code::NotFound, "customer '" + id + "' is not registered; check its id");
}

}  // namespace

base::Result<Decision> merge(const Situation& situation, const MergerWish& wish) {
  const Directory directory(situation.snapshot);
  const View view{situation.snapshot, directory, situation.programme};
  TRY_STATUS(check_known(view, wish.merged_id));
  TRY_STATUS(check_known(view, wish.survivor_id));
  TRY_STATUS(check_day(situation, wish.on));
  if (wish.reason.empty()) {
    return base::fail(base::Code::InvalidInput,
                      "say why; a merger is never taken back and its reason stands in the history");
  }
  Decision out;
  const ChangeSet::MergerRow row{wish.merged_id, wish.survivor_id, wish.on, wish.kind};
  TRY_STATUS(check_merger(view, {}, row));
  out.changes.mergers.push_back(row);
  out.changes.associations = ended_by_mergers(view, out.changes.mergers);
  TRY_STATUS(check_change(view, out.changes));
  out.act = {.actor = actor_text(situation),
             .action = "customer merge",
             .reason = wish.reason,
             .detail = detail_of(view, detail_of(wish), out.changes)};
  return out;
}

std::string detail_of(const MergerWish& wish) {
  return DetailWriter()
      .field("merged", wish.merged_id)
      .field("survivor", wish.survivor_id)
      .field("kind", base::word(wish.kind))
      .field("on", wish.on.text())
      .text();
}

}  // namespace registry

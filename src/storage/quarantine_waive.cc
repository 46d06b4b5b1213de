// Rows that nobody will mend leave quarantine by an act with a reason.
#include "base/fault.h"
#include "storage/quarantine_table.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

// What the audit chain says of a filter: "cause BAD_DATE, feed cloud".
std::string detail_of(const QuarantineFilter& filter) {
  std::string out;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out += (out.empty() ? "" : ", ") + std::string(name) + ' ' + std::string(value);
  };
  for (const ingest::Cause cause : filter.causes)
    add("cause", word(cause));
  add("feed", filter.feed);
  add("file", filter.file);
  add("subscription", filter.subscription);
  return out;
}

}  // namespace

base::Result<WaiveReceipt> waive_quarantine(Record& record, const QuarantineFilter& filter,
                                            const std::string& actor, const std::string& reason) {
  Leaving leaving;
  TRY_STATUS(each_waiting(record.database(), base::CommitNumber::latest(), where_of(filter),
                          [&](WaitingRow&& row) -> base::Status {
                            leaving.emplace_back(row.row, Outcome::Waived);
                            return {};
                          }));
  WaiveReceipt receipt;
  if (leaving.empty()) return receipt;
  TRY_STATUS(base::fault("waive.decided"));
  const registry::Act act{actor, "waive", reason, detail_of(filter)};
  receipt.commit =
      TRY(record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(release(database, commit, leaving));
        return base::fault("waive.entered");
      }));
  receipt.rows = static_cast<std::int64_t>(leaving.size());
  return receipt;
}

}  // namespace storage

// Rows that nobody will mend leave quarantine by an act with a reason.
#include "base/fault.h"
#include "registry/act_detail.h"
#include "storage/quarantine_table.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

// What the audit chain says of a filter.
std::string detail_of(const QuarantineFilter& filter, std::size_t rows) {
  registry::DetailWriter detail;
  std::string causes;
  for (const ingest::Cause cause : filter.causes)
    causes += (causes.empty() ? "" : ",") + std::string(word(cause));
  detail.field("cause", causes).field("feed", filter.feed).field("file", filter.file);
  detail.field("subscription", filter.subscription).field("rows", std::to_string(rows));
  return detail.text();
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
  const registry::Act act{actor, "waive", reason, detail_of(filter, leaving.size())};
  receipt.commit =
      TRY(record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(release(database, commit, leaving));
        return base::fault("waive.entered");
      }));
  receipt.rows = static_cast<std::int64_t>(leaving.size());
  return receipt;
}

}  // namespace storage

// Checks waiting rows against the registry as it is now; what passes becomes a segment.
#include <algorithm>

#include "base/check.h"
#include "base/fault.h"
#include "base/zone.h"
#include "ingest/csv.h"
#include "ingest/reread.h"
#include "registry/act_detail.h"
#include "storage/intake.h"
#include "storage/quarantine_table.h"

namespace storage {
namespace {

constexpr std::size_t kRowsAtOnce = 1024;

class Replay {
 public:
  Replay(Record& record, const registry::Snapshot& registry, const programs::Parameters& parameters,
         Intake& intake, const ReplayOrder& order)
      : record_(record),
        intake_(intake),
        order_(order),
        exact_(registry, parameters.usage_after_end_days, false),
        rounding_(registry, parameters.usage_after_end_days, true) {}

  base::Result<ReplayReceipt> run(const base::Zone& zone);

 private:
  base::Status flush();
  base::Status decode(ingest::RowBatch& batch);
  base::Status gather(WaitingRow&& row);
  base::Status commit();
  base::Status release_all(Database& database, base::CommitNumber commit, const Leaving& leaving);
  Leaving outcomes() const;

  Record& record_;
  Intake& intake_;
  const ReplayOrder& order_;
  std::optional<ingest::Reread> reread_;
  ingest::UsageRules exact_, rounding_;
  ReplayReceipt receipt_;
  // Rows gathered for the next batch: all round or none does.
  std::string lines_;
  std::vector<std::int64_t> rows_, delivered_lines_;
  std::vector<bool> replaces_;
  bool rounds_ = false;
  std::map<std::string, std::int64_t> files_;  // sources that are whole files: the newest revision
  std::vector<std::int64_t> staged_;           // quarantine rows, by place among the staged
};

base::Status Replay::decode(ingest::RowBatch& batch) {
  // The reader numbers lines; here a row is known by its place among the gathered.
  std::vector<std::int64_t> places(batch.size);
  for (std::size_t i = 0; i < places.size(); ++i)
    places[i] = static_cast<std::int64_t>(i);
  ingest::UsageRows rows;
  rows.size = batch.size;
  rows.line = places.data();
  if (reread_) reread_->apply(batch);
  for (std::size_t i = 0; i < ingest::kUsageColumnCount; ++i)
    rows.columns[i] = &batch.columns[i];
  ingest::UsageDecoder decoder(rounds_ ? rounding_ : exact_);
  ingest::UsageBatch accepted;
  std::vector<ingest::QuarantinedRow> still_wrong;
  decoder.decode(rows, accepted, still_wrong);
  for (std::size_t i = 0; i < accepted.size; ++i) {
    const auto place = static_cast<std::size_t>(accepted.line[i]);
    staged_.push_back(rows_[place]);
    if (replaces_[place]) {
      std::int64_t& revision = files_[std::string(accepted.source[i])];
      revision = std::max(revision, accepted.revision[i]);
    }
    accepted.line[i] = delivered_lines_[place];
  }
  return intake_.add(accepted);
}

base::Status Replay::flush() {
  if (rows_.empty()) return {};
  std::string csv;
  ingest::append_csv(csv, ingest::kUsageColumns);
  csv += "\n" + lines_;
  ingest::CsvOptions options;
  options.batch_rows_max = rows_.size();
  options.block_bytes = std::max(options.block_bytes, csv.size() + 1);
  auto reader =
      TRY(ingest::CsvReader::open(ingest::bytes_in_memory(std::move(csv)), "quarantine", options));
  ingest::RowBatch batch;
  TRY(reader->next(batch));
  if (batch.size != rows_.size()) {
    return base::fail(base::Code::Corrupt, "rows in quarantine cannot be read back",
                      "accredit verify");
  }
  TRY_STATUS(decode(batch));
  lines_.clear();
  rows_.clear();
  delivered_lines_.clear();
  replaces_.clear();
  return {};
}

// Waiting rows that leave: those staged, except where the key is in the log with other content.
Leaving Replay::outcomes() const {
  const Intake::Identified& found = intake_.identified();
  Leaving out;
  for (std::size_t pos = 0; pos < staged_.size(); ++pos) {
    const auto at = static_cast<std::int64_t>(pos);
    if (std::ranges::binary_search(found.reused, at)) continue;
    const bool duplicate = std::ranges::binary_search(found.duplicates, at);
    out.emplace_back(staged_[pos], duplicate ? Outcome::Duplicate : Outcome::Accepted);
  }
  return out;
}

base::Status Replay::release_all(Database& database, base::CommitNumber commit,
                                 const Leaving& leaving) {
  TRY_STATUS(release(database, commit, leaving));
  receipt_.corrected = TRY(release_outrun(database, commit));
  for (const auto& [source, newest] : files_)
    receipt_.corrected += TRY(release_replaced(database, commit, source, newest));
  return base::fault("replay.released");
}

base::Status Replay::commit() {
  const auto leaving = outcomes();
  receipt_.duplicates = static_cast<std::int64_t>(intake_.identified().duplicates.size());
  receipt_.accepted = intake_.facts().rows;
  receipt_.waiting = receipt_.rows - static_cast<std::int64_t>(leaving.size());
  if (leaving.empty()) return {};
  registry::DetailWriter detail;
  if (order_.mapping != nullptr) detail.field("mapping", order_.mapping->name);
  const registry::Act act{order_.actor, "replay", "",
                          order_.mapping != nullptr ? detail.text() : ""};
  const auto done =
      record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(intake_.enter(database, commit, "replay", kReplayName));
        return release_all(database, commit, leaving);
      });
  if (done || done.error().code == base::Code::CommitUnknown) intake_.keep();
  if (!done) return std::unexpected(done.error());
  receipt_.commit = *done;
  return {};
}

base::Status Replay::gather(WaitingRow&& row) {
  ++receipt_.rows;
  if (row.content.cells.empty()) return {};
  const bool rounds = row.content.rounds || (order_.mapping != nullptr && order_.mapping->round);
  if (rows_.size() == kRowsAtOnce || rounds != rounds_) TRY_STATUS(flush());
  rounds_ = rounds;
  lines_ += row.content.cells + "\n";
  rows_.push_back(row.row);
  delivered_lines_.push_back(row.content.line);
  replaces_.push_back(row.replaces);
  return {};
}

base::Result<ReplayReceipt> Replay::run(const base::Zone& zone) {
  if (order_.mapping != nullptr) reread_ = TRY(ingest::Reread::open(*order_.mapping, zone));
  TRY_STATUS(intake_.write_rows());
  TRY_STATUS(each_waiting(record_.database(), base::CommitNumber::latest(), where_of(order_.filter),
                          [&](WaitingRow&& row) { return gather(std::move(row)); }));
  TRY_STATUS(flush());
  TRY_STATUS(intake_.finish_rows());
  TRY_STATUS(base::fault("replay.staged"));
  TRY_STATUS(intake_.identify([](ingest::QuarantinedRow&&) -> base::Status { return {}; }));
  // A file of which nothing was acceptable until now replaces its older deliveries now.
  for (auto& [source, revision] : files_)
    revision = TRY(intake_.replace_source(source, revision));
  TRY_STATUS(intake_.publish(""));
  TRY_STATUS(commit());
  return receipt_;
}

}  // namespace

base::Result<ReplayReceipt> replay_quarantine(Record& record, UsageStore& store,
                                              const registry::Snapshot& registry,
                                              const programs::Parameters& parameters,
                                              const ReplayOrder& order) {
  const std::int64_t waiting = TRY(
      record.database().number("SELECT EXISTS (SELECT 1 FROM usage_quarantine q WHERE NOT EXISTS"
                               " (SELECT 1 FROM usage_release f WHERE f.row = q.row))"));
  if (waiting == 0) return ReplayReceipt{};
  const base::Zone zone = TRY(base::Zone::find(parameters.time_zone));
  Intake intake = TRY(Intake::begin(store.state()));
  return Replay(record, registry, parameters, intake, order).run(zone);
}

base::Result<bool> waits_for_registry(Record& record) {
  QuarantineFilter filter;
  filter.causes.assign(kHealedByRegistry.begin(), kHealedByRegistry.end());
  const std::int64_t waits = TRY(record.database().number(
      "SELECT EXISTS (SELECT 1 FROM usage_quarantine q JOIN subscription_key s"
      " ON s.id = q.subscription_id WHERE NOT EXISTS (SELECT 1 FROM usage_release f"
      " WHERE f.row = q.row) AND " +
      where_of(filter) + ")"));
  return waits != 0;
}

}  // namespace storage

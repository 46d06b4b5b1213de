// Takes a delivered file into the log: recognise, decode, stage, identify, publish, commit.
#include <algorithm>
#include <filesystem>

#include "base/check.h"
#include "base/fault.h"
#include "base/sha256.h"
#include "base/zone.h"
#include "ingest/byte_source.h"
#include "ingest/file_name.h"
#include "ingest/usage_feed.h"
#include "storage/disk_file.h"
#include "storage/duck_rows.h"
#include "storage/intake.h"
#include "storage/quarantine_table.h"
#include "storage/refused_rows.h"
#include "storage/usage_ingest.h"

namespace storage {
namespace {

using ingest::Receipt;
using ingest::Request;

constexpr std::int64_t kProgressRows = 1 << 17;

base::Status go_on(const Request& request) {
  if (!request.stop.stop_requested()) return {};
  return base::refuse(std::string(kCancelled), "it was cancelled; nothing of it was taken in");
}

std::string mapping_digest(const ingest::Mapping& mapping) {
  return base::hex(base::sha256(mapping.canonical ? "canonical" : mapping.text));
}

// The receipt of a file that is in the log already. One that only repeated rows of others may lack
// them when something was voided since: it is taken in again.
base::Result<std::optional<Receipt>> recognise(Database& database, const Receipt& asked,
                                               const std::string& mapping) {
  Statement rows = TRY(database.prepare(
      "SELECT commit_no, rows_read, accepted, duplicates, quarantined + known"
      " FROM usage_delivery d WHERE file_sha256 = :sha256 AND mapping_sha256 = :mapping"
      " AND NOT EXISTS (SELECT 1 FROM usage_void v WHERE v.delivery = d.delivery)"
      " AND (repeated = 0 OR commit_no > (SELECT coalesce(max(commit_no), 0) FROM usage_void))"
      " ORDER BY delivery DESC LIMIT 1"));
  rows.bind(":sha256", asked.sha256).bind(":mapping", mapping);
  if (!TRY(rows.step())) return std::nullopt;
  Receipt receipt = asked;
  receipt.repeated = true;
  receipt.commit = {rows.number(0)};
  receipt.rows_read = rows.number(1);
  receipt.duplicates = rows.number(2) + rows.number(3);
  receipt.known_quarantined = rows.number(4);
  receipt.records = receipt.duplicates + receipt.known_quarantined;
  return receipt;
}

// Deliveries so far of what the pattern calls the period of this file, under the same label.
base::Result<std::int64_t> deliveries_of(Database& database, const Request& request,
                                         const std::string& period) {
  if (request.mapping.restates == ingest::Restates::Latest)
    return database.number("SELECT count(*) FROM usage_delivery");
  Statement names =
      TRY(database.prepare("SELECT name FROM usage_delivery WHERE feed = :feed"
                           " AND (:pattern <> '' OR name = :name)"));
  names.bind(":feed", request.feed)
      .bind(":pattern", request.mapping.replaces)
      .bind(":name", period);
  std::int64_t count = 0;
  while (TRY(names.step())) {
    const auto parts = ingest::read_name(request.mapping.replaces, names.text(0));
    count += !parts || parts->period == period;
  }
  return count;
}

// What a feed does not say itself: the file's name is the source, each delivery of it a revision,
// unless the name tells how late it is.
base::Result<ingest::FileIdentity> file_identity(Database& database, const Request& request,
                                                 const Receipt& receipt) {
  ingest::NameParts name{receipt.file, std::nullopt};
  if (!request.mapping.replaces.empty())
    name = ingest::read_name(request.mapping.replaces, receipt.file).value_or(name);
  ingest::FileIdentity out;
  out.source = std::string(ingest::kFileSource) + (request.feed.empty() ? "" : request.feed + "/") +
               name.period;
  out.revision = name.as_of ? *name.as_of : TRY(deliveries_of(database, request, name.period)) + 1;
  return out;
}

// A Parquet file that may become a segment as it is: every column in a type of its meaning.
bool may_be_adopted(const ingest::RowSource& rows, const ingest::Mapping& mapping) {
  const auto* parquet = dynamic_cast<const DuckRows*>(&rows);
  if (parquet == nullptr || !mapping.canonical || rows.names().size() != 12) return false;
  for (std::size_t i = 0; i < rows.names().size(); ++i) {
    const std::string& name = rows.names()[i];
    const bool good = name == "usage_date"                     ? parquet->is_day(i)
                      : name == "revision"                     ? parquet->is_integer(i)
                      : name == "amount" || name == "quantity" ? parquet->is_number(i)
                                                               : parquet->is_text(i);
    if (!good) return false;
  }
  return true;
}

// One ingest, step by step.
class Ingest {
 public:
  Ingest(Record& record, UsageStore& store, const Request& request, const ingest::UsageRules& rules,
         const base::Zone& zone, const ingest::ProgressCallback& progress)
      : record_(record),
        store_(store),
        state_(store.state()),
        request_(request),
        rules_(rules),
        zone_(zone),
        progress_(progress) {}

  base::Result<Receipt> run();
  base::Result<Receipt> run(Delivery& delivery);

 private:
  enum class Way { Adopt, Write };
  base::Result<Way> choose() const;
  base::Result<bool> all_good(Intake& intake);
  base::Status read_file(Intake& intake, RefusedRows* refused, bool& clean);
  base::Status read(ingest::RowSource& rows, Intake& intake, RefusedRows* refused, bool& clean);
  base::Result<Receipt> complete(Intake& intake, RefusedRows& refused);
  base::Status identify(Intake& intake, RefusedRows& refused);
  base::Status commit(Intake& intake, RefusedRows& refused);
  base::Status write_commit(Database& database, base::CommitNumber commit, Intake& intake,
                            RefusedRows& refused, const std::vector<std::int64_t>& corrected);
  base::Status release_before(Database& database, base::CommitNumber commit,
                              const std::vector<std::int64_t>& corrected);
  base::Status release_after(Database& database, base::CommitNumber commit);
  base::Status enter_delivery(Database& database, base::CommitNumber commit, const Intake& intake,
                              std::int64_t delivery) const;
  void tell(const ingest::UsageFeed& feed);
  bool by_whole_file() const {
    return request_.mapping.by_file() && request_.mapping.restates == ingest::Restates::File;
  }
  // The first delivery under a name has nothing to replace; a name with an order may come late.
  bool replaces() const {
    return by_whole_file() && (identity_.revision > 1 || !request_.mapping.replaces.empty());
  }

  Record& record_;
  UsageStore& store_;
  UsageStore::State& state_;
  const Request& request_;
  const ingest::UsageRules& rules_;
  const base::Zone& zone_;
  const ingest::ProgressCallback& progress_;
  Delivery* delivery_ = nullptr;  // none: the file of the request
  ingest::FileIdentity identity_;
  std::string mapping_;
  std::int64_t newest_ = 0;  // revision known of the file
  Receipt receipt_;
  std::int64_t bytes_total_ = 0;
  std::int64_t told_ = 0;
};

void Ingest::tell(const ingest::UsageFeed& feed) {
  if (!progress_ || feed.rows_read() - told_ < kProgressRows) return;
  told_ = feed.rows_read();
  progress_({feed.bytes_read(), bytes_total_, told_});
}

// Streams the file through the checks. Without `refused` the first bad row ends it: not clean.
base::Status Ingest::read_file(Intake& intake, RefusedRows* refused, bool& clean) {
  const auto rows = TRY(open_rows(store_, request_.path, request_.mapping));
  return read(*rows, intake, refused, clean);
}

base::Status Ingest::read(ingest::RowSource& rows, Intake& intake, RefusedRows* refused,
                          bool& clean) {
  auto feed =
      TRY(ingest::UsageFeed::open(receipt_.file, rows, request_.mapping, identity_, rules_, zone_));
  ingest::UsageBatch accepted;
  std::vector<ingest::QuarantinedRow> bad;
  clean = true;
  told_ = 0;
  while (TRY(feed->next(accepted, bad))) {
    TRY_STATUS(go_on(request_));
    if (!bad.empty() && refused == nullptr) {
      clean = false;
      return {};
    }
    for (const ingest::QuarantinedRow& row : bad)
      TRY_STATUS(refused->add(row));
    bad.clear();
    TRY_STATUS(intake.add(accepted));
    tell(*feed);
  }
  receipt_.rows_read = feed->rows_read();
  receipt_.cancellations = feed->cancellations();
  return {};
}

base::Result<Ingest::Way> Ingest::choose() const {
  if (!request_.path.ends_with(".parquet")) return Way::Write;
  const auto rows = TRY(open_rows(store_, request_.path, request_.mapping));
  return may_be_adopted(*rows, request_.mapping) ? Way::Adopt : Way::Write;
}

// Reads a file that may be adopted; false: a row was refused, so it has to be written.
base::Result<bool> Ingest::all_good(Intake& intake) {
  bool clean = true;
  intake.adopt(request_.path);
  TRY_STATUS(read_file(intake, nullptr, clean));
  if (clean) TRY_STATUS(intake.finish_rows());
  return clean;
}

base::Status Ingest::identify(Intake& intake, RefusedRows& refused) {
  TRY_STATUS(intake.identify(
      [&](ingest::QuarantinedRow&& row) -> base::Status { return refused.add(row); }));
  // A file of which nothing is acceptable replaces nothing.
  if (replaces()) {
    newest_ =
        TRY(intake.replace_source(identity_.source, intake.staged() > 0 ? identity_.revision : 0));
  }
  return {};
}

base::Result<Receipt> Ingest::run() {
  receipt_.file = ingest::file_name(request_.path);
  receipt_.feed = request_.feed;
  std::error_code missing;
  bytes_total_ = static_cast<std::int64_t>(std::filesystem::file_size(request_.path, missing));
  if (missing) {
    return base::fail(base::Code::NotFound,
                      request_.path + " cannot be opened: " + missing.message());
  }
  receipt_.sha256 = base::hex(TRY(digest_file(request_.path)));
  mapping_ = mapping_digest(request_.mapping);
  Database& database = record_.database();
  if (auto known = TRY(recognise(database, receipt_, mapping_))) return *known;
  TRY_STATUS(base::fault("ingest.opened"));
  identity_ = TRY(file_identity(database, request_, receipt_));
  RefusedRows refused(state_.path("segments/incoming.refused.tmp"));
  const Way way = TRY(choose());
  if (way == Way::Adopt) {
    Intake intake = TRY(Intake::begin(state_));
    if (TRY(all_good(intake))) return complete(intake, refused);
  }
  Intake intake = TRY(Intake::begin(state_));
  bool clean = true;
  TRY_STATUS(intake.write_rows());
  TRY_STATUS(read_file(intake, &refused, clean));
  TRY_STATUS(intake.finish_rows());
  return complete(intake, refused);
}

base::Result<Receipt> Ingest::run(Delivery& delivery) {
  ASSERT(request_.mapping.canonical);
  delivery_ = &delivery;
  receipt_.file = delivery.name;
  receipt_.feed = request_.feed;
  mapping_ = mapping_digest(request_.mapping);
  TRY_STATUS(base::fault("ingest.opened"));
  RefusedRows refused(state_.path("segments/incoming.refused.tmp"));
  Intake intake = TRY(Intake::begin(state_));
  bool clean = true;
  TRY_STATUS(intake.write_rows());
  {
    const auto rows = TRY(delivery.open());
    TRY_STATUS(read(*rows, intake, &refused, clean));
  }
  receipt_.sha256 = delivery.sha256();
  TRY_STATUS(intake.finish_rows());
  return complete(intake, refused);
}

base::Result<Receipt> Ingest::complete(Intake& intake, RefusedRows& refused) {
  TRY_STATUS(base::fault("ingest.staged"));
  TRY_STATUS(identify(intake, refused));
  TRY_STATUS(base::fault("ingest.identified"));
  TRY_STATUS(go_on(request_));
  TRY_STATUS(intake.publish(receipt_.sha256));
  TRY_STATUS(commit(intake, refused));
  return receipt_;
}

base::Status Ingest::commit(Intake& intake, RefusedRows& refused) {
  const Intake::Identified& found = intake.identified();
  receipt_.accepted = intake.facts().rows;
  receipt_.duplicates = static_cast<std::int64_t>(found.duplicates.size());
  receipt_.superseded = static_cast<std::int64_t>(found.superseded.size());
  for (const auto& [segment, rows] : found.supersessions) {
    receipt_.superseding += static_cast<std::int64_t>(rows.size());
  }
  receipt_.voided = intake.voided();
  receipt_.examples = refused.examples();
  receipt_.records = receipt_.accepted + receipt_.duplicates + refused.rows();
  receipt_.totals = intake.facts().totals;
  receipt_.rounding = intake.rounding();
  receipt_.adopted = intake.adopted();
  const auto corrected = TRY(intake.corrected_rows());
  const registry::Act act{request_.actor, "ingest", "", ""};
  const auto done = record_.commit(act, [&](Database& database, base::CommitNumber commit) {
    return write_commit(database, commit, intake, refused, corrected);
  });
  if (done || done.error().code == base::Code::CommitUnknown) intake.keep();
  if (!done) return std::unexpected(done.error());
  receipt_.commit = *done;
  return {};
}

base::Status Ingest::write_commit(Database& database, base::CommitNumber commit, Intake& intake,
                                  RefusedRows& refused,
                                  const std::vector<std::int64_t>& corrected) {
  // The delivery's row counts what entered quarantine, so it comes after the rows that name it.
  TRY_STATUS(database.execute("PRAGMA defer_foreign_keys=ON"));
  TRY_STATUS(intake.enter(database, commit, request_.feed, receipt_.file));
  const std::int64_t delivery =
      TRY(database.number("SELECT coalesce(max(delivery), 0) + 1 FROM usage_delivery"));
  TRY_STATUS(release_before(database, commit, corrected));
  receipt_.causes = TRY(refused.store(database, commit, delivery));
  for (const auto& [cause, rows] : receipt_.causes)
    receipt_.quarantined += rows;
  receipt_.known_quarantined = refused.rows() - receipt_.quarantined;
  TRY_STATUS(enter_delivery(database, commit, intake, delivery));
  TRY_STATUS(release_after(database, commit));
  return delivery_ == nullptr ? base::Status() : delivery_->leave(database);
}

// What leaves before the refused rows come, so that none of them counts as one that waits already.
base::Status Ingest::release_before(Database& database, base::CommitNumber commit,
                                    const std::vector<std::int64_t>& corrected) {
  Leaving leaving;
  for (const std::int64_t row : corrected)
    leaving.emplace_back(row, Outcome::Corrected);
  TRY_STATUS(release(database, commit, leaving));
  receipt_.released = static_cast<std::int64_t>(corrected.size());
  receipt_.released +=
      TRY(release_reread(database, commit, {receipt_.sha256, mapping_, request_.mapping.name}));
  if (!replaces()) return {};
  receipt_.released += TRY(release_replaced(database, commit, identity_.source, newest_));
  return {};
}

// What leaves for the refused rows, and they themselves when their file came too late.
base::Status Ingest::release_after(Database& database, base::CommitNumber commit) {
  receipt_.released += TRY(release_older(database, commit));
  if (replaces()) TRY(release_replaced(database, commit, identity_.source, newest_));
  return {};
}

base::Status Ingest::enter_delivery(Database& database, base::CommitNumber commit,
                                    const Intake& intake, std::int64_t delivery) const {
  Statement insert = TRY(database.prepare(
      "INSERT INTO usage_delivery (delivery, commit_no, file_sha256, mapping_sha256, mapping,"
      " replaces, name, feed, segment, rows_read, accepted, superseding, superseded, duplicates,"
      " repeated, quarantined, known) VALUES (:delivery, :commit, :sha256, :mapping,"
      " :mapping_name, :replaces, :name, :feed, :segment, :rows, :accepted, :superseding,"
      " :superseded, :duplicates, :repeated, :quarantined, :known)"));
  insert.bind(":delivery", delivery)
      .bind(":commit", commit.number)
      .bind(":sha256", receipt_.sha256)
      .bind(":mapping", mapping_)
      .bind(":mapping_name", request_.mapping.name)
      .bind(":replaces", std::int64_t{by_whole_file()})
      .bind(":name", receipt_.file)
      .bind(":feed", receipt_.feed)
      .bind(":rows", receipt_.rows_read)
      .bind(":accepted", receipt_.accepted)
      .bind(":superseding", receipt_.superseding)
      .bind(":superseded", receipt_.superseded)
      .bind(":duplicates", receipt_.duplicates)
      .bind(":repeated", intake.identified().repeated)
      .bind(":quarantined", receipt_.quarantined)
      .bind(":known", receipt_.known_quarantined);
  if (intake.has_segment())
    insert.bind(":segment", TRY(intake.segment_number()));
  else
    insert.bind_null(":segment");
  return insert.run();
}

}  // namespace

base::Result<Receipt> ingest_file(Record& record, UsageStore& store, const Request& request,
                                  const registry::Snapshot& registry,
                                  const programs::Parameters& parameters,
                                  const ingest::ProgressCallback& progress) {
  const base::Zone zone = TRY(base::Zone::find(parameters.time_zone));
  const ingest::UsageRules rules(registry, parameters.usage_after_end_days, request.mapping.round);
  return Ingest(record, store, request, rules, zone, progress).run();
}

base::Result<Receipt> ingest_delivery(Record& record, UsageStore& store, const Request& request,
                                      Delivery& delivery, const registry::Snapshot& registry,
                                      const programs::Parameters& parameters) {
  const base::Zone zone = TRY(base::Zone::find(parameters.time_zone));
  const ingest::UsageRules rules(registry, parameters.usage_after_end_days, request.mapping.round);
  return Ingest(record, store, request, rules, zone, {}).run(delivery);
}

}  // namespace storage

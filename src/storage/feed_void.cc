#include "storage/feed_void.h"

#include <algorithm>

#include "base/fault.h"
#include "base/sha256.h"
#include "registry/act_detail.h"
#include "storage/disk_file.h"
#include "storage/feed_void_internal.h"
#include "storage/intake.h"
#include "storage/quarantine.h"

namespace storage {
namespace {

constexpr std::size_t kPrefixMin = 6;  // letters of a SHA-256
constexpr std::string_view kCopyName = "void of ";

bool is_prefix_of_sha256(std::string_view text) {
  return text.size() >= kPrefixMin && text.find_first_not_of("0123456789abcdef") == text.npos;
}

base::Error unknown(const std::string& file) {
  if (file == kReplayName || file.starts_with(kCopyName)) {
    return {base::Code::Refused,
            "'" + file +
                "' is no delivery: its rows came with other files. Void one of those, and "
                "its part of '" +
                file + "' goes with it",
            "NO_DELIVERY"};
  }
  return {base::Code::NotFound,
          "no file was delivered under the name '" + file +
              "', and no SHA-256 begins so; an import prints both",
          {},
          "accredit ingest -o csv"};
}

struct Found {
  VoidTarget target;
  std::int64_t voided_at = 0;
};

base::Result<std::vector<Found>> find_deliveries(Database& database, const VoidWish& wish) {
  Statement rows = TRY(database.prepare(
      "SELECT d.delivery, d.commit_no, d.name, d.feed, d.file_sha256, d.mapping_sha256, d.segment,"
      " d.replaces, coalesce(v.commit_no, 0), d.mapping FROM usage_delivery d LEFT JOIN usage_void "
      "v"
      " ON v.delivery = d.delivery WHERE d.name = :file"
      " OR (:prefix AND substr(d.file_sha256, 1, length(:file)) = :file) ORDER BY d.delivery"));
  rows.bind(":file", wish.file).bind(":prefix", std::int64_t{is_prefix_of_sha256(wish.file)});
  std::vector<Found> out;
  while (TRY(rows.step())) {
    Found& found = out.emplace_back();
    found.target.file = {rows.number(0),
                         {rows.number(1)},
                         std::string(rows.text(2)),
                         std::string(rows.text(3)),
                         std::string(rows.text(4)),
                         0};
    found.target.mapping_sha256 = rows.text(5);
    if (!rows.is_null(6)) found.target.segment = rows.number(6);
    found.target.replaces = rows.number(7) != 0;
    found.target.mapping = rows.text(9);
    found.voided_at = rows.number(8);
  }
  return out;
}

bool same_bytes(const VoidTarget& a, const VoidTarget& b) {
  return a.file.file_sha256 == b.file.file_sha256 && a.mapping_sha256 == b.mapping_sha256;
}

base::Error several(const std::string& file, const std::vector<VoidTarget>& targets) {
  std::string text = "'" + file + "' means several deliveries:";
  for (const VoidTarget& target : targets) {
    text += "\n  --commit " + std::to_string(target.file.commit.number) + "  " + target.file.name +
            "  " + target.file.file_sha256.substr(0, 12) + "  mapping " + target.mapping +
            (target.file.feed.empty() ? "" : "  feed " + target.file.feed);
  }
  return {base::Code::Usage, text + "\nName one of them so", {}};
}

base::Result<std::vector<DeliveredFile>> repeating_since(Database& database,
                                                         const std::vector<VoidTarget>& targets) {
  Statement rows = TRY(database.prepare(
      "SELECT delivery, commit_no, name, feed, file_sha256, repeated"
      " FROM usage_delivery d WHERE repeated > 0"
      " AND commit_no > (SELECT min(commit_no) FROM usage_delivery WHERE delivery IN (" +
      numbers_of(targets) + ")) AND delivery NOT IN (" + numbers_of(targets) +
      ") AND delivery NOT IN (SELECT delivery FROM usage_void) ORDER BY delivery"));
  std::vector<DeliveredFile> out;
  while (TRY(rows.step())) {
    out.push_back({rows.number(0),
                   {rows.number(1)},
                   std::string(rows.text(2)),
                   std::string(rows.text(3)),
                   std::string(rows.text(4)),
                   rows.number(5)});
  }
  return out;
}

// A quarantine row that waits once more, for its own delivery (0) or for another that brought it.
struct WaitsAgain {
  std::int64_t row = 0, delivery = 0, line = 0;
};

std::int64_t size_of(const RowsBySegment& rows) {
  std::int64_t size = 0;
  for (const auto& [segment, positions] : rows)
    size += static_cast<std::int64_t>(positions.size());
  return size;
}

// Rows that count again, as a segment of their own: supersession is never undone. Its files go
// when nothing kept them.
class Copies {
 public:
  Copies(UsageStore::State& state, std::string name) : state_(state), name_(std::move(name)) {}
  Copies(const Copies&) = delete;
  Copies& operator=(const Copies&) = delete;
  ~Copies() {
    remove_quietly(temporary());
    if (!entry_ || kept_) return;
    remove_quietly(entry_->file.path);
    remove_quietly(keys_path(entry_->file.path));
  }

  base::Status write(const RowsBySegment& rows);
  void keep() { kept_ = true; }
  const std::optional<SegmentEntry>& entry() const { return entry_; }

 private:
  std::string temporary() const { return state_.path("segments/void.parquet.tmp"); }
  base::Result<std::string> relation(Duck& duck, const RowsBySegment& rows);

  UsageStore::State& state_;
  std::string name_;
  std::optional<SegmentEntry> entry_;
  bool kept_ = false;
};

base::Result<std::string> Copies::relation(Duck& duck, const RowsBySegment& rows) {
  const auto segments = TRY(load_segments(state_, {}, base::CommitNumber::latest()));
  std::vector<std::uint64_t> places;
  std::string out;
  for (const StoredSegment& segment : segments) {
    const auto found = rows.find(segment.manifest.segment);
    if (found == rows.end()) continue;
    for (const std::int64_t pos : found->second) {
      places.push_back(static_cast<std::uint64_t>((segment.manifest.segment << kPlaceBits) + pos));
    }
    out += (out.empty() ? "" : " UNION ALL ") + placed(segment, segment_column_list());
  }
  TRY_STATUS(duck.make_table("void_rows", places, Duck::Numbers::Signed));
  return "(" + out + ") WHERE place IN (SELECT value FROM void_rows)";
}

base::Status Copies::write(const RowsBySegment& rows) {
  if (rows.empty()) return {};
  Duck& duck = *TRY(state_.engine());
  const std::string from = TRY(relation(duck, rows));
  DuckConnection connection = TRY(duck.connect());
  TRY_STATUS(connection.execute("COPY (SELECT " + segment_column_list() + " FROM " + from +
                                " ORDER BY place) TO " + sql_text(temporary()) +
                                " (FORMAT parquet)"));
  TRY_STATUS(sync_file(temporary()));
  TRY_STATUS(base::fault("void.copied"));
  const usage::SegmentNumber number = TRY(next_segment(state_.record.database()));
  SegmentEntry entry;
  entry.file = {number, state_.path(segment_name(number)), false};
  entry.sha256 = base::hex(TRY(digest_file(temporary())));
  entry.feed = "void";
  entry.delivered_as = std::string(kCopyName) + name_;
  entry_ = entry;
  TRY_STATUS(publish(temporary(), entry.file.path));
  TRY_STATUS(base::fault("segment.named"));
  entry_->facts = TRY(measure(duck, entry.file))[number];
  TRY_STATUS(rebuild_keys(duck, entry.file, entry.sha256));
  return base::fault("segment.keyed");
}

base::Status enter_rows(Database& database, base::CommitNumber commit, const LogChange& change) {
  for (const auto& [segment, rows] : change.stopping)
    TRY_STATUS(enter_supersession(database, commit, segment, rows));
  Statement insert =
      TRY(database.prepare("INSERT INTO usage_voided_rows (commit_no, segment, row_numbers)"
                           " VALUES (:commit, :segment, :rows)"));
  insert.bind(":commit", commit.number).bind_null(":rows");
  for (const usage::SegmentNumber segment : change.own)
    TRY_STATUS(insert.bind(":segment", segment).run());
  for (const auto& [segment, rows] : change.voided)
    TRY_STATUS(insert.bind(":segment", segment).bind_blob(":rows", rows_blob(rows)).run());
  return {};
}

// A row of a voided file that other files brought, too, waits for the first of them.
base::Result<std::vector<WaitsAgain>> handed_over(Database& database, const std::string& targets) {
  Statement rows = TRY(database.prepare(
      "SELECT q.row, p.delivery, p.line FROM usage_quarantine q JOIN usage_repeat p ON p.row = "
      "q.row"
      " LEFT JOIN usage_release f ON f.row = q.row WHERE q.delivery IN (" +
      targets + ") AND coalesce(f.outcome, 'accepted') = 'accepted' AND p.delivery NOT IN (" +
      targets +
      ") AND p.delivery NOT IN (SELECT delivery FROM usage_void)"
      " AND NOT EXISTS (SELECT 1 FROM usage_quarantine n WHERE n.again = q.row)"
      " ORDER BY q.row, p.delivery"));
  std::vector<WaitsAgain> out;
  while (TRY(rows.step())) {
    if (out.empty() || out.back().row != rows.number(0))
      out.push_back({rows.number(0), rows.number(1), rows.number(2)});
  }
  return out;
}

base::Status enter_again(Database& database, base::CommitNumber commit,
                         const std::vector<WaitsAgain>& rows) {
  std::int64_t next = TRY(database.number("SELECT coalesce(max(row), 0) FROM usage_quarantine"));
  Statement insert = TRY(database.prepare(
      "INSERT INTO usage_quarantine (row, commit_no, delivery, digest, cause, line, column_name,"
      " value, expected, remedy, source, record_key, revision, subscription_id, cells, delivered,"
      " rounds, usage_day, measure, currency, amount, quantity, again)"
      " SELECT :next, :commit, coalesce(:delivery, delivery), digest, cause, coalesce(:line, line),"
      " column_name, value, expected, remedy, source, record_key, revision, subscription_id, cells,"
      " delivered, rounds, usage_day, measure, currency, amount, quantity, row"
      " FROM usage_quarantine WHERE row = :row"));
  Statement repeat = TRY(database.prepare(
      "INSERT INTO usage_repeat (commit_no, delivery, row, line) SELECT :commit, delivery, :next,"
      " line FROM usage_repeat WHERE row = :row AND delivery <> coalesce(:delivery, 0)"));
  for (const WaitsAgain& again : rows) {
    ++next;
    for (Statement* statement : {&insert, &repeat}) {
      statement->bind(":next", next).bind(":commit", commit.number).bind(":row", again.row);
      if (again.delivery == 0)
        statement->bind_null(":delivery");
      else
        statement->bind(":delivery", again.delivery);
    }
    if (again.delivery == 0)
      insert.bind_null(":line");
    else
      insert.bind(":line", again.line);
    TRY_STATUS(insert.run());
    TRY_STATUS(repeat.run());
  }
  return {};
}

base::Status enter_quarantine(Database& database, base::CommitNumber commit,
                              const std::string& targets, const std::vector<WaitsAgain>& again) {
  TRY_STATUS(database.execute(
      "INSERT INTO usage_release (row, commit_no, outcome) SELECT q.row, " +
      std::to_string(commit.number) + ", 'voided' FROM usage_quarantine q WHERE q.delivery IN (" +
      targets + ") AND NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)"));
  return enter_again(database, commit, again);
}

base::Status enter_voids(Database& database, base::CommitNumber commit,
                         const std::vector<VoidTarget>& targets,
                         const std::optional<SegmentEntry>& copies) {
  Statement insert =
      TRY(database.prepare("INSERT INTO usage_void (delivery, commit_no, segment) VALUES "
                           "(:delivery, :commit, :copies)"));
  insert.bind(":commit", commit.number);
  if (copies)
    insert.bind(":copies", copies->file.number);
  else
    insert.bind_null(":copies");
  for (const VoidTarget& target : targets)
    TRY_STATUS(insert.bind(":delivery", target.file.delivery).run());
  return {};
}

}  // namespace

std::string numbers_of(const std::vector<VoidTarget>& targets) {
  std::string out;
  for (const VoidTarget& target : targets)
    out += (out.empty() ? "" : ", ") + std::to_string(target.file.delivery);
  return out;
}

base::Result<std::vector<VoidTarget>> find_targets(Database& database, const VoidWish& wish) {
  const auto found = TRY(find_deliveries(database, wish));
  if (found.empty()) return std::unexpected(unknown(wish.file));
  std::vector<VoidTarget> standing;
  for (const Found& delivery : found)
    if (delivery.voided_at == 0) standing.push_back(delivery.target);
  if (standing.empty()) {
    return base::refuse("VOIDED", "'" + wish.file + "' was voided before, at commit " +
                                      std::to_string(found.back().voided_at));
  }
  const VoidTarget* chosen = &standing.front();
  if (wish.commit) {
    const auto named = std::ranges::find(
        standing, *wish.commit, [](const VoidTarget& target) { return target.file.commit; });
    if (named == standing.end()) return std::unexpected(several(wish.file, standing));
    chosen = &*named;
  }
  std::vector<VoidTarget> targets;
  for (const VoidTarget& target : standing)
    if (same_bytes(target, *chosen)) targets.push_back(target);
  if (!wish.commit && targets.size() != standing.size())
    return std::unexpected(several(wish.file, standing));
  return targets;
}

struct FeedVoid::Plan {
  Record& record;
  UsageStore::State& state;
  std::vector<VoidTarget> targets;
  LogChange change;
  VoidEffect effect;
  std::vector<WaitsAgain> again;
};

FeedVoid::FeedVoid(std::unique_ptr<Plan> plan) : plan_(std::move(plan)) {}
FeedVoid::FeedVoid(FeedVoid&&) noexcept = default;
FeedVoid::~FeedVoid() = default;

const VoidEffect& FeedVoid::effect() const {
  return plan_->effect;
}

base::Result<FeedVoid> FeedVoid::plan(Record& record, UsageStore& store, const VoidWish& wish) {
  auto plan = std::make_unique<Plan>(Plan{record, store.state(), {}, {}, {}, {}});
  Database& database = record.database();
  plan->targets = TRY(find_targets(database, wish));
  Duck* const duck = TRY(plan->state.engine());
  VoidQuery query(plan->state, *duck, plan->targets);
  TRY_STATUS(query.gather());
  plan->change = TRY(query.run());
  VoidEffect& effect = plan->effect;
  effect.totals = TRY(query.totals(plan->change));
  for (const VoidTarget& target : plan->targets)
    effect.files.push_back(target.file);
  effect.stopping = size_of(plan->change.stopping);
  effect.returning = size_of(plan->change.returning);
  plan->again = TRY(handed_over(database, numbers_of(plan->targets)));
  for (const std::int64_t row : plan->change.going_back)
    plan->again.push_back({row, 0, 0});
  effect.going_back = static_cast<std::int64_t>(plan->again.size());
  effect.waiting = TRY(database.number(
      "SELECT count(*) FROM usage_quarantine q WHERE q.delivery IN (" + numbers_of(plan->targets) +
      ") AND NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)"));
  effect.repeating = TRY(repeating_since(database, plan->targets));
  return FeedVoid(std::move(plan));
}

base::Result<base::CommitNumber> FeedVoid::commit(const std::string& actor,
                                                  const std::string& reason) {
  TRY_STATUS(base::fault("void.planned"));
  const DeliveredFile& file = plan_->targets.front().file;
  Copies copies(plan_->state, file.name);
  TRY_STATUS(copies.write(plan_->change.returning));
  registry::DetailWriter detail;
  detail.field("file", file.name).field("sha256", file.file_sha256);
  const registry::Act act{actor, "void", reason, detail.text()};
  const auto done =
      plan_->record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
        TRY_STATUS(enter_rows(database, commit, plan_->change));
        if (copies.entry()) TRY_STATUS(enter_segment(database, commit, *copies.entry()));
        TRY_STATUS(enter_voids(database, commit, plan_->targets, copies.entry()));
        TRY_STATUS(enter_quarantine(database, commit, numbers_of(plan_->targets), plan_->again));
        return base::fault("void.entered");
      });
  if (done || done.error().code == base::Code::CommitUnknown) copies.keep();
  return done;
}

}  // namespace storage

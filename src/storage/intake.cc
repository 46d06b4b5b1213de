#include "storage/intake.h"

#include <algorithm>

#include "base/check.h"
#include "base/fault.h"
#include "storage/disk_file.h"
#include "storage/quarantine_table.h"
#include "usage/identity.h"

namespace storage {
namespace {

// `into` with `more` in it: sorted, each once.
void unite(std::vector<std::int64_t>& into, const std::vector<std::int64_t>& more) {
  into.insert(into.end(), more.begin(), more.end());
  std::ranges::sort(into);
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

constexpr std::string_view kAmongCandidates =
    "record_fingerprint(source, record_key) IN (SELECT value FROM candidate)";

}  // namespace

// ---- Tally --------------------------------------------------------------------------------------

Tally::Sum& Tally::sum_of(base::Measure measure, std::string_view currency) {
  const auto fits = [&](const Sum& sum) {
    return sum.measure == measure && sum.currency == currency;
  };
  if (last_ < sums_.size() && fits(sums_[last_])) return sums_[last_];
  const auto found = std::ranges::find_if(sums_, fits);
  last_ = static_cast<std::size_t>(found - sums_.begin());
  if (found == sums_.end()) sums_.push_back({measure, std::string(currency), {}, {}, {}, {}});
  return sums_[last_];
}

void Tally::add(const ingest::UsageBatch& rows) {
  rows_ += static_cast<std::int64_t>(rows.size);
  for (std::size_t row = 0; row < rows.size; ++row) {
    Sum& sum = sum_of(rows.measure[row], rows.currency[row]);
    sum.amount += rows.amount[row];
    sum.quantity += rows.quantity[row];
    first_ = std::min(first_, rows.usage_date[row]);
    last_day_ = std::max(last_day_, rows.usage_date[row]);
    if (rows.amount_rest[row] == 0 && rows.quantity_rest[row] == 0) continue;
    ++rounded_;
    sum.amount_rest += base::Product::from_parts({}, rows.amount_rest[row]);
    sum.quantity_rest += base::Product::from_parts({}, rows.quantity_rest[row]);
  }
}

void Tally::remove_rests(const usage::Record& record) {
  Sum& sum = sum_of(record.measure, record.currency);
  sum.amount_rest -= base::Product::from_parts({}, record.amount_rest);
  sum.quantity_rest -= base::Product::from_parts({}, record.quantity_rest);
}

SegmentFacts Tally::facts() const {
  SegmentFacts out{rows_, rounded_, first_, last_day_, {}};
  for (const Sum& sum : sums_) {
    out.totals.push_back({sum.measure, sum.currency, sum.amount, sum.quantity});
  }
  std::ranges::sort(out.totals, {},
                    [](const usage::ControlTotal& t) { return std::pair(t.measure, t.currency); });
  return out;
}

std::vector<usage::UsageLog::RoundingTotal> Tally::rounding() const {
  std::vector<usage::UsageLog::RoundingTotal> out;
  for (const Sum& sum : sums_) {
    if (sum.amount_rest.is_zero() && sum.quantity_rest.is_zero()) continue;
    out.push_back({sum.measure, sum.currency, sum.amount_rest, sum.quantity_rest});
  }
  return out;
}

// ---- staging ------------------------------------------------------------------------------------

base::Result<Intake> Intake::begin(UsageStore::State& state) {
  Duck* const duck = TRY(state.engine());
  Intake intake(state, *duck);
  intake.staged_path_ = state.path("segments/incoming.parquet.tmp");
  intake.staged_keys_ = state.path("segments/incoming.keys.tmp");
  intake.keys_ = std::make_unique<KeyCollector>(state.path("segments/incoming"));
  return intake;
}

Intake::~Intake() {
  if (keys_ == nullptr) return;  // moved from
  writer_.reset();
  if (owns_staged_) remove_quietly(staged_path_);
  remove_quietly(staged_keys_);
  if (!segment_ || kept_) return;
  remove_quietly(segment_->path);
  remove_quietly(keys_path(segment_->path));
}

base::Status Intake::write_rows() {
  writer_ = SegmentWriter::open(*duck_, staged_path_);
  return {};
}

void Intake::adopt(std::string path) {
  staged_path_ = std::move(path);
  adopted_ = true;
  owns_staged_ = false;
}

base::Status Intake::add(const ingest::UsageBatch& rows) {
  if (rows.size == 0) return {};
  tally_.add(rows);
  staged_ += static_cast<std::int64_t>(rows.size);
  fingerprints_.resize(rows.size);
  std::string_view last;
  std::uint64_t seed = usage::fingerprint_seed(last);
  for (std::size_t row = 0; row < rows.size; ++row) {
    if (rows.source[row] != last) {
      last = rows.source[row];
      seed = usage::fingerprint_seed(last);
    }
    fingerprints_[row] = usage::fingerprint_of_key(seed, rows.record_key[row]);
  }
  TRY_STATUS(keys_->add(fingerprints_));
  return writer_ ? writer_->add(rows) : base::Status();
}

base::Status Intake::finish_rows() {
  facts_ = tally_.facts();
  if (writer_) TRY_STATUS(writer_->finish());
  writer_.reset();
  repeated_ = TRY(keys_->write(staged_keys_, std::string(64, '0')));
  return {};
}

// ---- identity -----------------------------------------------------------------------------------

// Fingerprints that stand twice in the delivery or also in the log, and the segments they stand in.
base::Result<std::vector<std::uint64_t>> Intake::candidates(std::vector<SegmentFile>& hits) {
  std::vector<std::uint64_t> out = repeated_;
  if (log_.empty()) return out;
  const KeySet staged = TRY(KeySet::open(staged_keys_, std::string(64, '0')));
  for (const StoredFile& file : files_of(log_)) {
    const std::string path = keys_path(file.file.path);
    auto known = KeySet::open(path, file.sha256);
    if (!known) {
      TRY_STATUS(rebuild_keys(*duck_, file.file, file.sha256));
      known = KeySet::open(path, file.sha256);
    }
    if (!known) return std::unexpected(known.error());
    const std::size_t before = out.size();
    append_common(staged, *known, out);
    if (out.size() > before) hits.push_back(file.file);
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

base::Status Intake::identify(const TakeReused& reused) {
  log_ = TRY(load_segments(*state_, {}, base::CommitNumber::latest()));
  superseded_ = TRY(superseded_rows(*state_, base::CommitNumber::latest()));
  voided_rows_ = TRY(voided_rows(*state_));
  std::erase_if(log_, [&](const StoredSegment& segment) {
    return voided_rows_.whole.contains(segment.manifest.segment);
  });
  if (staged_ == 0) return {};
  std::vector<SegmentFile> files;
  const std::vector<std::uint64_t> keys = TRY(candidates(files));
  if (keys.empty()) return {};
  files.push_back(staged_file());
  TRY_STATUS(duck_->make_table("candidate", keys, Duck::Numbers::Unsigned));
  // All versions of one key come one after the other, those in the log first.
  std::vector<StoredRecord> versions;
  const auto take = [&](StoredRecord&& row) -> base::Status {
    if (voided_rows_.has(row.segment, row.pos)) return {};
    const bool same = !versions.empty() && versions.front().record.source == row.record.source &&
                      versions.front().record.record_key == row.record.record_key;
    base::Status settled;
    if (!same) {
      settled = settle(versions, reused);
      versions.clear();
    }
    versions.push_back(std::move(row));
    return settled;
  };
  TRY_STATUS(each_record(*duck_, files, std::string(kAmongCandidates),
                         "source, record_key, seg < 0, seg, pos", take));
  TRY_STATUS(settle(versions, reused));
  TRY_STATUS(duck_->drop_table("candidate"));
  std::ranges::sort(identified_.duplicates);
  std::ranges::sort(identified_.superseded);
  std::ranges::sort(identified_.reused);
  for (auto& [segment, rows] : identified_.supersessions)
    std::ranges::sort(rows);
  return {};
}

base::Status Intake::settle(const std::vector<StoredRecord>& rows, const TakeReused& reused) {
  std::vector<usage::Version> versions;
  std::size_t in_log = 0;
  for (const StoredRecord& row : rows) {
    const bool logged = row.segment >= 0;
    in_log += logged;
    const bool current = logged && counts(superseded_, row.segment, row.pos);
    versions.push_back({&row.record, logged, current});
  }
  const usage::Resolution resolved = usage::resolve(versions);
  for (const std::size_t at : resolved.no_longer_current) {
    identified_.supersessions[rows[at].segment].push_back(rows[at].pos);
  }
  for (std::size_t i = 0; i < resolved.verdicts.size(); ++i) {
    const StoredRecord& row = rows[in_log + i];
    switch (resolved.verdicts[i]) {
      case usage::Verdict::Current: break;
      case usage::Verdict::Superseded: identified_.superseded.push_back(row.pos); break;
      case usage::Verdict::Duplicate:
        identified_.duplicates.push_back(row.pos);
        identified_.repeated +=
            std::ranges::any_of(std::span(rows).first(in_log), [&](const StoredRecord& logged) {
              return logged.record.revision == row.record.revision;
            });
        tally_.remove_rests(row.record);
        break;
      case usage::Verdict::KeyReused:
        identified_.reused.push_back(row.pos);
        tally_.remove_rests(row.record);
        TRY_STATUS(reused(ingest::reused_key(row.record, row.line)));
        break;
    }
  }
  return {};
}

base::Result<std::int64_t> Intake::replace_source(const std::string& source,
                                                  std::int64_t revision) {
  struct Row {
    usage::SegmentNumber segment;
    std::int64_t pos, revision;
  };
  std::vector<Row> counting;
  std::int64_t newest = revision;
  for (const StoredFile& file : files_of(log_)) {
    DuckConnection connection = TRY(duck_->connect());
    DuckResult result =
        TRY(connection.stream("SELECT seg, pos, revision FROM " + segment_relation(file.file) +
                              " WHERE source = " + sql_text(source)));
    while (const auto chunk = TRY(result.next())) {
      const auto* segments = chunk->column<std::int64_t>(0);
      const auto* pos = chunk->column<std::int64_t>(1);
      const auto* revisions = chunk->column<std::int64_t>(2);
      for (std::size_t row = 0; row < chunk->size(); ++row) {
        if (voided_rows_.has(segments[row], pos[row])) continue;
        newest = std::max(newest, revisions[row]);
        if (counts(superseded_, segments[row], pos[row]))
          counting.push_back({segments[row], pos[row], revisions[row]});
      }
    }
  }
  std::map<usage::SegmentNumber, std::vector<std::int64_t>> older;
  for (const Row& row : counting) {
    if (row.revision < newest) older[row.segment].push_back(row.pos);
  }
  for (auto& [segment, rows] : older) {
    auto& gone = identified_.supersessions[segment];
    const std::size_t matched = gone.size();
    unite(gone, rows);
    voided_ += static_cast<std::int64_t>(gone.size() - matched);
  }
  TRY_STATUS(supersede_staged(source, newest));
  return newest;
}

// What comes later than a newer version of its file never counts.
base::Status Intake::supersede_staged(const std::string& source, std::int64_t revision) {
  if (staged_ == 0) return {};
  std::vector<std::int64_t> late;
  DuckConnection connection = TRY(duck_->connect());
  DuckResult result = TRY(connection.stream("SELECT pos FROM " + segment_relation(staged_file()) +
                                            " WHERE source = " + sql_text(source) +
                                            " AND revision < " + std::to_string(revision)));
  while (const auto chunk = TRY(result.next())) {
    const auto* pos = chunk->column<std::int64_t>(0);
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      const bool taken = !std::ranges::binary_search(identified_.duplicates, pos[row]) &&
                         !std::ranges::binary_search(identified_.reused, pos[row]);
      if (taken) late.push_back(pos[row]);
    }
  }
  unite(identified_.superseded, late);
  return {};
}

// ---- the segment --------------------------------------------------------------------------------

// Writes the staged rows anew without those that are not taken; places move up.
base::Status Intake::rewrite() {
  std::vector<std::uint64_t> dropped(identified_.duplicates.begin(), identified_.duplicates.end());
  dropped.insert(dropped.end(), identified_.reused.begin(), identified_.reused.end());
  std::ranges::sort(dropped);
  const std::string path = state_->path("segments/rewritten.parquet.tmp");
  TRY_STATUS(duck_->make_table("dropped", dropped, Duck::Numbers::Signed));
  DuckConnection connection = TRY(duck_->connect());
  base::Status written = connection.execute(
      "COPY (SELECT " + segment_column_list() + " FROM " + segment_relation(staged_file()) +
      " s ANTI JOIN dropped d ON s.pos = d.value ORDER BY s.pos) TO " + sql_text(path) +
      " (FORMAT parquet)");
  if (!written) remove_quietly(path);
  TRY_STATUS(std::move(written));
  TRY_STATUS(duck_->drop_table("dropped"));
  if (owns_staged_) remove_quietly(staged_path_);
  staged_path_ = path;
  owns_staged_ = true;
  adopted_ = false;
  for (std::int64_t& pos : identified_.superseded) {
    pos -= std::ranges::lower_bound(dropped, static_cast<std::uint64_t>(pos)) - dropped.begin();
  }
  TRY_STATUS(sync_file(path));
  const SegmentFile rewritten = staged_file();
  facts_ = TRY(measure(*duck_, rewritten))[rewritten.number];
  return base::fault("segment.rewritten");
}

base::Status Intake::publish(const std::string& expected_sha256) {
  const auto dropped =
      static_cast<std::int64_t>(identified_.duplicates.size() + identified_.reused.size());
  if (staged_ == dropped) {
    facts_ = {};
    return {};
  }
  if (dropped > 0) TRY_STATUS(rewrite());
  ASSERT(facts_.rows == staged_ - dropped);
  const usage::SegmentNumber number = TRY(next_segment(state_->record.database()));
  std::string from = staged_path_;
  base::Digest digest{};
  if (adopted_) {
    from = state_->path("segments/adopted.parquet.tmp");
    const auto copied = copy_file(staged_path_, from);
    if (!copied) remove_quietly(from);
    digest = TRY(copied);
    if (base::hex(digest) != expected_sha256) {
      remove_quietly(from);
      return base::fail(base::Code::InvalidInput,
                        staged_path_ +
                            " changed while it was read; nothing was taken in, repeat "
                            "the command when the file is complete");
    }
  } else {
    digest = TRY(digest_file(from));
  }
  segment_sha256_ = base::hex(digest);
  segment_ = SegmentFile{number, state_->path(segment_name(number)), adopted_};
  TRY_STATUS(storage::publish(from, segment_->path));
  if (owns_staged_) staged_path_ = segment_->path;
  owns_staged_ = false;
  TRY_STATUS(base::fault("segment.named"));
  if (dropped > 0) {
    TRY_STATUS(rebuild_keys(*duck_, *segment_, segment_sha256_));
  } else {
    TRY_STATUS(tie_keys(staged_keys_, segment_sha256_));
    TRY_STATUS(storage::publish(staged_keys_, keys_path(segment_->path)));
  }
  return base::fault("segment.keyed");
}

base::Result<std::vector<std::int64_t>> Intake::corrected_rows() {
  std::vector<std::int64_t> out;
  if (!segment_) return out;
  std::optional<KeySet> keys;  // read when there is something to look for
  struct Waiting {
    std::int64_t row;
    std::optional<std::int64_t> revision;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Waiting>> hits;
  std::vector<std::uint64_t> found;
  const auto look = [&](WaitingRow&& row) -> base::Status {
    if (!keys) keys = TRY(KeySet::open(keys_path(segment_->path), segment_sha256_));
    const std::uint64_t key = usage::fingerprint(row.content.source, row.content.record_key);
    if (!std::ranges::binary_search(keys->keys(), key)) return {};
    found.push_back(key);
    hits[{row.content.source, row.content.record_key}].push_back({row.row, row.content.revision});
    return {};
  };
  TRY_STATUS(each_waiting(state_->record.database(), base::CommitNumber::latest(),
                          "q.record_key <> ''", look));
  if (found.empty()) return out;
  TRY_STATUS(duck_->make_table("candidate", found, Duck::Numbers::Unsigned));
  TRY_STATUS(
      each_record(*duck_, {*segment_}, std::string(kAmongCandidates), "pos",
                  [&](StoredRecord&& row) -> base::Status {
                    const auto waiting = hits.find({row.record.source, row.record.record_key});
                    if (waiting == hits.end()) return {};
                    std::erase_if(waiting->second, [&](const Waiting& w) {
                      const bool put_right = !w.revision || *w.revision <= row.record.revision;
                      if (put_right) out.push_back(w.row);
                      return put_right;
                    });
                    return {};
                  }));
  TRY_STATUS(duck_->drop_table("candidate"));
  return out;
}

// ---- the commit ---------------------------------------------------------------------------------

base::Result<usage::SegmentNumber> Intake::segment_number() const {
  ASSERT(segment_.has_value());
  return segment_->number;
}

base::Result<usage::SegmentNumber> next_segment(Database& database) {
  return database.number("SELECT coalesce(max(segment), 0) + 1 FROM usage_segment");
}

base::Status enter_supersession(Database& database, base::CommitNumber commit,
                                usage::SegmentNumber segment,
                                const std::vector<std::int64_t>& rows) {
  Statement insert =
      TRY(database.prepare("INSERT INTO usage_supersession (commit_no, segment, row_numbers)"
                           " VALUES (:commit, :segment, :rows)"));
  return insert.bind(":commit", commit.number)
      .bind(":segment", segment)
      .bind_blob(":rows", rows_blob(rows))
      .run();
}

base::Status enter_segment(Database& database, base::CommitNumber commit,
                           const SegmentEntry& segment) {
  const SegmentFacts& facts = segment.facts;
  Statement insert = TRY(database.prepare(
      "INSERT INTO usage_segment (segment, commit_no, file, file_sha256, feed, delivered_as,"
      " adopted, row_count, rounded_rows, first_day, last_day) VALUES (:segment, :commit, :file,"
      " :sha256, :feed, :name, :adopted, :rows, :rounded, :first, :last)"));
  insert.bind(":segment", segment.file.number)
      .bind(":commit", commit.number)
      .bind(":file", segment_name(segment.file.number))
      .bind(":sha256", segment.sha256)
      .bind(":feed", segment.feed)
      .bind(":name", segment.delivered_as)
      .bind(":adopted", std::int64_t{segment.file.adopted})
      .bind(":rows", facts.rows)
      .bind(":rounded", facts.rounded_rows)
      .bind(":first", std::int64_t{facts.first_day.number})
      .bind(":last", std::int64_t{facts.last_day.number});
  TRY_STATUS(insert.run());
  Statement total = TRY(database.prepare(
      "INSERT INTO usage_total (commit_no, segment, measure, currency, amount, quantity)"
      " VALUES (:commit, :segment, :measure, :currency, :amount, :quantity)"));
  for (const usage::ControlTotal& sum : facts.totals) {
    total.bind(":commit", commit.number)
        .bind(":segment", segment.file.number)
        .bind(":measure", static_cast<std::int64_t>(sum.measure))
        .bind(":currency", sum.currency)
        .bind(":amount", units_text(sum.amount))
        .bind(":quantity", units_text(sum.quantity));
    TRY_STATUS(total.run());
  }
  return {};
}

base::Status Intake::enter(Database& database, base::CommitNumber commit, const std::string& feed,
                           const std::string& delivered_as) {
  if (segment_) {
    TRY_STATUS(
        enter_segment(database, commit, {*segment_, segment_sha256_, facts_, feed, delivered_as}));
    if (!identified_.superseded.empty()) {
      TRY_STATUS(enter_supersession(database, commit, segment_->number, identified_.superseded));
    }
  }
  for (const auto& [segment, rows] : identified_.supersessions) {
    TRY_STATUS(enter_supersession(database, commit, segment, rows));
  }
  return base::fault("ingest.entered");
}

}  // namespace storage

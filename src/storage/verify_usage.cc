#include "storage/verify_usage.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "storage/disk_file.h"
#include "storage/key_set.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

namespace fs = std::filesystem;

// A row as one number, to hand all superseded rows to the engine at once.
constexpr int kPosBits = 40;

class Verifier {
 public:
  explicit Verifier(UsageStore::State& state) : state_(state) {}

  base::Result<std::vector<Finding>> run();

 private:
  void found(std::string subject, std::string message) {
    findings_.push_back({std::move(subject), std::move(message)});
  }
  base::Status check_file(const StoredFile& file);
  base::Status check_segments();
  void compare(const StoredSegment& segment, const SegmentFacts& facts);
  void check_supersessions();
  void check_voids();
  base::Status load_rows(DuckConnection& connection);
  base::Status check_identity();
  base::Status check_copies();
  base::Status check_unique(const std::string& rows, const std::string& keys,
                            const std::string& what);

  UsageStore::State& state_;
  std::vector<StoredSegment> segments_;
  SupersededRows superseded_;
  std::map<usage::SegmentNumber, SegmentFacts> facts_;
  VoidedRows voided_;
  std::set<usage::SegmentNumber> copies_;  // segments of rows that count again
  bool readable_ = true;
  std::vector<Finding> findings_;
};

std::string name_of(const StoredSegment& segment) {
  return "segment " + std::to_string(segment.manifest.segment) + " (" +
         segment.manifest.delivered_as + ")";
}

void Verifier::compare(const StoredSegment& segment, const SegmentFacts& facts) {
  const usage::Manifest& manifest = segment.manifest;
  if (facts.rows != manifest.rows) {
    found(name_of(segment), "holds " + std::to_string(facts.rows) + " rows, its manifest says " +
                                std::to_string(manifest.rows) +
                                "; restore the store from a backup");
  }
  if (facts.first_day != manifest.first_day || facts.last_day != manifest.last_day) {
    found(name_of(segment), "covers " + facts.first_day.text() + " to " + facts.last_day.text() +
                                ", its manifest says " + manifest.first_day.text() + " to " +
                                manifest.last_day.text() + "; restore the store from a backup");
  }
  if (facts.rounded_rows != segment.rounded_rows) {
    found(name_of(segment),
          "the count of rounded rows differs from its manifest; restore the "
          "store from a backup");
  }
  if (facts.totals != manifest.totals) {
    found(name_of(segment),
          "its sums differ from the control totals of its manifest; restore the "
          "store from a backup");
  }
}

base::Status Verifier::check_file(const StoredFile& file) {
  const std::string name = "segments/" + fs::path(file.file.path).filename().string();
  const auto digest = digest_file(file.file.path);
  if (!digest) {
    readable_ = false;
    found(name, digest.error().message + "; restore the file from a backup");
    return {};
  }
  if (base::hex(*digest) != file.sha256) {
    readable_ = false;
    found(name, "its bytes are not those that were committed; restore the file from a backup");
    return {};
  }
  Duck* const duck = TRY(state_.engine());
  facts_.merge(TRY(measure(*duck, file.file)));
  std::error_code ignored;
  const std::string keys = keys_path(file.file.path);
  if (fs::exists(keys, ignored)) {
    if (const auto open = KeySet::open(keys, file.sha256); !open) {
      found(name, open.error().message + "; delete it, it is built again");
    }
  }
  return {};
}

base::Status Verifier::check_segments() {
  for (const StoredFile& file : files_of(segments_))
    TRY_STATUS(check_file(file));
  if (!readable_) return {};
  for (const StoredSegment& segment : segments_)
    compare(segment, facts_[segment.manifest.segment]);
  return {};
}

void Verifier::check_supersessions() {
  for (const auto& [number, rows] : superseded_) {
    const auto segment = std::ranges::find(
        segments_, number, [](const StoredSegment& s) { return s.manifest.segment; });
    if (segment == segments_.end()) continue;  // the database refuses it
    const bool inside = rows.front() >= 0 && rows.back() < segment->manifest.rows;
    const bool once = std::ranges::adjacent_find(rows) == rows.end();
    if (inside && once) continue;
    found(name_of(*segment),
          inside ? "a row of it is superseded twice; restore the store from a backup"
                 : "a supersession names a row that it does not have; restore "
                   "the store from a backup");
  }
}

// What was voided must not count.
void Verifier::check_voids() {
  const std::vector<std::int64_t> none;
  for (const StoredSegment& segment : segments_) {
    const usage::SegmentNumber number = segment.manifest.segment;
    const auto gone = superseded_.find(number);
    const auto& superseded = gone == superseded_.end() ? none : gone->second;
    const auto part = voided_.part.find(number);
    const bool all_gone = !voided_.whole.contains(number) ||
                          static_cast<std::int64_t>(superseded.size()) == segment.manifest.rows;
    const bool part_gone =
        part == voided_.part.end() || std::ranges::includes(superseded, part->second);
    if (all_gone && part_gone) continue;
    found(name_of(segment), "a voided row of it still counts; restore the store from a backup");
  }
}

base::Status Verifier::check_unique(const std::string& rows, const std::string& keys,
                                    const std::string& what) {
  Duck* const duck = TRY(state_.engine());
  DuckConnection connection = TRY(duck->connect());
  DuckResult result =
      TRY(connection.stream("SELECT source, record_key FROM (" + rows + ") GROUP BY " + keys +
                            " HAVING count(*) > 1 ORDER BY source, record_key LIMIT 5"));
  while (const auto chunk = TRY(result.next())) {
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      found("record '" + std::string(text_of(chunk->column<duckdb_string_t>(1)[row])) +
                "' of source '" + std::string(text_of(chunk->column<duckdb_string_t>(0)[row])) +
                "'",
            what + "; restore the store from a backup");
    }
  }
  return {};
}

// The rows that take part in identity, copies apart: they repeat a row that counts no more.
base::Status insert_rows(DuckConnection& connection, const std::string& table,
                         const std::vector<StoredSegment>& segments) {
  for (const StoredFile& file : files_of(segments)) {
    TRY_STATUS(connection.execute(
        "INSERT INTO " + table + " SELECT source, record_key, revision, (seg << " +
        std::to_string(kPosBits) + ") + pos FROM " + segment_relation(file.file)));
  }
  return {};
}

base::Status Verifier::load_rows(DuckConnection& connection) {
  for (const char* table : {"logged", "copied"}) {
    TRY_STATUS(connection.execute("CREATE OR REPLACE TABLE " + std::string(table) +
                                  " (source VARCHAR, record_key VARCHAR, revision BIGINT,"
                                  " place BIGINT)"));
  }
  std::vector<StoredSegment> logged, copied;
  std::vector<std::uint64_t> gone, voided;
  const auto add = [](const SupersededRows& from, usage::SegmentNumber segment,
                      std::vector<std::uint64_t>& to) {
    const auto rows = from.find(segment);
    if (rows == from.end()) return;
    for (const std::int64_t pos : rows->second)
      to.push_back((static_cast<std::uint64_t>(segment) << kPosBits) +
                   static_cast<std::uint64_t>(pos));
  };
  for (const StoredSegment& segment : segments_) {
    const usage::SegmentNumber number = segment.manifest.segment;
    if (voided_.whole.contains(number)) continue;
    (copies_.contains(number) ? copied : logged).push_back(segment);
    add(superseded_, number, gone);
    add(voided_.part, number, voided);
  }
  TRY_STATUS(insert_rows(connection, "logged", logged));
  TRY_STATUS(insert_rows(connection, "copied", copied));
  Duck* const duck = TRY(state_.engine());
  TRY_STATUS(duck->make_table("gone", gone, Duck::Numbers::Signed));
  return duck->make_table("voided", voided, Duck::Numbers::Signed);
}

base::Status Verifier::check_identity() {
  if (!readable_ || segments_.empty()) return {};
  Duck* const duck = TRY(state_.engine());
  DuckConnection connection = TRY(duck->connect());
  TRY_STATUS(load_rows(connection));
  TRY_STATUS(check_unique("SELECT * FROM logged WHERE place NOT IN (SELECT value FROM voided)",
                          "source, record_key, revision", "stands twice in the same revision"));
  TRY_STATUS(
      check_unique("SELECT * FROM (FROM logged UNION ALL FROM copied)"
                   " WHERE place NOT IN (SELECT value FROM gone)",
                   "source, record_key", "counts in two revisions at once"));
  TRY_STATUS(check_copies());
  for (const char* table : {"voided", "gone", "copied", "logged"})
    TRY_STATUS(duck->drop_table(table));
  return {};
}

// A copy says what its original says.
base::Status Verifier::check_copies() {
  if (copies_.empty()) return {};
  Duck* const duck = TRY(state_.engine());
  DuckConnection connection = TRY(duck->connect());
  const std::string columns = segment_column_list();
  std::vector<StoredSegment> copied, originals;
  for (const StoredSegment& segment : segments_)
    (copies_.contains(segment.manifest.segment) ? copied : originals).push_back(segment);
  std::string copies;
  for (const StoredFile& file : files_of(copied)) {
    copies += (copies.empty() ? "SELECT " : " UNION ALL SELECT ") + columns + " FROM " +
              segment_relation(file.file);
  }
  TRY_STATUS(connection.execute("CREATE OR REPLACE TABLE copy AS " + copies));
  for (const StoredFile& file : files_of(originals)) {
    TRY_STATUS(
        connection.execute("CREATE OR REPLACE TABLE copy AS SELECT * FROM copy EXCEPT SELECT " +
                           columns + " FROM " + segment_relation(file.file)));
  }
  TRY_STATUS(
      check_unique("SELECT source, record_key FROM copy UNION ALL"
                   " SELECT DISTINCT source, record_key FROM copy",
                   "source, record_key", "counts again and never stood so"));
  return duck->drop_table("copy");
}

base::Result<std::vector<Finding>> Verifier::run() {
  segments_ = TRY(load_segments(state_, {}, base::CommitNumber::latest(), Load::WithTotals));
  superseded_ = TRY(superseded_rows(state_, base::CommitNumber::latest()));
  TRY_STATUS(check_segments());
  voided_ = TRY(voided_rows(state_));
  Statement copies = TRY(state_.record.database().prepare(
      "SELECT DISTINCT segment FROM usage_void WHERE segment IS NOT NULL"));
  while (TRY(copies.step()))
    copies_.insert(copies.number(0));
  check_supersessions();
  check_voids();
  TRY_STATUS(check_identity());
  return std::move(findings_);
}

}  // namespace

base::Result<std::vector<Finding>> verify_usage(Record&, UsageStore& store) {
  return Verifier(store.state()).run();
}

base::Result<std::vector<std::string>> unregistered_files(UsageStore& store) {
  UsageStore::State& state = store.state();
  const std::set<std::string> known = TRY(files_in_use(state));
  std::vector<std::string> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(state.path("segments"), failed)) {
    if (known.contains(entry.path().string())) continue;
    files.push_back("segments/" + entry.path().filename().string());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace storage

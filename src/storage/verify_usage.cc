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
  base::Status check_identity();
  base::Status check_unique(const std::string& rows, const std::string& keys,
                            const std::string& what);

  UsageStore::State& state_;
  std::vector<StoredSegment> segments_;
  SupersededRows superseded_;
  std::map<usage::SegmentNumber, SegmentFacts> facts_;
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

base::Status Verifier::check_identity() {
  if (!readable_ || segments_.empty()) return {};
  Duck* const duck = TRY(state_.engine());
  DuckConnection connection = TRY(duck->connect());
  TRY_STATUS(connection.execute(
      "CREATE OR REPLACE TABLE logged (source VARCHAR, record_key VARCHAR, revision BIGINT,"
      " place BIGINT)"));
  std::vector<std::uint64_t> gone;
  for (const StoredFile& file : files_of(segments_)) {
    TRY_STATUS(connection.execute(
        "INSERT INTO logged SELECT source, record_key, revision, (seg << " +
        std::to_string(kPosBits) + ") + pos FROM " + segment_relation(file.file)));
  }
  for (const auto& [segment, rows] : superseded_) {
    const std::uint64_t base = static_cast<std::uint64_t>(segment) << kPosBits;
    for (const std::int64_t pos : rows)
      gone.push_back(base + static_cast<std::uint64_t>(pos));
  }
  TRY_STATUS(duck->make_table("gone", gone, Duck::Numbers::Signed));
  TRY_STATUS(check_unique("SELECT * FROM logged", "source, record_key, revision",
                          "stands twice in the same revision"));
  TRY_STATUS(check_unique("SELECT * FROM logged WHERE place NOT IN (SELECT value FROM gone)",
                          "source, record_key", "counts in two revisions at once"));
  TRY_STATUS(duck->drop_table("gone"));
  return duck->drop_table("logged");
}

base::Result<std::vector<Finding>> Verifier::run() {
  segments_ = TRY(load_segments(state_, {}, base::CommitNumber::latest(), Load::WithTotals));
  superseded_ = TRY(superseded_rows(state_, base::CommitNumber::latest()));
  TRY_STATUS(check_segments());
  check_supersessions();
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

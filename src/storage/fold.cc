// Small files of the log are put together: many deliveries make many files, and each costs every
// later delivery a look at its keys and every reader an opening. Rows move, segments do not.
// docs/decisions/0011-folding.md.
#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/fault.h"
#include "storage/disk_file.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

// Rows below. Crowds of one class are folded together, and a crowd of files is larger than a class
// is wide: its container belongs to a higher one, so a row moves at most once a class.
constexpr std::array<std::int64_t, 5> kClasses{1 << 4, 1 << 8, 1 << 12, 1 << 16, 1 << 20};
constexpr std::size_t kCrowd = 32;
static_assert(kCrowd > kClasses[1] / kClasses[0]);
constexpr std::int64_t kContainerRowsMax = 1 << 22;
constexpr std::size_t kFilesMax = 256;  // of one container

std::size_t class_of(std::int64_t rows) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kClasses, rows) - kClasses.begin());
}

// As many files of the classes [from, to) as one container takes, in the order of their segments.
std::vector<StoredFile> files_between(const std::vector<StoredFile>& files, std::size_t from,
                                      std::size_t to) {
  std::vector<StoredFile> out;
  std::int64_t rows = 0;
  for (const StoredFile& file : files) {
    const std::size_t size = class_of(file.rows);
    if (size < from || size >= to) continue;
    if (out.size() == kFilesMax || rows + file.rows > kContainerRowsMax) break;
    rows += file.rows;
    out.push_back(file);
  }
  return out;
}

// The files of the next container; none when there is nothing to fold.
std::vector<StoredFile> choose(const std::vector<StoredFile>& files, FoldWhat what) {
  if (what == FoldWhat::All) {
    std::vector<StoredFile> out = files_between(files, 0, kClasses.size());
    if (out.size() > 1) return out;
    return {};
  }
  for (std::size_t size = 0; size < kClasses.size(); ++size) {
    std::vector<StoredFile> out = files_between(files, size, size + 1);
    if (out.size() >= kCrowd) return out;
  }
  return {};
}

class Fold {
 public:
  Fold(Record& record, UsageStore::State& state, Duck& duck, std::vector<StoredFile> files)
      : record_(record), state_(state), duck_(duck), files_(std::move(files)) {}
  ~Fold() {
    remove_quietly(temporary_);
    if (kept_ || container_.path.empty()) return;
    remove_quietly(container_.path);
    remove_quietly(keys_path(container_.path));
  }
  Fold(const Fold&) = delete;
  Fold& operator=(const Fold&) = delete;

  base::Status run(const std::vector<StoredSegment>& log, const std::string& actor);
  std::int64_t segments() const { return static_cast<std::int64_t>(moved_.size()); }
  std::int64_t rows() const { return rows_; }
  base::CommitNumber commit() const { return commit_; }

 private:
  base::Status write();
  base::Status compare();
  base::Status publish_container();
  base::Status enter(Database& database, base::CommitNumber commit) const;
  std::string old_rows() const;

  Record& record_;
  UsageStore::State& state_;
  Duck& duck_;
  std::vector<StoredFile> files_;
  std::vector<usage::SegmentNumber> moved_;
  std::int64_t rows_ = 0;
  std::int64_t number_ = 0;
  std::string temporary_;
  std::string name_;
  std::string sha256_;
  SegmentFile container_;
  base::CommitNumber commit_;
  bool kept_ = false;
};

std::string Fold::old_rows() const {
  std::string sql;
  for (const StoredFile& file : files_) {
    sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + segment_column_list() +
           ", seg AS segment, pos FROM " + segment_relation(file.file);
  }
  return sql;
}

base::Status Fold::write() {
  temporary_ = state_.path("segments/folded.parquet.tmp");
  DuckConnection connection = TRY(duck_.connect());
  TRY_STATUS(connection.execute("COPY (" + old_rows() + " ORDER BY segment, pos) TO " +
                                sql_text(temporary_) + " (FORMAT parquet)"));
  return sync_file(temporary_);
}

// What was written is read back before the old files may go.
base::Status Fold::compare() {
  DuckConnection connection = TRY(duck_.connect());
  const std::string written = "read_parquet(" + sql_text(temporary_) + ")";
  const std::int64_t rows = TRY(connection.number("SELECT count(*) FROM " + written));
  const std::int64_t missing = TRY(connection.number(
      "SELECT count(*) FROM ((" + old_rows() + ") EXCEPT ALL SELECT * FROM " + written + ")"));
  if (rows == rows_ && missing == 0) return {};
  return base::fail(base::Code::Corrupt, "folding changed " + std::to_string(missing) + " of " +
                                             std::to_string(rows_) +
                                             " rows; nothing was folded, run accredit verify");
}

base::Status Fold::publish_container() {
  sha256_ = base::hex(TRY(digest_file(temporary_)));
  name_ = container_name(number_);
  container_.path = state_.path(name_);
  container_.container = true;
  TRY_STATUS(publish(temporary_, container_.path));
  return rebuild_keys(duck_, container_, sha256_);
}

base::Status Fold::enter(Database& database, base::CommitNumber commit) const {
  Statement container = TRY(database.prepare(
      "INSERT INTO usage_container (container, commit_no, file, file_sha256, row_count,"
      " segment_count) VALUES (:container, :commit, :file, :sha256, :rows, :segments)"));
  TRY_STATUS(container.bind(":container", number_)
                 .bind(":commit", commit.number)
                 .bind(":file", name_)
                 .bind(":sha256", sha256_)
                 .bind(":rows", rows_)
                 .bind(":segments", segments())
                 .run());
  Statement folding =
      TRY(database.prepare("INSERT INTO usage_folding (segment, commit_no, container)"
                           " VALUES (:segment, :commit, :container)"));
  folding.bind(":commit", commit.number).bind(":container", number_);
  for (const usage::SegmentNumber segment : moved_)
    TRY_STATUS(folding.bind(":segment", segment).run());
  return {};
}

base::Status Fold::run(const std::vector<StoredSegment>& log, const std::string& actor) {
  std::set<std::string_view> paths;
  for (const StoredFile& file : files_) {
    paths.insert(file.file.path);
    rows_ += file.rows;
  }
  for (const StoredSegment& segment : log) {
    if (paths.contains(segment.file.path)) moved_.push_back(segment.manifest.segment);
  }
  number_ =
      TRY(record_.database().number("SELECT coalesce(max(container), 0) + 1 FROM usage_container"));
  TRY_STATUS(write());
  TRY_STATUS(compare());
  TRY_STATUS(base::fault("fold.written"));
  TRY_STATUS(publish_container());
  TRY_STATUS(base::fault("fold.keyed"));
  const registry::Act act{actor, "fold", "", ""};
  const auto done = record_.commit(
      act, [&](Database& database, base::CommitNumber commit) { return enter(database, commit); });
  kept_ = done || done.error().code == base::Code::CommitUnknown;
  if (!done) return std::unexpected(done.error());
  commit_ = *done;
  return base::fault("fold.committed");
}

}  // namespace

base::Result<FoldReceipt> fold_log(Record& record, UsageStore& store, const std::string& actor,
                                   FoldWhat what) {
  UsageStore::State& state = store.state();
  FoldReceipt receipt;
  for (;;) {
    const auto log = TRY(load_segments(state, {}, base::CommitNumber::latest()));
    std::vector<StoredFile> files = choose(files_of(log), what);
    if (files.empty()) break;
    receipt.files += static_cast<std::int64_t>(files.size());
    Fold fold(record, state, *TRY(state.engine()), std::move(files));
    TRY_STATUS(fold.run(log, actor));
    receipt.segments += fold.segments();
    receipt.rows += fold.rows();
    ++receipt.containers;
    receipt.commit = fold.commit();
  }
  if (receipt.containers > 0) TRY_STATUS(sweep(state));
  return receipt;
}

}  // namespace storage

// Small files of the log are put together: many deliveries make many files, and each costs every
// later delivery a look at its keys and every reader an opening. Rows move, segments do not. A
// container is sorted by subscription, so that who asks for one reads a small part of it; a large
// file is folded alone for that.
// docs/decisions/0011-folding.md.
#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/fault.h"
#include "storage/disk_file.h"
#include "storage/duck_rows.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

// Rows below. Crowds of one class are folded together, and a crowd of files is larger than a class
// is wide: its container belongs to a higher one, so a row moves at most once a class.
constexpr std::array<std::int64_t, 5> kClasses{1 << 4, 1 << 8, 1 << 12, 1 << 16, 1 << 20};
constexpr std::size_t kCrowd = 32;
static_assert(kCrowd > kClasses[1] / kClasses[0]);
constexpr std::int64_t kContainerRowsMax = 1 << 22;
constexpr std::size_t kFilesMax = 256;          // of one container
constexpr std::int64_t kSortedAlone = 1 << 16;  // rows of a file from which sorting pays
constexpr int kGroupRows = 15 * 2048;           // of a container that are read together
constexpr std::int64_t kSortedRows = 1 << 20;   // in memory at a time

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
    const auto unsorted = std::ranges::find_if(files, [](const StoredFile& file) {
      return !file.file.container && file.rows >= kSortedAlone;
    });
    if (unsorted == files.end()) return {};
    return {*unsorted};
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
    for (const std::string& part : parts_)
      remove_quietly(part);
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
  base::Status write_parts(DuckConnection& connection);
  base::Result<std::vector<std::string>> firsts_of_parts();
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
  std::vector<std::string> parts_;  // sorted, one behind the other; none: one sort is enough
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

std::string sorted(const std::string& rows) {
  return rows + " ORDER BY subscription_id, usage_date, segment, pos";
}

std::string copy_to(const std::string& path, const std::string& rows) {
  return "COPY (" + rows + ") TO " + sql_text(path) +
         " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + std::to_string(kGroupRows) + ")";
}

base::Status Fold::write() {
  temporary_ = state_.path("segments/folded.parquet.tmp");
  DuckConnection connection = TRY(duck_.connect());
  std::string rows = sorted(old_rows());
  if (rows_ > kSortedRows) {
    TRY_STATUS(write_parts(connection));
    rows = "SELECT * FROM read_parquet([";
    for (const std::string& part : parts_)
      rows += (part == parts_.front() ? "" : ", ") + sql_text(part);
    rows += "])";
  }
  TRY_STATUS(connection.execute(copy_to(temporary_, rows)));
  return sync_file(temporary_);
}

// The first subscription of each part: together its subscriptions have about as many rows as are
// sorted at a time.
base::Result<std::vector<std::string>> Fold::firsts_of_parts() {
  std::vector<std::string> out{""};
  std::int64_t rows = 0;
  auto counts =
      TRY(DuckRows::open(duck_, {.relation = "(SELECT subscription_id, count(*) AS rows FROM (" +
                                             old_rows() + ") GROUP BY subscription_id)",
                                 .columns = {},
                                 .rest = " ORDER BY subscription_id"}));
  ingest::RowBatch batch;
  while (TRY(counts->next(batch))) {
    for (std::size_t row = 0; row < batch.size; ++row) {
      const std::int64_t more = batch.columns[1].integer[row];
      if (rows > 0 && rows + more > kSortedRows) {
        out.emplace_back(batch.columns[0].text[row]);
        rows = 0;
      }
      rows += more;
    }
  }
  return out;
}

base::Status Fold::write_parts(DuckConnection& connection) {
  const std::vector<std::string> firsts = TRY(firsts_of_parts());
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    parts_.push_back(temporary_ + std::to_string(i));
    std::string where = " WHERE subscription_id >= " + sql_text(firsts[i]);
    if (i + 1 < firsts.size()) where += " AND subscription_id < " + sql_text(firsts[i + 1]);
    TRY_STATUS(connection.execute(
        copy_to(parts_.back(), sorted("SELECT * FROM (" + old_rows() + ")" + where))));
  }
  return {};
}

// Count, sum and parity of the rows' hashes: equal when the rows are, in whatever order.
std::string digest_of(const std::string& relation) {
  const std::string row = "hash(" + segment_column_list() + ", segment, pos)";
  return "(SELECT count(*) AS rows, sum(" + row + "::HUGEINT) AS total, bit_xor(" + row +
         ") AS parity FROM " + relation + ")";
}

// What was written is read back before the old files may go.
base::Status Fold::compare() {
  DuckConnection connection = TRY(duck_.connect());
  const std::string written = "read_parquet(" + sql_text(temporary_) + ")";
  const std::int64_t same = TRY(
      connection.number("SELECT count(*) FROM " + digest_of("(" + old_rows() + ")") + " old JOIN " +
                        digest_of(written) +
                        " new USING (rows, total, parity) WHERE rows = " + std::to_string(rows_)));
  if (same == 1) return {};
  return base::fail(
      base::Code::Corrupt,
      "folding changed some of " + std::to_string(rows_) + " rows; nothing was folded",
      "accredit verify");
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

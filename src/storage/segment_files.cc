// Which files are the log: a segment stands in a file of its own, or with others in a container.
#include <fcntl.h>
#include <sys/file.h>

#include <filesystem>
#include <system_error>

#include "storage/disk_file.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

namespace fs = std::filesystem;

base::Status load_totals(Database& database, std::vector<StoredSegment>& segments) {
  Statement rows = TRY(database.prepare(
      "SELECT measure, currency, amount, quantity FROM usage_total"
      " WHERE commit_no = :commit AND segment = :segment ORDER BY measure, currency"));
  for (StoredSegment& segment : segments) {
    rows.reset();
    rows.bind(":commit", segment.manifest.commit.number);
    rows.bind(":segment", segment.manifest.segment);
    while (TRY(rows.step())) {
      usage::ControlTotal total;
      total.measure = static_cast<base::Measure>(rows.number(0));
      total.currency = rows.text(1);
      total.amount = TRY(decimal_of_units(rows.text(2)));
      total.quantity = TRY(decimal_of_units(rows.text(3)));
      segment.manifest.totals.push_back(std::move(total));
    }
  }
  return {};
}

constexpr const char* kSegments =
    "SELECT s.segment, s.commit_no, s.file, s.file_sha256, s.feed, s.delivered_as, s.row_count,"
    " s.first_day, s.last_day, s.adopted, s.rounded_rows, c.file, c.file_sha256, c.row_count,"
    " c.segment_count"
    " FROM usage_segment s LEFT JOIN usage_container c ON c.container ="
    " (SELECT f.container FROM usage_folding f WHERE f.segment = s.segment"
    "  ORDER BY f.commit_no DESC LIMIT 1)"
    " WHERE s.commit_no > :after AND s.commit_no <= :known ORDER BY s.segment";

StoredSegment segment_of(const UsageStore::State& state, const Statement& rows) {
  StoredSegment out;
  out.manifest = {.segment = rows.number(0),
                  .commit = {rows.number(1)},
                  .file = std::string(rows.text(2)),
                  .file_sha256 = std::string(rows.text(3)),
                  .feed = std::string(rows.text(4)),
                  .delivered_as = std::string(rows.text(5)),
                  .rows = rows.number(6),
                  .first_day = {static_cast<std::int32_t>(rows.number(7))},
                  .last_day = {static_cast<std::int32_t>(rows.number(8))},
                  .totals = {}};
  out.adopted = rows.number(9) != 0;
  out.rounded_rows = rows.number(10);
  const bool folded = !rows.is_null(11);
  out.file.number = out.manifest.segment;
  out.file.path = state.path(folded ? std::string(rows.text(11)) : out.manifest.file);
  out.file.adopted = out.adopted && !folded;
  out.file.container = folded;
  out.file_sha256 = folded ? std::string(rows.text(12)) : out.manifest.file_sha256;
  out.file_rows = folded ? rows.number(13) : out.manifest.rows;
  out.file_segments = folded ? rows.number(14) : 1;
  if (folded) out.file.only = {out.manifest.segment};
  return out;
}

}  // namespace

base::Result<std::vector<StoredSegment>> load_segments(UsageStore::State& state,
                                                       base::CommitNumber after,
                                                       base::CommitNumber as_known, Load load) {
  Statement rows = TRY(state.record.database().prepare(kSegments));
  rows.bind(":after", after.number);
  rows.bind(":known", as_known.number);
  std::vector<StoredSegment> out;
  while (TRY(rows.step()))
    out.push_back(segment_of(state, rows));
  if (load == Load::WithTotals) TRY_STATUS(load_totals(state.record.database(), out));
  return out;
}

std::vector<StoredFile> files_of(const std::vector<StoredSegment>& segments) {
  std::vector<StoredFile> out;
  std::map<std::string_view, std::size_t> places;
  std::vector<std::int64_t> held;  // segments of that file, wanted or not
  for (const StoredSegment& segment : segments) {
    const auto [place, first] = places.emplace(segment.file.path, out.size());
    if (first) {
      out.push_back({segment.file, segment.file_sha256, segment.file_rows});
      held.push_back(segment.file_segments);
    } else {
      out[place->second].file.only.push_back(segment.manifest.segment);
    }
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    std::vector<usage::SegmentNumber>& only = out[i].file.only;
    if (static_cast<std::int64_t>(only.size()) == held[i]) only.clear();
  }
  return out;
}

base::Result<std::set<std::string>> files_in_use(UsageStore::State& state) {
  std::set<std::string> out;
  for (const StoredSegment& segment : TRY(load_segments(state, {}, base::CommitNumber::latest()))) {
    if (out.insert(segment.file.path).second) out.insert(keys_path(segment.file.path));
  }
  return out;
}

Descriptor hold_files(const UsageStore::State& state) {
  Descriptor directory(::open(state.path("segments").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (directory.open()) ::flock(directory.number(), LOCK_SH);
  return directory;
}

base::Status sweep(UsageStore::State& state) {
  const std::set<std::string> used = TRY(files_in_use(state));
  TRY_STATUS(make_directory(state.path("segments")));
  const Descriptor directory(
      ::open(state.path("segments").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const bool read = ::flock(directory.number(), LOCK_EX | LOCK_NB) != 0;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(state.path("segments"), failed)) {
    if (!read && !used.contains(entry.path().string())) fs::remove(entry.path(), failed);
  }
  if (!failed) fs::remove_all(state.path("scratch"), failed);
  if (!failed) return {};
  return base::fail(base::Code::Io, "the segments in " + state.record.directory() +
                                        " cannot be tidied up: " + failed.message());
}

}  // namespace storage

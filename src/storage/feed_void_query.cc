// Which rows a void touches, worked out by the scan engine over keys that stand elsewhere, too.
#include <algorithm>
#include <array>

#include "storage/feed_void_internal.h"
#include "storage/key_set.h"
#include "usage/identity.h"

namespace storage {
namespace {

constexpr std::int64_t kPosMask = (std::int64_t{1} << kPlaceBits) - 1;
constexpr std::size_t kValuesAtOnce = 500;

std::int64_t place_of(usage::SegmentNumber segment, std::int64_t pos) {
  return (segment << kPlaceBits) + pos;
}

// Of a folded segment: those of all segments of its container.
base::Result<KeySet> open_keys(Duck& duck, const StoredSegment& segment) {
  const std::string path = keys_path(segment.file.path);
  auto known = KeySet::open(path, segment.file_sha256);
  if (known) return known;
  TRY_STATUS(rebuild_keys(duck, segment.file, segment.file_sha256));
  return KeySet::open(path, segment.file_sha256);
}

void sort_each_once(std::vector<std::uint64_t>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

base::Status insert_values(DuckConnection& connection, const std::string& table,
                           const std::vector<std::string>& rows) {
  for (std::size_t at = 0; at < rows.size(); at += kValuesAtOnce) {
    std::string sql = "INSERT INTO " + table + " VALUES ";
    for (std::size_t i = at; i < std::min(rows.size(), at + kValuesAtOnce); ++i)
      sql += (i == at ? "" : ", ") + rows[i];
    TRY_STATUS(connection.execute(sql));
  }
  return {};
}

// Of `target` and `source`. Reasons enough: a newer version of the row came into quarantine, unless
// a replay that knew its subscription had come before that; or its file was read again under
// another mapping.
constexpr std::string_view kReleased = R"sql(
  , standing AS (SELECT * FROM usage_delivery
      WHERE delivery NOT IN (SELECT delivery FROM target)
        AND delivery NOT IN (SELECT delivery FROM usage_void))
  SELECT q.row, q.source, q.record_key, q.revision, d.commit_no, f.outcome = 'duplicate',
         f.commit_no IN (SELECT commit_no FROM target) OR q.source IN (SELECT name FROM source)
           OR d.file_sha256 IN (SELECT file_sha256 FROM target)
    FROM usage_quarantine q
    JOIN usage_release f ON f.row = q.row
    JOIN standing d ON d.delivery = q.delivery
   WHERE f.outcome IN ('corrected', 'duplicate')
     AND NOT EXISTS (SELECT 1 FROM usage_quarantine n WHERE n.again = q.row)
     AND NOT EXISTS (SELECT 1 FROM usage_quarantine n JOIN standing e ON e.delivery = n.delivery
           WHERE q.record_key <> '' AND n.source = q.source AND n.record_key = q.record_key
             AND n.revision > q.revision AND e.commit_no > d.commit_no
             AND NOT (q.cause IN ('UNKNOWN_SUBSCRIPTION', 'BEFORE_SUBSCRIPTION_START',
                                  'AFTER_SUBSCRIPTION_END')
               AND EXISTS (SELECT 1 FROM usage_release r JOIN usage_quarantine p ON p.row = r.row
                     WHERE r.outcome IN ('accepted', 'duplicate') AND r.commit_no > d.commit_no
                       AND r.commit_no < e.commit_no
                       AND p.subscription_id = q.subscription_id)))
     AND NOT EXISTS (SELECT 1 FROM standing e WHERE e.file_sha256 = d.file_sha256
             AND e.mapping_sha256 <> d.mapping_sha256 AND e.commit_no > d.commit_no
             AND (q.cells = '' OR e.mapping = d.mapping))
   ORDER BY q.row)sql";

// What stands after the void, of keys that the file has and of whole files that it is a version of.
constexpr std::string_view kRemaining =
    "(SELECT e.* FROM void_entry e ANTI JOIN void_own o USING (source, record_key, revision))";

// The newest of each key counts: among whole files only the newest version of the file.
constexpr std::string_view kReturning =
    "SELECT min(place) FROM (SELECT r.*, CASE WHEN whole"
    " THEN max(revision) OVER (PARTITION BY source)"
    " ELSE max(revision) OVER (PARTITION BY source, record_key) END AS newest FROM remaining r"
    " WHERE whole OR (source, record_key) IN (SELECT (source, record_key) FROM void_own))"
    " WHERE revision = newest GROUP BY source, record_key HAVING NOT bool_or(counts)";

}  // namespace

std::string placed(const StoredSegment& segment, const std::string& columns) {
  return "SELECT " + columns + ", pos + " + std::to_string(place_of(segment.manifest.segment, 0)) +
         " AS place FROM " + segment_relation(segment.file);
}

std::string VoidQuery::file_sources() const {
  std::string out;
  for (const std::string& source : sources_)
    out += (out.empty() ? "" : ", ") + sql_text(source);
  return out;
}

std::string VoidQuery::source_values() const {
  std::string out;
  for (const std::string& source : sources_)
    out += (out.empty() ? "VALUES (" : ", (") + sql_text(source) + ")";
  return out.empty() ? "SELECT '' WHERE 0" : out;
}

// ---- what the record knows ----------------------------------------------------------------------

base::Status VoidQuery::gather_accepted() {
  Statement rows = TRY(state_.record.database().prepare(
      "SELECT q.source, q.record_key, q.revision FROM usage_quarantine q JOIN usage_release f"
      " ON f.row = q.row WHERE f.outcome = 'accepted' AND q.delivery IN (" +
      numbers_of(targets_) + ")"));
  while (TRY(rows.step())) {
    accepted_.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.number(2)});
  }
  return {};
}

// Versions of whole files are known by their source.
base::Status VoidQuery::gather_sources() {
  std::set<std::string> sources;
  for (const VoidTarget& target : targets_) {
    if (!target.replaces) continue;
    for (const StoredSegment& segment : log_) {
      if (segment.manifest.segment != target.segment) continue;
      DuckConnection connection = TRY(duck_.connect());
      DuckResult result =
          TRY(connection.stream("SELECT DISTINCT source FROM " + segment_relation(segment.file)));
      while (const auto chunk = TRY(result.next())) {
        for (std::size_t row = 0; row < chunk->size(); ++row)
          sources.emplace(text_of(chunk->column<duckdb_string_t>(0)[row]));
      }
    }
    Statement rows =
        TRY(state_.record.database().prepare("SELECT DISTINCT source FROM usage_quarantine WHERE "
                                             "source <> '' AND delivery = :delivery"));
    rows.bind(":delivery", target.file.delivery);
    while (TRY(rows.step()))
      sources.emplace(rows.text(0));
  }
  sources_.assign(sources.begin(), sources.end());
  return {};
}

// Rows of other files that left for something newer, perhaps of the targets, unless a standing
// delivery or a newer row of quarantine is reason enough. An earlier void may have passed one over
// for the targets, so it does not matter when it left.
base::Status VoidQuery::gather_released() {
  Statement rows = TRY(state_.record.database().prepare(
      "WITH target AS (SELECT * FROM usage_delivery WHERE delivery IN (" + numbers_of(targets_) +
      ")), source(name) AS (" + source_values() + ")" + std::string(kReleased)));
  auto own = TRY(own_fingerprints());
  Statement waiting = TRY(state_.record.database().prepare(
      "SELECT source, record_key FROM usage_quarantine WHERE delivery IN (" + numbers_of(targets_) +
      ")"));
  while (TRY(waiting.step()))
    own.push_back(usage::fingerprint(waiting.text(0), waiting.text(1)));
  sort_each_once(own);
  while (TRY(rows.step())) {
    ReleasedRow row;
    row.row = rows.number(0);
    row.source = rows.text(1);
    row.record_key = rows.text(2);
    if (!rows.is_null(3)) row.revision = rows.number(3);
    row.delivered = {rows.number(4)};
    row.duplicate = rows.number(5) != 0;
    const bool concerned =
        rows.number(6) != 0 ||
        std::ranges::binary_search(own, usage::fingerprint(row.source, row.record_key));
    if (concerned) released_.push_back(std::move(row));
  }
  return {};
}

base::Status VoidQuery::gather() {
  log_ = TRY(load_segments(state_, {}, base::CommitNumber::latest()));
  superseded_ = TRY(superseded_rows(state_, base::CommitNumber::latest()));
  voided_ = TRY(voided_rows(state_));
  for (const VoidTarget& target : targets_)
    if (target.segment) own_.insert(*target.segment);
  std::erase_if(log_, [&](const StoredSegment& segment) {
    return voided_.whole.contains(segment.manifest.segment);
  });
  Statement copies = TRY(state_.record.database().prepare(
      "SELECT DISTINCT segment FROM usage_void WHERE segment IS NOT NULL"));
  while (TRY(copies.step()))
    copies_.insert(copies.number(0));
  TRY_STATUS(gather_accepted());
  TRY_STATUS(gather_sources());
  return gather_released();
}

// ---- what the engine finds ----------------------------------------------------------------------

base::Result<std::vector<std::uint64_t>> VoidQuery::own_fingerprints() {
  std::vector<std::uint64_t> out;
  for (const StoredSegment& segment : log_) {
    if (!own_.contains(segment.manifest.segment)) continue;
    DuckConnection connection = TRY(duck_.connect());
    DuckResult result = TRY(connection.stream(
        "SELECT record_fingerprint(source, record_key) FROM " + segment_relation(segment.file)));
    while (const auto chunk = TRY(result.next())) {
      const auto* keys = chunk->column<std::uint64_t>(0);
      out.insert(out.end(), keys, keys + chunk->size());
    }
  }
  for (const Key& key : accepted_)
    out.push_back(usage::fingerprint(key.source, key.record_key));
  sort_each_once(out);
  return out;
}

base::Status VoidQuery::make_tables(const std::vector<std::uint64_t>& candidates) {
  std::vector<std::uint64_t> gone, out;
  for (const auto& [segment, rows] : superseded_) {
    for (const std::int64_t pos : rows)
      gone.push_back(static_cast<std::uint64_t>(place_of(segment, pos)));
  }
  for (const auto& [segment, rows] : voided_.part) {
    for (const std::int64_t pos : rows)
      out.push_back(static_cast<std::uint64_t>(place_of(segment, pos)));
  }
  TRY_STATUS(duck_.make_table("void_gone", gone, Duck::Numbers::Signed));
  TRY_STATUS(duck_.make_table("void_out", out, Duck::Numbers::Signed));
  TRY_STATUS(duck_.make_table("candidate", candidates, Duck::Numbers::Unsigned));
  DuckConnection connection = TRY(duck_.connect());
  TRY_STATUS(connection.execute(
      "CREATE OR REPLACE TABLE void_own (source VARCHAR, record_key VARCHAR, revision BIGINT);"));
  TRY_STATUS(connection.execute(
      "CREATE OR REPLACE TABLE void_entry (source VARCHAR, record_key VARCHAR, revision BIGINT,"
      " whole BOOLEAN, counts BOOLEAN, since BIGINT, place BIGINT);"));
  std::vector<std::string> accepted;
  for (const Key& key : accepted_) {
    accepted.push_back("(" + sql_text(key.source) + ", " + sql_text(key.record_key) + ", " +
                       std::to_string(key.revision) + ")");
  }
  TRY_STATUS(insert_values(connection, "void_own", accepted));
  for (const StoredSegment& segment : log_) {
    if (!own_.contains(segment.manifest.segment)) continue;
    TRY_STATUS(connection.execute(
        "INSERT INTO void_own SELECT source, record_key, revision FROM " +
        segment_relation(segment.file) +
        " WHERE record_fingerprint(source, record_key) IN (SELECT value FROM candidate)"));
  }
  return {};
}

base::Status VoidQuery::add_entries(const StoredSegment& segment,
                                    const std::vector<std::uint64_t>& wanted) {
  std::vector<std::uint64_t> common;
  const KeySet keys = TRY(open_keys(duck_, segment));
  append_common(wanted, keys.keys(), common);
  const std::string files = file_sources();
  if (common.empty() && files.empty()) return {};
  // A copy tells of no delivery: its original does.
  const std::int64_t since =
      copies_.contains(segment.manifest.segment) ? 0 : segment.manifest.commit.number;
  const std::string whole = files.empty() ? "false" : "source IN (" + files + ")";
  DuckConnection connection = TRY(duck_.connect());
  return connection.execute(
      "INSERT INTO void_entry SELECT source, record_key, revision, " + whole +
      ", place NOT IN (SELECT value FROM void_gone), " + std::to_string(since) + ", place FROM (" +
      placed(segment, "source, record_key, revision") + ") WHERE (" + whole +
      " OR record_fingerprint(source, record_key) IN (SELECT value FROM candidate))"
      " AND place NOT IN (SELECT value FROM void_out)");
}

base::Result<RowsBySegment> VoidQuery::places(const std::string& sql) {
  RowsBySegment out;
  DuckConnection connection = TRY(duck_.connect());
  DuckResult result = TRY(connection.stream(sql));
  while (const auto chunk = TRY(result.next())) {
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      const std::int64_t place = chunk->column<std::int64_t>(0)[row];
      out[place >> kPlaceBits].push_back(place & kPosMask);
    }
  }
  for (auto& [segment, rows] : out)
    std::ranges::sort(rows);
  return out;
}

// Released rows for which nothing that remains is reason enough.
base::Result<std::vector<std::int64_t>> VoidQuery::unjustified() {
  std::vector<std::int64_t> out;
  if (released_.empty()) return out;
  DuckConnection connection = TRY(duck_.connect());
  TRY_STATUS(connection.execute(
      "CREATE OR REPLACE TABLE void_released (number BIGINT, source VARCHAR, record_key VARCHAR,"
      " revision BIGINT, delivered BIGINT, duplicate BOOLEAN);"));
  std::vector<std::string> values;
  for (const ReleasedRow& row : released_) {
    values.push_back("(" + std::to_string(row.row) + ", " + sql_text(row.source) + ", " +
                     sql_text(row.record_key) + ", " +
                     (row.revision ? std::to_string(*row.revision) : "NULL") + ", " +
                     std::to_string(row.delivered.number) + ", " +
                     (row.duplicate ? "true" : "false") + ")");
  }
  TRY_STATUS(insert_values(connection, "void_released", values));
  const std::string remaining(kRemaining);
  DuckResult result = TRY(connection.stream(
      "SELECT number FROM void_released q WHERE NOT EXISTS (SELECT 1 FROM " + remaining +
      " e WHERE e.source = q.source AND e.record_key = q.record_key AND CASE WHEN q.duplicate"
      " THEN e.revision = q.revision ELSE coalesce(q.revision, 0) <= e.revision"
      " AND e.since > q.delivered END) AND NOT EXISTS (SELECT 1 FROM " +
      remaining +
      " e WHERE e.whole AND e.source = q.source AND e.revision > q.revision) ORDER BY number"));
  while (const auto chunk = TRY(result.next())) {
    out.insert(out.end(), chunk->column<std::int64_t>(0),
               chunk->column<std::int64_t>(0) + chunk->size());
  }
  return out;
}

base::Result<LogChange> VoidQuery::run() {
  std::vector<std::uint64_t> wanted = TRY(own_fingerprints());
  for (const ReleasedRow& row : released_)
    wanted.push_back(usage::fingerprint(row.source, row.record_key));
  sort_each_once(wanted);
  std::vector<std::uint64_t> candidates;
  for (const StoredSegment& segment : log_) {
    if (own_.contains(segment.manifest.segment)) continue;
    append_common(wanted, TRY(open_keys(duck_, segment)).keys(), candidates);
  }
  sort_each_once(candidates);
  TRY_STATUS(make_tables(candidates));
  LogChange change;
  change.own = own_;
  for (const StoredSegment& segment : log_) {
    if (!own_.contains(segment.manifest.segment)) {
      TRY_STATUS(add_entries(segment, candidates));
      continue;
    }
    const auto gone = superseded_.find(segment.manifest.segment);
    std::vector<std::int64_t> counting;
    for (std::int64_t pos = 0; pos < segment.manifest.rows; ++pos) {
      const bool before =
          gone != superseded_.end() && std::ranges::binary_search(gone->second, pos);
      if (!before) counting.push_back(pos);
    }
    if (!counting.empty()) change.stopping[segment.manifest.segment] = std::move(counting);
  }
  const std::string ours =
      " FROM void_entry SEMI JOIN void_own USING (source, record_key, revision)";
  change.voided = TRY(places("SELECT place" + ours));
  change.stopping.merge(TRY(places("SELECT place" + ours + " WHERE counts")));
  change.returning =
      TRY(places("WITH remaining AS " + std::string(kRemaining) + " " + std::string(kReturning)));
  change.going_back = TRY(unjustified());
  return change;
}

// ---- sums ---------------------------------------------------------------------------------------

base::Status VoidQuery::sum(const StoredSegment& segment, const std::string& where, Sums& sums) {
  DuckConnection connection = TRY(duck_.connect());
  DuckResult result = TRY(connection.stream(
      "SELECT month, measure, currency, CAST(CAST(sum(amount) AS DECIMAL(38,12)) AS VARCHAR),"
      " CAST(CAST(sum(quantity) AS DECIMAL(38,12)) AS VARCHAR) FROM (" +
      placed(segment,
             "strftime(usage_date, '%Y-%m') AS month, measure, currency, amount, quantity") +
      ") WHERE " + where + " GROUP BY month, measure, currency"));
  // Twelve decimals always: without the point it is the count of 10^-12.
  const auto units = [](std::string_view text) {
    std::string digits(text);
    std::erase(digits, '.');
    return decimal_of_units(digits);
  };
  while (const auto chunk = TRY(result.next())) {
    const auto text = [&](std::size_t column, std::size_t row) {
      return std::string(text_of(chunk->column<duckdb_string_t>(column)[row]));
    };
    for (std::size_t row = 0; row < chunk->size(); ++row) {
      Sum& of = sums[{text(0, row), text(1, row), text(2, row)}];
      of.amount += TRY(units(text(3, row)));
      of.quantity += TRY(units(text(4, row)));
    }
  }
  return {};
}

base::Result<VoidQuery::Sums> VoidQuery::sums_of(const RowsBySegment& rows) {
  Sums sums;
  for (const auto& [number, positions] : rows) {
    const auto segment =
        std::ranges::find(log_, number, [](const StoredSegment& s) { return s.manifest.segment; });
    std::vector<std::uint64_t> places;
    for (const std::int64_t pos : positions)
      places.push_back(static_cast<std::uint64_t>(place_of(number, pos)));
    TRY_STATUS(duck_.make_table("void_rows", places, Duck::Numbers::Signed));
    TRY_STATUS(sum(*segment, "place IN (SELECT value FROM void_rows)", sums));
  }
  return sums;
}

base::Result<std::vector<VoidEffect::MonthTotal>> VoidQuery::totals(const LogChange& change) {
  const Sums stopping = TRY(sums_of(change.stopping));
  const Sums returning = TRY(sums_of(change.returning));
  std::set<std::string> months;
  for (const Sums* sums : {&stopping, &returning})
    for (const auto& [key, of] : *sums)
      months.insert(key[0]);
  std::string wanted;
  for (const std::string& month : months)
    wanted += (wanted.empty() ? "" : ", ") + sql_text(month);
  Sums before;
  for (const StoredSegment& segment : log_) {
    const bool outside = wanted.empty() ||
                         segment.manifest.last_day.month().text() < *months.begin() ||
                         segment.manifest.first_day.month().text() > *months.rbegin();
    if (outside) continue;
    TRY_STATUS(sum(segment,
                   "month IN (" + wanted + ") AND place NOT IN (SELECT value FROM void_gone)",
                   before));
  }
  Sums all = stopping;
  all.insert(returning.begin(), returning.end());
  std::vector<VoidEffect::MonthTotal> out;
  const auto at = [](const Sums& sums, const auto& key) {
    const auto found = sums.find(key);
    return found == sums.end() ? Sum{} : found->second;
  };
  for (const auto& [key, ignored] : all) {
    const Sum then = at(before, key), less = at(stopping, key), more = at(returning, key);
    out.push_back({key[0], key[1], key[2], then.amount, then.amount - less.amount + more.amount,
                   then.quantity, then.quantity - less.quantity + more.quantity});
  }
  return out;
}

}  // namespace storage

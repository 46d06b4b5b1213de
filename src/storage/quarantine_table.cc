#include "storage/quarantine_table.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/sha256.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

constexpr int kExamplesMax = 3;
constexpr std::int64_t kRowsOfTransaction = 10'000;

constexpr std::string_view kColumns =
    "digest, cause, line, column_name, value, expected, remedy, source, record_key, revision, "
    "cells,"
    " delivered, rounds, usage_day, measure, currency, amount, quantity";

// The new rows. A row with a key is one row, however often it comes. Rows without one are as many
// as a file has of them: equal ones are all real, and only as many as wait already are known.
constexpr std::string_view kNew =
    " FROM (SELECT *, row_number() OVER (PARTITION BY digest ORDER BY seq) AS copy"
    " FROM temp.refused) r WHERE (r.record_key = '' OR r.copy = 1) AND r.copy >"
    " (SELECT count(*) FROM usage_quarantine q WHERE q.digest = r.digest AND NOT EXISTS"
    " (SELECT 1 FROM usage_release f WHERE f.row = q.row))";

base::Digest digest_of(const ingest::QuarantinedRow& row) {
  return base::sha256(row.cells.empty() ? "text\n" + row.text : "cells\n" + row.cells);
}

ingest::Cause cause_of(std::string_view word) {
  const auto cause = base::parse_word<ingest::Cause>(ingest::kCauses, word);
  ASSERT(cause.has_value());
  return *cause;
}

void bind_row(Statement& insert, const ingest::QuarantinedRow& row) {
  const base::Digest digest = digest_of(row);
  insert.bind_blob(1, base::bytes_of(digest))
      .bind(2, ingest::word(row.cause))
      .bind(3, row.line)
      .bind(4, row.column)
      .bind(5, row.value)
      .bind(6, row.expected)
      .bind(7, row.remedy)
      .bind(8, row.source)
      .bind(9, row.record_key);
  if (row.revision)
    insert.bind(10, *row.revision);
  else
    insert.bind_null(10);
  insert.bind(11, row.cells).bind(12, row.text).bind(13, std::int64_t{row.rounds});
  const ingest::ReadableFigures& figures = row.figures;
  if (figures.complete) {
    insert.bind(14, std::int64_t{figures.usage_date.number})
        .bind(15, static_cast<std::int64_t>(figures.measure))
        .bind(16, figures.currency)
        .bind(17, units_text(figures.amount))
        .bind(18, units_text(figures.quantity));
  } else {
    for (int place = 14; place <= 18; ++place)
      insert.bind_null(place);
  }
}

}  // namespace

base::Result<RefusedRows> RefusedRows::begin(Database& database) {
  TRY_STATUS(database.execute(
      "DROP TABLE IF EXISTS temp.refused;"
      "CREATE TEMP TABLE refused (seq INTEGER PRIMARY KEY, digest BLOB, cause TEXT, line INTEGER,"
      " column_name TEXT, value TEXT, expected TEXT, remedy TEXT, source TEXT, record_key TEXT,"
      " revision INTEGER, cells TEXT, delivered TEXT, rounds INTEGER, usage_day INTEGER,"
      " measure INTEGER, currency TEXT, amount TEXT, quantity TEXT);"
      "CREATE INDEX temp.refused_digest ON refused (digest)"));
  Statement insert = TRY(database.prepare("INSERT INTO temp.refused (" + std::string(kColumns) +
                                          ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                                          " ?12, ?13, ?14, ?15, ?16, ?17, ?18)"));
  return RefusedRows(database, std::move(insert));
}

RefusedRows::~RefusedRows() {
  if (open_ > 0) (void)database_->execute("ROLLBACK");
}

base::Status RefusedRows::settle() {
  if (open_ == 0) return {};
  open_ = 0;
  return database_->execute("COMMIT");
}

base::Status RefusedRows::add(const ingest::QuarantinedRow& row) {
  if (open_ == 0) TRY_STATUS(database_->execute("BEGIN"));
  if (++open_ > kRowsOfTransaction) {
    TRY_STATUS(settle());
    TRY_STATUS(database_->execute("BEGIN"));
    open_ = 1;
  }
  bind_row(insert_, row);
  TRY_STATUS(insert_.run());
  ++rows_;
  if (++seen_[row.cause] <= kExamplesMax) examples_.push_back(row);
  return {};
}

base::Result<std::vector<std::pair<ingest::Cause, std::int64_t>>> RefusedRows::new_causes() {
  std::vector<std::pair<ingest::Cause, std::int64_t>> out;
  if (rows_ == 0) return out;
  Statement rows =
      TRY(database_->prepare("SELECT r.cause, count(*)" + std::string(kNew) + " GROUP BY r.cause"));
  while (TRY(rows.step()))
    out.emplace_back(cause_of(rows.text(0)), rows.number(1));
  std::ranges::sort(out);
  return out;
}

base::Status RefusedRows::store(base::CommitNumber commit, std::int64_t delivery) {
  if (rows_ == 0) return {};
  const std::int64_t base =
      TRY(database_->number("SELECT coalesce(max(row), 0) FROM usage_quarantine"));
  Statement insert = TRY(database_->prepare(
      "INSERT INTO usage_quarantine (row, commit_no, delivery, " + std::string(kColumns) +
      ") SELECT :base + row_number() OVER (ORDER BY r.seq), :commit, :delivery, " +
      std::string(kColumns) + std::string(kNew) + " ORDER BY r.seq"));
  insert.bind(":base", base).bind(":commit", commit.number).bind(":delivery", delivery);
  return insert.run();
}

base::Status each_waiting(Database& database, const std::string& where,
                          const std::function<base::Status(WaitingRow&&)>& take) {
  Statement rows = TRY(database.prepare(
      "SELECT q.row, q.delivery, d.name, q.cause, q.line, q.column_name, q.value, q.expected,"
      " q.remedy, q.source, q.record_key, q.revision, q.cells, q.delivered, q.rounds"
      " FROM usage_quarantine q JOIN usage_delivery d ON d.delivery = q.delivery"
      " WHERE NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)" +
      (where.empty() ? "" : " AND (" + where + ")") + " ORDER BY q.row"));
  while (TRY(rows.step())) {
    WaitingRow out;
    out.row = rows.number(0);
    out.delivery = rows.number(1);
    out.file = rows.text(2);
    ingest::QuarantinedRow& row = out.content;
    row.cause = cause_of(rows.text(3));
    row.line = rows.number(4);
    row.column = rows.text(5);
    row.value = rows.text(6);
    row.expected = rows.text(7);
    row.remedy = rows.text(8);
    row.source = rows.text(9);
    row.record_key = rows.text(10);
    if (!rows.is_null(11)) row.revision = rows.number(11);
    row.cells = rows.text(12);
    row.text = rows.text(13);
    row.rounds = rows.number(14) != 0;
    TRY_STATUS(take(std::move(out)));
  }
  return {};
}

base::Status release(Database& database, base::CommitNumber commit, std::int64_t row,
                     Outcome outcome) {
  constexpr std::array<std::string_view, 3> kWords{"accepted", "duplicate", "corrected"};
  Statement insert = TRY(database.prepare(
      "INSERT INTO usage_release (row, commit_no, outcome) VALUES (:row, :commit, :outcome)"));
  return insert.bind(":row", row)
      .bind(":commit", commit.number)
      .bind(":outcome", kWords[static_cast<std::size_t>(outcome)])
      .run();
}

base::Status release_older(Database& database, base::CommitNumber commit, const std::string& source,
                           std::int64_t revision) {
  constexpr const char* kRelease =
      "INSERT INTO usage_release (row, commit_no, outcome)"
      " SELECT DISTINCT q.row, :commit, 'corrected' FROM usage_quarantine q";
  constexpr const char* kWaits = " NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)";
  Statement by_key = TRY(
      database.prepare(kRelease +
                       std::string(" JOIN usage_quarantine n ON n.source = q.source"
                                   " AND n.record_key = q.record_key WHERE n.commit_no = :commit"
                                   " AND q.record_key <> '' AND q.revision < n.revision AND") +
                       kWaits));
  TRY_STATUS(by_key.bind(":commit", commit.number).run());
  if (source.empty()) return {};
  Statement by_source = TRY(database.prepare(
      kRelease + std::string(" WHERE q.source = :source AND q.revision < :revision AND") + kWaits));
  return by_source.bind(":commit", commit.number)
      .bind(":source", source)
      .bind(":revision", revision)
      .run();
}

base::Result<std::vector<QuarantineGroup>> list_quarantine(Record& record,
                                                           std::size_t examples_max) {
  std::map<ingest::Cause, QuarantineGroup> groups;
  TRY_STATUS(each_waiting(record.database(), "", [&](WaitingRow&& row) -> base::Status {
    QuarantineGroup& group = groups[row.content.cause];
    group.cause = row.content.cause;
    ++group.rows;
    if (group.examples.size() < examples_max) {
      group.examples.push_back({std::move(row.file), std::move(row.content)});
    }
    return {};
  }));
  std::vector<QuarantineGroup> out;
  for (auto& [cause, group] : groups)
    out.push_back(std::move(group));
  std::ranges::stable_sort(out, std::greater<>(), &QuarantineGroup::rows);
  return out;
}

base::Result<std::vector<usage::QuarantineTotal>> UsageStore::quarantined(
    base::Month month, base::CommitNumber as_known) {
  Statement rows = TRY(state_->record.database().prepare(
      "SELECT q.measure, q.currency, q.amount, q.quantity FROM usage_quarantine q"
      " WHERE q.usage_day >= :first AND q.usage_day <= :last AND q.commit_no <= :known"
      " AND NOT EXISTS (SELECT 1 FROM usage_release f"
      " WHERE f.row = q.row AND f.commit_no <= :known)"));
  rows.bind(":first", std::int64_t{month.first().number});
  rows.bind(":last", std::int64_t{month.last().number});
  rows.bind(":known", as_known.number);
  std::map<std::pair<std::int64_t, std::string>, usage::QuarantineTotal> totals;
  while (TRY(rows.step())) {
    usage::QuarantineTotal& total = totals[{rows.number(0), std::string(rows.text(1))}];
    total.measure = static_cast<base::Measure>(rows.number(0));
    total.currency = rows.text(1);
    total.amount += TRY(decimal_of_units(rows.text(2)));
    total.quantity += TRY(decimal_of_units(rows.text(3)));
    ++total.rows;
  }
  std::vector<usage::QuarantineTotal> out;
  for (auto& [key, total] : totals)
    out.push_back(std::move(total));
  return out;
}

}  // namespace storage

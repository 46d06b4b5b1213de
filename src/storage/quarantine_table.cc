#include "storage/quarantine_table.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "storage/usage_store_internal.h"

namespace storage {
namespace {

ingest::Cause cause_of(std::string_view word) {
  const auto cause = base::parse_word<ingest::Cause>(ingest::kCauses, word);
  ASSERT(cause.has_value());
  return *cause;
}

constexpr std::string_view kReleased =
    "EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row AND f.commit_no <= :known";

WaitingRow row_at(const Statement& rows) {
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
  out.feed = rows.text(15);
  row.subscription_id = rows.text(16);
  out.replaces = rows.number(23) != 0;
  out.left = {rows.is_null(22) ? 0 : rows.number(22)};
  return out;
}

base::Status read_figures(const Statement& rows, ingest::ReadableFigures& figures) {
  figures.complete = !rows.is_null(17);
  if (!figures.complete) return {};
  figures.usage_date = {static_cast<std::int32_t>(rows.number(17))};
  figures.measure = static_cast<base::Measure>(rows.number(18));
  figures.currency = rows.text(19);
  figures.amount = TRY(decimal_of_units(rows.text(20)));
  figures.quantity = TRY(decimal_of_units(rows.text(21)));
  return {};
}

base::Status each_row(Database& database, base::CommitNumber as_known, const std::string& state,
                      const std::string& where, const TakeWaiting& take) {
  Statement rows = TRY(database.prepare(
      "SELECT q.row, q.delivery, d.name, q.cause, q.line, q.column_name, q.value, q.expected,"
      " q.remedy, q.source, q.record_key, q.revision, q.cells, q.delivered, q.rounds, d.feed,"
      " q.subscription_id, q.usage_day, q.measure, q.currency, q.amount, q.quantity,"
      " (SELECT f.commit_no FROM usage_release f WHERE f.row = q.row AND f.commit_no <= :known),"
      " d.replaces FROM usage_quarantine q JOIN usage_delivery d ON d.delivery = q.delivery"
      " WHERE q.commit_no <= :known AND " +
      state + (where.empty() ? "" : " AND (" + where + ")") + " ORDER BY q.row"));
  rows.bind(":known", as_known.number);
  while (TRY(rows.step())) {
    WaitingRow row = row_at(rows);
    TRY_STATUS(read_figures(rows, row.content.figures));
    TRY_STATUS(take(std::move(row)));
  }
  return {};
}

}  // namespace

base::Status each_waiting(Database& database, base::CommitNumber as_known, const std::string& where,
                          const TakeWaiting& take) {
  return each_row(database, as_known, "NOT " + std::string(kReleased) + ")", where, take);
}

base::Status each_waived(Database& database, base::CommitNumber as_known, const std::string& where,
                         const TakeWaiting& take) {
  return each_row(database, as_known, std::string(kReleased) + " AND f.outcome = 'waived')", where,
                  take);
}

std::string where_of(const QuarantineFilter& filter) {
  std::string where = "1";
  std::string causes;
  for (const ingest::Cause cause : filter.causes)
    causes += (causes.empty() ? "" : ", ") + sql_text(word(cause));
  if (!causes.empty()) where += " AND q.cause IN (" + causes + ")";
  if (!filter.feed.empty()) where += " AND d.feed = " + sql_text(filter.feed);
  if (!filter.file.empty()) where += " AND d.name = " + sql_text(filter.file);
  if (!filter.subscription.empty())
    where += " AND q.subscription_id = " + sql_text(filter.subscription);
  return where;
}

base::Status release(Database& database, base::CommitNumber commit, const Leaving& rows) {
  constexpr std::array<std::string_view, 5> kWords{"accepted", "duplicate", "corrected", "waived",
                                                   "voided"};
  Statement insert = TRY(database.prepare(
      "INSERT INTO usage_release (row, commit_no, outcome) VALUES (:row, :commit, :outcome)"));
  for (const auto& [row, outcome] : rows) {
    insert.bind(":row", row)
        .bind(":commit", commit.number)
        .bind(":outcome", kWords[static_cast<std::size_t>(outcome)]);
    TRY_STATUS(insert.run());
  }
  return {};
}

namespace {

constexpr std::string_view kCorrected =
    "INSERT INTO usage_release (row, commit_no, outcome)"
    " SELECT DISTINCT q.row, :commit, 'corrected' FROM usage_quarantine q ";
constexpr std::string_view kWaits =
    " AND NOT EXISTS (SELECT 1 FROM usage_release f WHERE f.row = q.row)";

base::Result<Statement> corrected(Database& database, base::CommitNumber commit,
                                  std::string_view which) {
  Statement out =
      TRY(database.prepare(std::string(kCorrected) + std::string(which) + std::string(kWaits)));
  out.bind(":commit", commit.number);
  return out;
}

base::Result<std::int64_t> run(Database& database, Statement& statement) {
  TRY_STATUS(statement.run());
  return database.changes();
}

}  // namespace

base::Result<std::int64_t> release_older(Database& database, base::CommitNumber commit) {
  Statement by_key = TRY(corrected(database, commit,
                                   "JOIN usage_quarantine n ON n.source = q.source"
                                   " AND n.record_key = q.record_key WHERE n.commit_no = :commit"
                                   " AND q.record_key <> '' AND q.revision < n.revision"));
  return run(database, by_key);
}

base::Result<std::int64_t> release_outrun(Database& database, base::CommitNumber commit) {
  Statement by_key = TRY(corrected(
      database, commit,
      "JOIN usage_quarantine n ON n.source = q.source AND n.record_key = q.record_key"
      " JOIN usage_release a ON a.row = n.row AND a.commit_no = :commit AND a.outcome = 'accepted'"
      " WHERE q.record_key <> '' AND q.delivery < n.delivery"
      " AND coalesce(q.revision, n.revision) <= n.revision"));
  return run(database, by_key);
}

base::Result<std::int64_t> release_replaced(Database& database, base::CommitNumber commit,
                                            const std::string& source, std::int64_t revision) {
  Statement by_source =
      TRY(corrected(database, commit, "WHERE q.source = :source AND q.revision < :revision"));
  by_source.bind(":source", source).bind(":revision", revision);
  return run(database, by_source);
}

base::Result<std::int64_t> release_reread(Database& database, base::CommitNumber commit,
                                          const Rereading& file) {
  Statement by_bytes =
      TRY(corrected(database, commit,
                    "JOIN usage_delivery d ON d.delivery = q.delivery WHERE d.file_sha256 = :file"
                    " AND d.mapping_sha256 <> :mapping AND (q.cells = '' OR d.mapping = :name)"));
  by_bytes.bind(":file", file.file_sha256)
      .bind(":mapping", file.mapping_sha256)
      .bind(":name", file.mapping);
  return run(database, by_bytes);
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

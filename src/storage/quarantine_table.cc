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

}  // namespace

base::Status each_waiting(Database& database, base::CommitNumber as_known, const std::string& where,
                          const std::function<base::Status(WaitingRow&&)>& take) {
  Statement rows = TRY(database.prepare(
      "SELECT q.row, q.delivery, d.name, q.cause, q.line, q.column_name, q.value, q.expected,"
      " q.remedy, q.source, q.record_key, q.revision, q.cells, q.delivered, q.rounds"
      " FROM usage_quarantine q JOIN usage_delivery d ON d.delivery = q.delivery"
      " WHERE q.commit_no <= :known AND NOT EXISTS (SELECT 1 FROM usage_release f"
      " WHERE f.row = q.row AND f.commit_no <= :known)" +
      (where.empty() ? "" : " AND (" + where + ")") + " ORDER BY q.row"));
  rows.bind(":known", as_known.number);
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

base::Status release(Database& database, base::CommitNumber commit, const Leaving& rows) {
  constexpr std::array<std::string_view, 3> kWords{"accepted", "duplicate", "corrected"};
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
                                                           base::CommitNumber as_known,
                                                           std::size_t examples_max) {
  std::map<ingest::Cause, QuarantineGroup> groups;
  const auto take = [&](WaitingRow&& row) -> base::Status {
    QuarantineGroup& group = groups[row.content.cause];
    group.cause = row.content.cause;
    ++group.rows;
    if (group.examples.size() < examples_max) {
      group.examples.push_back({std::move(row.file), std::move(row.content)});
    }
    return {};
  };
  TRY_STATUS(each_waiting(record.database(), as_known, "", take));
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

#include "storage/feed_files.h"

#include "storage/database.h"

namespace storage {
namespace {

constexpr const char* kFiles =
    "SELECT d.delivery, d.commit_no, e.recorded_at, d.name, d.feed, d.file_sha256, d.mapping,"
    " d.mapping_sha256, d.rows_read, d.accepted, d.duplicates, d.quarantined,"
    " coalesce(w.waiting, 0), s.first_day, s.last_day, coalesce(v.commit_no, 0)"
    " FROM usage_delivery d JOIN audit_event e ON e.commit_no = d.commit_no"
    " LEFT JOIN usage_segment s ON s.segment = d.segment"
    " LEFT JOIN usage_void v ON v.delivery = d.delivery"
    " LEFT JOIN (SELECT q.delivery, count(*) AS waiting FROM usage_quarantine q"
    " LEFT JOIN usage_release r ON r.row = q.row WHERE r.row IS NULL GROUP BY q.delivery) w"
    " ON w.delivery = d.delivery WHERE (:all_feeds OR d.feed = :feed) AND (:all OR d.delivery = "
    ":delivery)"
    " ORDER BY d.delivery DESC";

std::optional<base::Day> day_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return base::Day{static_cast<std::int32_t>(row.number(column))};
}

FeedFile file_of(const Statement& row) {
  FeedFile out;
  out.delivery = row.number(0);
  out.commit = {row.number(1)};
  out.arrived = {row.number(2)};
  out.name = row.text(3);
  out.feed = row.text(4);
  out.sha256 = row.text(5);
  out.mapping = row.text(6);
  out.mapping_sha256 = row.text(7);
  out.rows = row.number(8);
  out.accepted = row.number(9);
  out.duplicates = row.number(10);
  out.quarantined = row.number(11);
  out.waiting = row.number(12);
  out.first_day = day_at(row, 13);
  out.last_day = day_at(row, 14);
  out.voided = {row.number(15)};
  return out;
}

}  // namespace

base::Status each_feed_file(Record& record, const FeedFileQuery& query,
                            const std::function<bool(FeedFile&&)>& take) {
  Statement rows = TRY(record.database().prepare(kFiles));
  rows.bind(":all_feeds", std::int64_t{!query.feed.has_value()});
  rows.bind(":feed", query.feed.value_or(std::string()));
  rows.bind(":all", std::int64_t{!query.delivery.has_value()});
  rows.bind(":delivery", query.delivery.value_or(0));
  while (TRY(rows.step())) {
    if (!take(file_of(rows))) break;
  }
  return {};
}

}  // namespace storage

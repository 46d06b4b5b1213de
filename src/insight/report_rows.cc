// The shape of an answer, whoever computed its numbers.
#include <algorithm>
#include <set>

#include "insight/report.h"

namespace insight {
namespace {

// Of every combination of the other keys a row for each month of the span.
void fill_months(const ReportQuery& query, std::vector<ReportRow>& rows) {
  const auto at = std::ranges::find(query.by, Grain::Month) - query.by.begin();
  const auto month = static_cast<std::size_t>(at);
  std::set<std::vector<std::string>> others;
  if (query.by.size() == 1) others.insert({""});
  for (const ReportRow& row : rows) {
    std::vector<std::string> keys = row.keys;
    keys[month].clear();
    others.insert(std::move(keys));
  }
  for (std::vector<std::string> keys : others) {
    for (base::Month m = query.from; m <= query.to; m = m + 1) {
      keys[month] = m.text();
      rows.emplace_back().keys = keys;
    }
  }
}

// Stable: of equal keys the first stays and takes the rest.
void join_equal(std::vector<ReportRow>& rows) {
  if (!std::ranges::is_sorted(rows, {}, &ReportRow::keys))
    std::ranges::stable_sort(rows, {}, &ReportRow::keys);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (kept > 0 && rows[kept - 1].keys == rows[i].keys) {
      rows[kept - 1] += rows[i];
    } else {
      if (kept != i) rows[kept] = std::move(rows[i]);
      ++kept;
    }
  }
  rows.resize(kept);
}

}  // namespace

bool ReportRow::is_zero() const {
  return revenue.is_zero() && consumption.is_zero() && usage.is_zero() && seats.is_zero() &&
         active_users.is_zero() && indicator_amount.is_zero() && indicator_quantity.is_zero();
}

ReportRow& ReportRow::operator+=(const ReportRow& other) {
  revenue += other.revenue;
  consumption += other.consumption;
  usage += other.usage;
  seats += other.seats;
  active_users += other.active_users;
  indicator_amount += other.indicator_amount;
  indicator_quantity += other.indicator_quantity;
  return *this;
}

std::vector<std::string> figures(const ReportRow& row) {
  return {row.revenue.text(),           row.usage.text(),
          row.consumption.text(),       row.seats.text(),
          row.active_users.text(),      row.indicator_amount.text(),
          row.indicator_quantity.text()};
}

bool has(const ReportQuery& query, Grain grain) {
  return std::ranges::find(query.by, grain) != query.by.end();
}

void settle(const ReportQuery& query, std::vector<ReportRow>& rows) {
  join_equal(rows);
  std::erase_if(rows, [](const ReportRow& row) { return row.is_zero(); });
  if (!query.empty_months || !has(query, Grain::Month)) return;
  fill_months(query, rows);
  join_equal(rows);
}

}  // namespace insight

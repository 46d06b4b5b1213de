// The single view: revenue, usage, consumption, seats, active users and performance indicators side
// by side, for one span of months, one grain and one filter. It stands on attribution::credit, so
// that its consumption is the credit of the same keys to the last digit.
// Rules: docs/domain/insight.md#the-single-view.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "attribution/holdings.h"
#include "base/result.h"
#include "insight/onlooker.h"
#include "usage/record.h"
#include "usage/series_index.h"

namespace insight {

// What a row is of. Role: the association type with which a partner holds; what it holds in two
// roles stands in both rows.
enum class Grain : std::uint8_t { Month, Partner, Customer, Product, Subscription, Role, Currency };
inline constexpr std::array<std::string_view, 7> kGrains{
    "month", "partner", "customer", "product", "subscription", "role", "currency"};

struct ReportQuery {
  base::Month from;  // both included
  base::Month to;
  std::vector<Grain> by;  // distinct, in the order of the columns
  // Only what is of this one; empty: all. An id that is not in the registry gives no rows.
  std::string partner, customer, product, role;
  // With the month in the grain: a row of zeros for each month in which the rest of its keys has
  // nothing.
  bool empty_months = false;
};

// Amounts are in the programme's currency, or as billed when the currency is in the grain.
struct ReportRow {
  std::vector<std::string> keys;  // one text per ReportQuery::by
  base::Product revenue;
  base::Product consumption;
  base::Decimal usage;  // the quantity of what was consumed
  // At the snapshot of the row's month; without the month in the grain, of the last month of the
  // span for which the answer has any.
  base::Decimal seats;
  base::Decimal active_users;
  base::Product indicator_amount;  // shown, never credited
  base::Decimal indicator_quantity;

  bool is_zero() const;
  ReportRow& operator+=(const ReportRow& other);  // of equal keys
  friend bool operator==(const ReportRow&, const ReportRow&) = default;
};

// The figures of a row in the order in which they are shown, and as texts.
inline constexpr std::array<std::string_view, 7> kFigures{
    "revenue",           "usage", "consumption", "seats", "active_users", "indicator_amount",
    "indicator_quantity"};
std::vector<std::string> figures(const ReportRow& row);

// Rows by their keys, in the order of text; none is all zero unless empty months were asked for.
// With an onlooker (of the partner asked for) only what it sees. Errors: Missing when a rate is
// needed and absent.
base::Result<std::vector<ReportRow>> report(const usage::SeriesIndex& index,
                                            const attribution::Holdings& holdings,
                                            const attribution::Standing& standing,
                                            const ReportQuery& query, int threads,
                                            const Onlooker* onlooker = nullptr);

// The same from raw rows, on the naive model: for tests. `records` are the current ones.
base::Result<std::vector<ReportRow>> naive_report(std::span<const usage::Record> records,
                                                  const registry::Snapshot& registry,
                                                  const programs::Programme& programme,
                                                  const ReportQuery& query);

// ---- what both share: the shape of an answer ----------------------------------------------------

bool has(const ReportQuery& query, Grain grain);
// Adds up rows of equal keys, leaves out those of zeros, fills months.
void settle(const ReportQuery& query, std::vector<ReportRow>& rows);

}  // namespace insight

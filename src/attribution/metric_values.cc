#include "attribution/metric_values.h"

#include <algorithm>
#include <set>

#include "base/check.h"

namespace attribution {
namespace {

using base::Decimal;
using base::Int128;
using base::Month;
using base::Product;
using programs::Metric;
using programs::MetricKind;

Decimal shown(const Product& value) {
  return base::round(value, 2, base::Rounding::HalfEven);
}

Product sum(const MonthFigures& months, Month from, Month to) {
  Product out;
  for (auto at = months.lower_bound(from); at != months.end() && at->first <= to; ++at)
    out += at->second;
  return out;
}

Product at(const MonthFigures& months, Month month) {
  return sum(months, month, month);
}

Month trailing(Month month) {
  return month + (1 - programs::kTrailingMonths);
}

// a / b, half to even. Requires: b > 0.
Int128 quotient(Int128 a, Int128 b) {
  ASSERT(b > 0);
  const bool negative = a < 0;
  const Int128 size = negative ? -a : a;
  Int128 whole = size / b;
  const Int128 twice = size % b * 2;
  if (twice > b || (twice == b && whole % 2 == 1)) ++whole;
  return negative ? -whole : whole;
}

constexpr Int128 kHundredth = base::kUnit / 100;

// points x value / target, at most the points, at least none.
Decimal points_of(const Metric& metric, Decimal value) {
  if (value <= Decimal()) return {};
  if (value >= metric.target) return metric.points;
  const Int128 part = metric.points.units() * (value.units() / kHundredth);
  return Decimal::from_units(quotient(part, metric.target.units() / kHundredth));
}

}  // namespace

// What growth compares: a stock, or twelve months of a flow.
Decimal MetricValues::basis(const Metric& metric, Month month) const {
  const MonthFigures& months = figures(metric).months;
  return shown(base::is_stock(metric.measure) ? at(months, month)
                                              : sum(months, trailing(month), month));
}

Decimal MetricValues::growth(const Metric& metric, Month month) const {
  const Decimal before = basis(metric, month + -metric.baseline_months);
  if (before <= Decimal() || before < metric.minimum_baseline) return {};
  const Int128 base = before.units() / kHundredth;
  const Int128 more = basis(metric, month).units() / kHundredth - base;
  return Decimal::from_units(quotient(more * 10'000, base) * kHundredth);
}

std::int64_t MetricValues::customers(const Metric& metric, Month month) const {
  const Month from = base::is_stock(metric.measure) ? month : trailing(month);
  return std::ranges::count_if(figures(metric).customers, [&](const auto& customer) {
    return sum(customer.second, from, month) > Product();
  });
}

std::int64_t MetricValues::adds(const Metric& metric, Month month) const {
  std::int64_t out = 0;
  for (const auto& [customer, months] : figures(metric).customers)
    out += adds(metric, customer, month);
  return out;
}

// A customer comes for those who are credited with it in the month in which it comes, and goes for
// those for whom it came.
std::int64_t MetricValues::adds(const Metric& metric, const std::string& customer,
                                Month month) const {
  const MonthFigures& stock = books_.credit.stock(competency_.code, metric.measure, customer);
  const MonthFigures& credited = figures(metric).customers.at(customer);
  std::int64_t out = 0;
  bool had = false, came_for_us = false;
  for (Month m = books_.credit.first; m <= month; m = m + 1) {
    const bool has = at(stock, m) > Product();
    const bool counts = m >= trailing(month);
    if (has && !had) {
      came_for_us = at(credited, m) > Product();
      out += counts && came_for_us ? 1 : 0;
    } else if (had && !has) {
      out -= counts && came_for_us ? 1 : 0;
      came_for_us = false;
    }
    had = has;
  }
  return out;
}

// The account's own last value and those of its partners.
Decimal MetricValues::manual(const Metric& metric, Month month) const {
  std::set<std::string> ids{account_};
  for (const base::PartnerKey partner : books_.accounts.partners_on(account_, month.last()))
    ids.insert(books_.standing.registry()[partner].id);
  const auto& all = books_.standing.registry().metric_values;
  Decimal out;
  for (const std::string& id : ids) {
    const auto key = [](const registry::MetricValue& one) {
      return std::tie(one.account_id, one.competency, one.metric, one.month);
    };
    const auto after =
        std::ranges::upper_bound(all, std::tie(id, competency_.code, metric.code, month), {}, key);
    if (after == all.begin()) continue;
    const registry::MetricValue& last = *std::prev(after);
    if (last.account_id == id && last.competency == competency_.code &&
        last.metric == metric.code) {
      out += last.value;
    }
  }
  return shown(Product(out));
}

Decimal MetricValues::value(const Metric& metric, Month month, std::optional<Month> began) const {
  const MonthFigures& months = figures(metric).months;
  switch (metric.kind) {
    case MetricKind::TtmSum: return shown(sum(months, trailing(month), month));
    case MetricKind::AnniversarySum: {
      const Month from = began ? std::max(*began + 1, trailing(month)) : trailing(month);
      return shown(sum(months, from, month));
    }
    case MetricKind::Snapshot: return shown(at(months, month));
    case MetricKind::DistinctCustomers: return Decimal::from_integer(customers(metric, month));
    case MetricKind::NetCustomerAdds: return Decimal::from_integer(adds(metric, month));
    case MetricKind::Growth: return growth(metric, month);
    case MetricKind::Manual: return manual(metric, month);
  }
  ASSERT(false);
  return {};
}

std::vector<MetricReading> MetricValues::readings(Month month, std::optional<Month> began) const {
  std::vector<MetricReading> out;
  for (const Metric& metric : competency_.metrics) {
    const Decimal read = value(metric, month, began);
    out.push_back({metric.code, read, points_of(metric, read)});
  }
  return out;
}

std::string_view MetricValues::market_class(Month month) const {
  std::optional<std::string_view> shared;
  for (const base::PartnerKey partner : books_.accounts.partners_on(account_, month.last())) {
    const std::string& country = books_.standing.registry()[partner].country;
    const std::string_view one = books_.standing.programme().market_class(country);
    if (shared && *shared != one) return {};
    shared = one;
  }
  return shared.value_or(std::string_view());
}

std::size_t MetricValues::reached(Month month, const std::vector<MetricReading>& readings) const {
  std::size_t rank = 0;
  const std::string_view market = market_class(month);
  for (const programs::Level& level : competency_.levels) {
    if (level.rank > rank && level.in_force.contains(month.last()) &&
        meets(level, market, readings)) {
      rank = level.rank;
    }
  }
  return rank;
}

std::vector<MetricValues> values_of(const CompetencyBooks& books, const CompetencyQuery& query) {
  std::vector<const programs::Competency*> asked;
  for (const programs::Competency& one : books.standing.programme().competencies) {
    const bool wanted = query.competency.empty() || query.competency == one.code;
    if (wanted && !one.levels.empty()) asked.push_back(&one);
  }
  std::ranges::sort(asked, {}, [](const auto* one) -> std::string_view { return one->code; });
  std::vector<MetricValues> out;
  for (const std::string& account : books.accounts.ids()) {
    if (!query.account.empty() && query.account != account) continue;
    for (const programs::Competency* competency : asked)
      out.emplace_back(books, account, *competency);
  }
  return out;
}

bool meets(const programs::Level& level, std::string_view market_class,
           const std::vector<MetricReading>& readings) {
  if (level.points) {
    const auto empty = [](const MetricReading& one) { return one.points <= Decimal(); };
    if (level.every_metric_positive && std::ranges::any_of(readings, empty)) return false;
    return total_points(readings) >= *level.points;
  }
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const auto least = programs::threshold_of(level, i, market_class);
    if (least && readings[i].value < *least) return false;
  }
  return true;
}

Decimal total_points(const std::vector<MetricReading>& readings) {
  Decimal total;
  for (const MetricReading& one : readings)
    total += one.points;
  return base::round(total, 2, base::Rounding::HalfEven);
}

}  // namespace attribution

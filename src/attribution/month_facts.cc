#include "attribution/month_facts.h"

#include <algorithm>

#include "attribution/snapshot_facts.h"

namespace attribution {
namespace {

std::string_view exclusion(base::CountClass counted) {
  switch (counted) {
    case base::CountClass::OfferTypeExcluded: return "OFFER_TYPE_EXCLUDED";
    case base::CountClass::TaxExcluded: return "TAX_EXCLUDED";
    case base::CountClass::Indicator: return "INDICATOR";
    case base::CountClass::Counted: break;
  }
  return {};
}

// The date whose facts the snapshot reads; Day::min() when the month has none.
base::Day snapshot_date(std::span<const usage::Series> stock, base::Month month,
                        base::Day snapshot) {
  base::Day out = base::Day::min();
  for_each_snapshot_fact(
      stock, month, snapshot,
      [&](const usage::SeriesView& view, std::uint32_t entry) { out = view.day(entry); });
  return out;
}

}  // namespace

std::vector<MonthFact> month_facts(const usage::SeriesIndex& index, const Standing& standing,
                                   base::SubscriptionKey subscription, base::Month month) {
  std::vector<MonthFact> out;
  const base::Day snapshot = programs::snapshot_day(standing.programme().parameters, month);
  const bool active = standing.registry()[subscription].life.contains(snapshot);
  const std::span<const usage::Series> all = index.of(subscription);
  std::size_t stock_end = 0;
  base::Day read_on = base::Day::min();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const usage::Series& series = all[i];
    const bool stock =
        base::is_stock(series.measure) && series.counted == base::CountClass::Counted;
    if (stock && i >= stock_end) {
      stock_end = stock_group_end(all, i);
      read_on = snapshot_date(all.subspan(i, stock_end - i), month, snapshot);
    }
    const usage::SeriesView view(series);
    const std::uint32_t end = view.lower_bound(month.end());
    for (std::uint32_t entry = view.lower_bound(month.first()); entry < end; ++entry) {
      MonthFact fact{&series,
                     view.day(entry),
                     view.day(entry),
                     view.amount(entry),
                     view.quantity(entry),
                     exclusion(series.counted)};
      if (stock) {
        fact.day = snapshot;
        if (fact.measured_on != read_on) {
          fact.residual = "NOT_ON_SNAPSHOT";
        } else if (!active) {
          fact.residual = "SUBSCRIPTION_NOT_ACTIVE";
        }
      }
      out.push_back(fact);
    }
  }
  return out;
}

}  // namespace attribution

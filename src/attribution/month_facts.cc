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

// The facts of one subscription and month, collected.
class Collector {
 public:
  Collector(const usage::SeriesIndex& index, const Standing& standing,
            base::SubscriptionKey subscription, base::Month month, std::vector<MonthFact>& out)
      : facts(out),
        index_(index),
        month_(month),
        days_(base::range_of(month)),
        snapshot_(programs::snapshot_day(standing.programme().parameters, month)),
        active_(standing.registry()[subscription].life.contains(snapshot_)) {}
  std::vector<MonthFact>& facts;

  void add_stock(std::span<const usage::Series> stock) {
    base::Day read_on = base::Day::min();
    for_each_snapshot_fact(
        index_, stock, month_, snapshot_,
        [&](const usage::SeriesView& view, std::uint32_t entry) { read_on = view.day(entry); });
    const std::size_t begin = facts.size();
    for (const usage::Series& series : stock)
      add(series);
    for (std::size_t i = begin; i < facts.size(); ++i) {
      facts[i].day = snapshot_;
      if (facts[i].measured_on != read_on) {
        facts[i].residual = "NOT_ON_SNAPSHOT";
      } else if (!active_) {
        facts[i].residual = "SUBSCRIPTION_NOT_ACTIVE";
      }
    }
  }

  void add(const usage::Series& series) {
    const usage::SeriesView view = index_.view(series);
    const usage::Lane* lane = &index_.lane(series.lane);
    view.for_each(view.lower_bound(days_.from), view.lower_bound(days_.to),
                  [&](base::Day day, base::Decimal amount, base::Decimal quantity) {
                    facts.push_back({lane, day, day, amount, quantity, exclusion(lane->counted)});
                  });
  }

  // One fact for the days from a cut to the next.
  void add(const usage::Series& series, std::span<const base::Day> cuts) {
    const usage::SeriesView view = index_.view(series);
    const usage::Lane* lane = &index_.lane(series.lane);
    const std::uint32_t first = view.lower_bound(days_.from);
    std::uint32_t from = first;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      const std::uint32_t to = view.lower_bound(i + 1 < cuts.size() ? cuts[i + 1] : days_.to);
      if (from == to) continue;
      const usage::SeriesView::Value sum = view.sum(first, from, to);
      facts.push_back({lane, cuts[i], cuts[i], sum.amount, sum.quantity, {}});
      from = to;
    }
  }

  // The facts of thin series come by day and go where their lanes stand.
  void add(const usage::Scatter& scatter) {
    const auto entries = scatter.between(days_.from, days_.to);
    if (entries.empty()) return;
    for (const usage::ScatterEntry& entry : entries) {
      const base::Day day = scatter.day(entry);
      facts.push_back(
          {&index_.lane(entry.lane), day, day, scatter.amount(entry), scatter.quantity(entry), {}});
    }
    std::ranges::stable_sort(
        facts, {}, [](const MonthFact& fact) { return std::pair(fact.lane, fact.measured_on); });
  }

 private:
  const usage::SeriesIndex& index_;
  const base::Month month_;
  const base::DayRange days_;
  const base::Day snapshot_;
  const bool active_;
};

// Adds all that is known of the subscription; `add` those series that are not stocks that count.
template <class Add>
void collect(const usage::SeriesIndex& index, base::SubscriptionKey subscription, Collector& out,
             Add add) {
  const std::span<const usage::Series> all = index.series(subscription);
  for (std::size_t i = 0; i < all.size();) {
    const usage::Lane& lane = index.lane(all[i].lane);
    if (base::is_stock(lane.measure) && lane.counted == base::CountClass::Counted) {
      const std::size_t end = stock_group_end(index, all, i);
      out.add_stock(all.subspan(i, end - i));
      i = end;
    } else {
      add(all[i++]);
    }
  }
  out.add(index.scatter(subscription));
}

}  // namespace

std::vector<MonthFact> month_facts(const usage::SeriesIndex& index, const Standing& standing,
                                   base::SubscriptionKey subscription, base::Month month) {
  std::vector<MonthFact> facts;
  Collector out(index, standing, subscription, month, facts);
  collect(index, subscription, out, [&](const usage::Series& series) { out.add(series); });
  return facts;
}

void coarse_month_facts(const usage::SeriesIndex& index, const Standing& standing,
                        base::SubscriptionKey subscription, base::Month month,
                        std::span<const base::Day> cuts, std::vector<MonthFact>& facts) {
  facts.clear();
  Collector out(index, standing, subscription, month, facts);
  collect(index, subscription, out, [&](const usage::Series& series) {
    if (index.lane(series.lane).counted == base::CountClass::Counted) out.add(series, cuts);
  });
}

}  // namespace attribution

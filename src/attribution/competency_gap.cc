#include <algorithm>
#include <map>
#include <memory>

#include "attribution/competency_outlook.h"
#include "attribution/competency_terms.h"
#include "attribution/credit.h"
#include "attribution/month_facts.h"

namespace attribution {
namespace {

using base::Decimal;
using base::Month;
using base::Product;
using programs::Metric;
using programs::MetricKind;

// Where an account is not credited on the last day of the month although its customer uses more.
class Elsewhere {
 public:
  Elsewhere(const usage::SeriesIndex& index, const CompetencyBooks& books, Month month, int threads)
      : index_(index),
        books_(books),
        month_(month),
        threads_(threads),
        registry_(
            by_account(books.standing.registry(), books.standing.programme(), books.accounts)),
        stands_(registry_, books.standing.programme()),
        holdings_(compile(stands_, [&](std::string_view w) { return workload_number(index, w); })) {
  }
  Elsewhere(const Elsewhere&) = delete;
  Elsewhere& operator=(const Elsewhere&) = delete;

  // The largest first.
  base::Result<std::vector<GapCloser>> of(const MetricValues& values, const Metric& metric) {
    const auto credited = TRY(credited_to(values, metric));
    std::vector<GapCloser> out;
    for (std::uint32_t s = 0; s < registry_.subscriptions.size(); ++s) {
      const registry::Subscription& subscription = registry_.subscriptions[s];
      const std::string& customer = registry_[subscription.customer].id;
      if (!is_customer(values, customer) || is_held(values.account(), {s})) continue;
      Product sum = TRY(used(values, metric, {s}));
      if (const auto own = credited.find(subscription.id); own != credited.end())
        sum -= own->second;
      const Decimal adds = base::round(sum, 2, base::Rounding::HalfEven);
      if (adds > Decimal()) out.push_back({subscription.id, customer, adds, {}});
    }
    std::ranges::sort(out, [](const GapCloser& a, const GapCloser& b) {
      return a.adds == b.adds ? a.subscription < b.subscription : b.adds < a.adds;
    });
    return out;
  }

 private:
  Month from(const Metric& metric) const {
    return base::is_stock(metric.measure) ? month_ : month_ + (1 - programs::kTrailingMonths);
  }

  bool is_customer(const MetricValues& values, const std::string& customer) const {
    const Month first = month_ + (1 - programs::kTrailingMonths);
    return std::ranges::any_of(values.competency().metrics, [&](const Metric& metric) {
      const CreditFigures& figures =
          books_.credit.of(values.account(), values.competency().code, metric.measure);
      const auto found = figures.customers.find(customer);
      if (found == figures.customers.end()) return false;
      const auto at = found->second.lower_bound(first);
      return at != found->second.end() && at->first <= month_;
    });
  }

  bool is_held(const std::string& account, base::SubscriptionKey subscription) const {
    const base::Day last = month_.last();
    const programs::TypeMask types = books_.standing.programme().credited_by_day();
    for (std::uint32_t i = holdings_.subscription_first[subscription.number];
         i < holdings_.subscription_first[subscription.number + 1]; ++i) {
      const Holding& holding = holdings_.by_partner[holdings_.by_subscription[i]];
      if (registry_[holding.partner].id != account) continue;
      for (const Run& run : holdings_.runs_of(holding)) {
        if (run.from <= last && last < run.to && (run.types & types) != 0) return true;
      }
    }
    return false;
  }

  base::Result<Product> used(const MetricValues& values, const Metric& metric,
                             base::SubscriptionKey subscription) const {
    Product out;
    for (Month month = from(metric); month <= month_; month = month + 1) {
      for (const MonthFact& fact : month_facts(index_, books_.standing, subscription, month)) {
        if (!fact.residual.empty() || fact.lane->measure != metric.measure) continue;
        if (!counts_towards(books_.standing, values.competency().code, subscription, metric.measure,
                            index_.workload(fact.lane->workload))) {
          continue;
        }
        const std::string currency(index_.currency(fact.lane->currency));
        out += base::is_stock(metric.measure)
                   ? Product(fact.quantity)
                   : TRY(converted(books_.standing, Product(fact.amount), currency, month));
      }
    }
    return out;
  }

  // What the account was credited with, by subscription.
  base::Result<std::map<std::string, Product>> credited_to(const MetricValues& values,
                                                           const Metric& metric) {
    CreditQuery query;
    query.from = from(metric);
    query.to = month_;
    query.keys = {CreditKey::Subscription, CreditKey::Competency, CreditKey::Measure,
                  CreditKey::Month, CreditKey::Currency};
    query.partner = values.account();
    const CreditTable table = TRY(credit(index_, holdings_, stands_, query, threads_));
    std::map<std::string, Product> out;
    for (const CreditRow& row : table.rows()) {
      if (row.keys[1] != values.competency().code) continue;
      if (row.keys[2] != base::word(metric.measure)) continue;
      out[row.keys[0]] += base::is_stock(metric.measure)
                              ? Product(row.quantity)
                              : TRY(converted(books_.standing, row.amount, row.keys[4],
                                              *Month::parse(row.keys[3])));
    }
    return out;
  }

  const usage::SeriesIndex& index_;
  CompetencyBooks books_;
  Month month_;
  int threads_;
  registry::Snapshot registry_;
  Standing stands_;
  Holdings holdings_;
};

bool adds_up(MetricKind kind) {
  return kind == MetricKind::TtmSum || kind == MetricKind::AnniversarySum ||
         kind == MetricKind::Snapshot;
}

// No more than it takes, and no more than can be looked at.
std::vector<GapCloser> enough(std::vector<GapCloser> all, const Gap& gap) {
  Decimal then = gap.value;
  std::size_t taken = 0;
  while (taken < std::min(all.size(), kGapClosersMax) && then < gap.needed) {
    then += all[taken].adds;
    all[taken++].then = then;
  }
  all.resize(taken);
  return all;
}

Gap gap_of(const MetricValues& values, const programs::Level& level, std::string metric,
           Decimal value, Decimal needed) {
  Gap out;
  out.account = values.account();
  out.competency = values.competency().code;
  out.level = values.competency().level_codes[level.rank - 1];
  out.metric = std::move(metric);
  out.value = value;
  out.needed = needed;
  out.missing = std::max(Decimal(), needed - value);
  return out;
}

// `elsewhere`: null where no closers are asked for.
base::Status add_gaps(Elsewhere* elsewhere, const MetricValues& values,
                      const MonthStanding& standing, const programs::Level& level,
                      std::vector<Gap>& out) {
  const std::string_view market = values.market_class(standing.month);
  const auto& metrics = values.competency().metrics;
  for (std::size_t i = 0; i < metrics.size(); ++i) {
    const auto needed =
        level.points ? std::optional(metrics[i].target) : programs::threshold_of(level, i, market);
    if (!needed) continue;
    Gap gap = gap_of(values, level, metrics[i].code, standing.readings[i].value, *needed);
    if (elsewhere != nullptr && !gap.missing.is_zero() && adds_up(metrics[i].kind)) {
      gap.closers = enough(TRY(elsewhere->of(values, metrics[i])), gap);
    }
    out.push_back(std::move(gap));
  }
  if (level.points) {
    out.push_back(gap_of(values, level, "", total_points(standing.readings), *level.points));
  }
  return {};
}

// The lowest level in force above the rank; null: there is none.
const programs::Level* level_above(const programs::Competency& competency, std::size_t rank,
                                   Month month) {
  const programs::Level* out = nullptr;
  for (const programs::Level& level : competency.levels) {
    const bool above = level.rank > rank && level.in_force.contains(month.last());
    if (above && (out == nullptr || level.rank < out->rank)) out = &level;
  }
  return out;
}

}  // namespace

base::Result<std::vector<Gap>> competency_gaps(const usage::SeriesIndex& index,
                                               const Standing& standing,
                                               const CompetencyFigures& figures,
                                               const CompetencyQuery& query, Closers closers,
                                               int threads) {
  const CompetencyBooks books{standing, figures.accounts, figures.credit};
  std::unique_ptr<Elsewhere> elsewhere;
  if (closers == Closers::With)
    elsewhere = std::make_unique<Elsewhere>(index, books, query.to, threads);
  std::vector<Gap> out;
  for (const MetricValues& values : values_of(books, query)) {
    const auto months = standings(books, values, query.to);
    if (months.empty() || months.back().month != query.to) continue;
    const auto* level = level_above(values.competency(), months.back().reached, query.to);
    if (level == nullptr) continue;
    TRY_STATUS(add_gaps(elsewhere.get(), values, months.back(), *level, out));
  }
  return out;
}

}  // namespace attribution

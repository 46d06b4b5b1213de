#include "attribution/competency_credit.h"

#include <algorithm>

#include "attribution/credit.h"
#include "attribution/exchange.h"
#include "attribution/month_facts.h"

namespace attribution {
namespace {

using base::Month;
using base::Product;

bool is_read(const programs::Competency& competency, base::Measure measure) {
  return std::ranges::any_of(competency.metrics, [&](const programs::Metric& metric) {
    return metric.kind != programs::MetricKind::Manual && metric.measure == measure;
  });
}

Month first_usage(const usage::SeriesIndex& index, std::size_t subscriptions, Month otherwise) {
  base::Day first = otherwise.first();
  for (std::uint32_t s = 0; s < subscriptions; ++s) {
    for (const usage::Series& series : index.series({s}))
      first = std::min(first, base::Day{series.first_day});
    const usage::Scatter scatter = index.scatter({s});
    if (!scatter.entries.empty()) first = std::min(first, scatter.first_day);
  }
  return first.month();
}

Month first_month(const usage::SeriesIndex& index, const registry::Snapshot& registry, Month to) {
  Month first = first_usage(index, registry.subscriptions.size(), to);
  for (const registry::MetricValue& one : registry.metric_values)
    first = std::min(first, one.month);
  for (const registry::Award& one : registry.awards)
    first = std::min(first, one.awarded_on.month());
  return first;
}

// One call of credit() for all competencies, with currencies apart: only what a metric reads needs
// an exchange rate.
class Gathering {
 public:
  Gathering(const Standing& standing, const CompetencyQuery& query, CompetencyCredit& out)
      : standing_(standing), query_(query), out_(out) {}

  base::Status add(const std::vector<std::string>& keys, const CreditCell& cell) {
    const programs::Competency& competency = *standing_.programme().competency(keys[1]);
    const auto measure = *base::parse_word<base::Measure>(base::kMeasures, keys[3]);
    if (!is_read(competency, measure) || !wanted(competency.code)) return {};
    const Month month = *Month::parse(keys[4]);
    Product figure(cell.quantity);
    if (!base::is_stock(measure)) {
      figure = TRY(converted(standing_, cell.amount, keys[5], month));
    }
    CreditFigures& figures = out_.figures[{keys[0], competency.code, measure}];
    figures.months[month] += figure;
    figures.customers[keys[2]][month] += figure;
    return {};
  }

  // Stocks of the customers that some account was credited with.
  void add_stocks(const usage::SeriesIndex& index) {
    for (const programs::Competency& competency : standing_.programme().competencies) {
      for (const programs::Metric& metric : competency.metrics) {
        if (metric.kind != programs::MetricKind::NetCustomerAdds) continue;
        if (wanted(competency.code)) add_stocks(index, competency.code, metric.measure);
      }
    }
  }

 private:
  bool wanted(const std::string& competency) const {
    return query_.competency.empty() || query_.competency == competency;
  }

  // Customers with stock that somebody was credited with.
  std::map<std::string, MonthFigures> customers_of(const std::string& competency,
                                                   base::Measure measure) const {
    std::map<std::string, MonthFigures> out;
    for (const auto& [key, figures] : out_.figures) {
      if (std::get<1>(key) != competency || std::get<2>(key) != measure) continue;
      for (const auto& [customer, months] : figures.customers)
        out[customer];
    }
    return out;
  }

  void add_stocks(const usage::SeriesIndex& index, const std::string& competency,
                  base::Measure measure) {
    const registry::Snapshot& registry = standing_.registry();
    auto stocks = customers_of(competency, measure);
    for (std::uint32_t s = 0; s < registry.subscriptions.size(); ++s) {
      const std::string& customer = registry[registry.subscriptions[s].customer].id;
      const auto found = stocks.find(customer);
      if (found == stocks.end()) continue;
      for (Month month = out_.first; month <= query_.to; month = month + 1)
        add_stock(index, {s}, competency, measure, month, found->second);
    }
    for (auto& [customer, months] : stocks)
      out_.stocks[{competency, measure, customer}] = std::move(months);
  }

  void add_stock(const usage::SeriesIndex& index, base::SubscriptionKey subscription,
                 const std::string& competency, base::Measure measure, Month month,
                 MonthFigures& months) {
    for (const MonthFact& fact : month_facts(index, standing_, subscription, month)) {
      if (!fact.residual.empty() || fact.lane->measure != measure) continue;
      if (counts_towards(standing_, competency, subscription, measure,
                         index.workload(fact.lane->workload))) {
        months[month] += Product(fact.quantity);
      }
    }
  }

  const Standing& standing_;
  const CompetencyQuery& query_;
  CompetencyCredit& out_;
};

}  // namespace

const CreditFigures& CompetencyCredit::of(const std::string& account, const std::string& competency,
                                          base::Measure measure) const {
  static const CreditFigures none;
  const auto found = figures.find({account, competency, measure});
  return found == figures.end() ? none : found->second;
}

const MonthFigures& CompetencyCredit::stock(const std::string& competency, base::Measure measure,
                                            const std::string& customer) const {
  static const MonthFigures none;
  const auto found = stocks.find({competency, measure, customer});
  return found == stocks.end() ? none : found->second;
}

base::Result<CompetencyCredit> competency_credit(const usage::SeriesIndex& index,
                                                 const Standing& standing, const Accounts& accounts,
                                                 const CompetencyQuery& query, int threads) {
  using enum CreditKey;
  CompetencyCredit out;
  out.first = first_month(index, standing.registry(), query.to);
  const registry::Snapshot registry =
      by_account(standing.registry(), standing.programme(), accounts);
  const Standing stands(registry, standing.programme());
  const Holdings holdings =
      compile(stands, [&](std::string_view word) { return workload_number(index, word); });
  CreditQuery credited;
  credited.from = out.first;
  credited.to = query.to;
  credited.keys = {Partner, Competency, Customer, Measure, Month, Currency};
  const CreditTable table = TRY(credit(index, holdings, stands, credited, threads));
  Gathering gathering(standing, query, out);
  base::Status status;
  table.for_each([&](const CreditCell& cell) {
    if (status) status = gathering.add(table.texts(cell), cell);
  });
  TRY_STATUS(std::move(status));
  gathering.add_stocks(index);
  return out;
}

base::Result<CompetencyFigures> competency_figures(const usage::SeriesIndex& index,
                                                   const Standing& standing,
                                                   const CompetencyQuery& query, int threads) {
  Accounts accounts(standing.registry());
  CompetencyCredit credit = TRY(competency_credit(index, standing, accounts, query, threads));
  return CompetencyFigures{std::move(accounts), std::move(credit)};
}

std::uint32_t workload_number(const usage::SeriesIndex& index, std::string_view workload) {
  for (std::uint32_t i = 0; i < index.workloads(); ++i) {
    if (index.workload(i) == workload) return i;
  }
  return Holding::kEveryWorkload;
}

bool counts_towards(const Standing& standing, const std::string& competency,
                    base::SubscriptionKey subscription, base::Measure measure,
                    std::string_view workload) {
  const registry::Snapshot& registry = standing.registry();
  const registry::Product& product = registry[registry[subscription].product];
  return std::ranges::any_of(standing.programme().competency_maps, [&](const auto& map) {
    return map.competency == competency &&
           (map.measures.empty() || std::ranges::count(map.measures, measure) > 0) &&
           map.filter.matches(product.id, product.family, product.metering, workload);
  });
}

base::Result<base::Product> converted(const Standing& standing, const base::Product& amount,
                                      const std::string& currency, base::Month month) {
  if (amount.is_zero() || is_own_currency(standing, currency)) return amount;
  const base::Decimal rate = TRY(exchange_rate(standing, currency, month));
  return base::multiply(base::round(amount, base::kDecimals, base::Rounding::HalfEven), rate);
}

}  // namespace attribution

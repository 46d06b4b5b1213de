// The metrics of one account and competency, month by month, and the level that they reach. Private
// to the competency files.
#pragma once

#include <optional>

#include "attribution/competency_credit.h"

namespace attribution {

// Views; what they refer to outlives the question.
struct CompetencyBooks {
  const Standing& standing;
  const Accounts& accounts;
  const CompetencyCredit& credit;
};

class MetricValues {
 public:
  MetricValues(const CompetencyBooks& books, std::string account,
               const programs::Competency& competency)
      : books_(books), account_(std::move(account)), competency_(competency) {}

  const std::string& account() const { return account_; }
  const programs::Competency& competency() const { return competency_; }

  // Every metric of the month. `began`: the month in which the term that runs began.
  std::vector<MetricReading> readings(base::Month month, std::optional<base::Month> began) const;
  base::Decimal value(const programs::Metric& metric, base::Month month,
                      std::optional<base::Month> began) const;
  // The class that all partners of the account share on the last day of the month.
  std::string_view market_class(base::Month month) const;
  // The highest rank that the readings reach by the levels in force on the last day; 0: none.
  std::size_t reached(base::Month month, const std::vector<MetricReading>& readings) const;

 private:
  const CreditFigures& figures(const programs::Metric& metric) const {
    return books_.credit.of(account_, competency_.code, metric.measure);
  }
  base::Decimal basis(const programs::Metric& metric, base::Month month) const;
  base::Decimal growth(const programs::Metric& metric, base::Month month) const;
  std::int64_t customers(const programs::Metric& metric, base::Month month) const;
  std::int64_t adds(const programs::Metric& metric, base::Month month) const;
  std::int64_t adds(const programs::Metric& metric, const std::string& customer,
                    base::Month month) const;
  base::Decimal manual(const programs::Metric& metric, base::Month month) const;

  CompetencyBooks books_;
  std::string account_;
  const programs::Competency& competency_;
};

// One for each account and competency with levels that the query asks for, by account and
// competency.
std::vector<MetricValues> values_of(const CompetencyBooks& books, const CompetencyQuery& query);

bool meets(const programs::Level& level, std::string_view market_class,
           const std::vector<MetricReading>& readings);

// What they add up to, with 2 decimals.
base::Decimal total_points(const std::vector<MetricReading>& readings);

}  // namespace attribution

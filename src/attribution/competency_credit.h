// Credit of accounts, added up as the metrics of competencies read it: months, and customers in
// months. Outside the competency files it is only kept and handed on.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "attribution/accounts.h"
#include "attribution/competency_answers.h"
#include "usage/series_index.h"

namespace attribution {

using MonthFigures = std::map<base::Month, base::Product>;

// Amounts of a flow in the programme's currency, quantities of a stock.
struct CreditFigures {
  MonthFigures months;
  std::map<std::string, MonthFigures> customers;
};

struct CompetencyCredit {
  base::Month first;  // of everything that is known
  // By account, competency, measure.
  std::map<std::tuple<std::string, std::string, base::Measure>, CreditFigures> figures;
  // By competency, measure, customer: the counted stock, whoever is credited with it.
  std::map<std::tuple<std::string, base::Measure, std::string>, MonthFigures> stocks;

  const CreditFigures& of(const std::string& account, const std::string& competency,
                          base::Measure measure) const;
  const MonthFigures& stock(const std::string& competency, base::Measure measure,
                            const std::string& customer) const;
};

// Everything up to the month `query.to`, for all accounts and the competencies of the query.
// Errors: Missing when a rate is needed and absent.
base::Result<CompetencyCredit> competency_credit(const usage::SeriesIndex& index,
                                                 const Standing& standing, const Accounts& accounts,
                                                 const CompetencyQuery& query, int threads);

// What questions about competencies read, up to a month. Made once, it answers for every account.
struct CompetencyFigures {
  Accounts accounts;
  CompetencyCredit credit;
};
// Of `query` the last month and the competency. Errors: as competency_credit().
base::Result<CompetencyFigures> competency_figures(const usage::SeriesIndex& index,
                                                   const Standing& standing,
                                                   const CompetencyQuery& query, int threads);

// The place of a workload's word in the index, for compile().
std::uint32_t workload_number(const usage::SeriesIndex& index, std::string_view workload);

// Whether a row of `counts` of the competency lets the usage in.
bool counts_towards(const Standing& standing, const std::string& competency,
                    base::SubscriptionKey subscription, base::Measure measure,
                    std::string_view workload);

// In the programme's currency. Errors: Missing.
base::Result<base::Product> converted(const Standing& standing, const base::Product& amount,
                                      const std::string& currency, base::Month month);

}  // namespace attribution

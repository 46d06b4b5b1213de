#include "attribution/competency.h"

#include "attribution/competency_terms.h"

namespace attribution {
namespace {

CompetencyStatus status_of(const MetricValues& values, const MonthStanding& standing) {
  const programs::Competency& competency = values.competency();
  const auto code = [&](std::size_t rank) {
    return rank == 0 ? std::string() : competency.level_codes[rank - 1];
  };
  CompetencyStatus out;
  out.account = values.account();
  out.competency = competency.code;
  out.month = standing.month;
  out.state = standing.state;
  out.level = code(standing.term ? standing.term->rank : 0);
  out.reached = code(standing.reached);
  out.at_risk = standing.at_risk;
  if (standing.term) {
    out.began = standing.term->began;
    out.anniversary = standing.term->anniversary;
  }
  out.points = total_points(standing.readings);
  out.metrics = standing.readings;
  return out;
}

}  // namespace

std::vector<CompetencyStatus> competencies(const Standing& standing,
                                           const CompetencyFigures& figures,
                                           const CompetencyQuery& query) {
  const CompetencyBooks books{standing, figures.accounts, figures.credit};
  std::vector<CompetencyStatus> out;
  for (const MetricValues& values : values_of(books, query)) {
    for (const MonthStanding& month : standings(books, values, query.to)) {
      if (month.month >= query.from) out.push_back(status_of(values, month));
    }
  }
  return out;
}

}  // namespace attribution

#include "app/insight_jobs.h"

#include "app/answer_jobs.h"
#include "base/nearest.h"

namespace app {
namespace {

base::Status known_role(const View& view, const std::string& role) {
  if (role.empty() || view.books.programme.type(role)) return {};
  std::vector<std::string_view> codes;
  for (const programs::AssociationType& type : view.books.programme.types)
    codes.push_back(type.code);
  return base::fail(base::Code::NotFound, "the programme has no association type '" + role + "'" +
                                              base::hint(role, codes));
}

}  // namespace

base::Result<std::vector<insight::ReportRow>> report(const View& view,
                                                     const insight::ReportQuery& query) {
  TRY_STATUS(known_partner(view, query.partner));
  if (query.partner.empty()) TRY_STATUS(known_customer(view, query.customer));
  TRY_STATUS(known_product(view, query.product));
  TRY_STATUS(known_role(view, query.role));
  return insight::report(*view.index, view.holdings, view.standing, query, worker_threads());
}

base::Result<std::vector<insight::Opportunity>> opportunities(
    const View& view, const insight::OpportunityQuery& query) {
  TRY_STATUS(known_partner(view, query.partner));
  return insight::opportunities(*view.index, view.holdings, view.standing, query);
}

}  // namespace app

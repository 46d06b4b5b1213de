// Questions to the books. Each takes a view as known at one commit, computes and changes nothing.
#pragma once

#include <vector>

#include "app/store.h"
#include "attribution/competency.h"
#include "attribution/competency_outlook.h"
#include "attribution/coverage.h"
#include "attribution/credit.h"
#include "attribution/earnings.h"
#include "attribution/reconcile.h"

namespace app {

// Errors: NotFound, with what is near, for an id that is given and not in the registry.
base::Status known_partner(const View& view, const std::string& id);
base::Status known_customer(const View& view, const std::string& id);
base::Status known_product(const View& view, const std::string& id);
base::Status known_subscription(const View& view, const std::string& id);

// Errors: the same; Missing for a rate that is needed and absent.
base::Result<attribution::CreditTable> credit(const View& view,
                                              const attribution::CreditQuery& query);
base::Result<std::vector<attribution::EarningLine>> earnings(const View& view, base::Month month);
base::Result<std::vector<attribution::ReconcileRow>> reconcile(const View& view, base::Month month);
std::vector<attribution::CoverageRow> coverage(const View& view, base::Month month);
// The account that a partner belongs to at the end of the month, or the group, whichever is given;
// neither: empty. Errors: NotFound.
base::Result<std::string> account_of(const View& view, const std::string& partner,
                                     const std::string& group, base::Month month);
// Errors: NotFound for a competency that the programme does not have; Missing.
base::Result<std::vector<attribution::CompetencyStatus>> competencies(
    const View& view, const attribution::CompetencyQuery& query);
base::Result<std::vector<attribution::Gap>> competency_gaps(
    const View& view, const attribution::CompetencyQuery& query, attribution::Closers closers);
base::Result<std::vector<attribution::Forecast>> competency_forecasts(
    const View& view, const attribution::CompetencyQuery& query);
base::Result<std::vector<attribution::CourseMonth>> competency_courses(
    const View& view, const attribution::CompetencyQuery& query, attribution::SumWindow window);

}  // namespace app

// The single view and the opportunities of a view, as known at its commit.
#pragma once

#include <vector>

#include "app/store.h"
#include "insight/opportunity.h"
#include "insight/report.h"

namespace app {

// Errors: NotFound, with what is near, for an id or a role that is given and unknown; Missing for a
// rate that is needed and absent. Of a partner the customer may be unknown: it is not to learn
// whose customers exist.
base::Result<std::vector<insight::ReportRow>> report(const View& view,
                                                     const insight::ReportQuery& query);
// Errors: NotFound.
base::Result<std::vector<insight::Opportunity>> opportunities(
    const View& view, const insight::OpportunityQuery& query);

}  // namespace app

// The single view and the opportunities of a view, as known at its commit.
#pragma once

#include <vector>

#include "app/consent_jobs.h"
#include "app/store.h"
#include "insight/opportunity.h"
#include "insight/report.h"

namespace app {

// A partner that looks, with what it sees. Both outlive the question, which names that partner.
struct Eyes {
  const Sight& sight;
  const rights::Reach& reach;
};

// Errors: NotFound, with what is near, for an id or a role that is given and unknown; Missing for a
// rate that is needed and absent. To a partner that looks no
// customer is unknown: it is not to learn whose customers exist.
base::Result<std::vector<insight::ReportRow>> report(const View& view,
                                                     const insight::ReportQuery& query,
                                                     const Eyes* eyes = nullptr);
// Errors: NotFound.
base::Result<std::vector<insight::Opportunity>> opportunities(
    const View& view, const insight::OpportunityQuery& query, const Eyes* eyes = nullptr);

}  // namespace app

// Why a number is what it is: the one place where explanations are put together, for the command
// line, the API and what is attached to disputes. Pure, on a view.
#pragma once

#include "app/store.h"
#include "attribution/benefit.h"
#include "attribution/explain.h"
#include "ledger/entry.h"

namespace app {

// With why_not and a competency, also what its next level lacks. Errors: as attribution::explain;
// Missing for a rate that is needed and absent.
base::Result<attribution::Explanation> explain(const View& view,
                                               const attribution::ExplainQuery& query);

// A line of a statement: what it is, and the earning that it posts. `view` is as known when the
// statement was computed; of the query only discretion, numbers of rows and language are read.
struct ExplainedEntry {
  std::string statement;
  std::int64_t line = 0;
  const ledger::Entry& entry;
};
base::Result<attribution::Explanation> explain_entry(const View& view, const ExplainedEntry& asked,
                                                     attribution::ExplainQuery query);

// Errors: as attribution::benefit; Missing.
base::Result<attribution::Explanation> benefit(const View& view,
                                               const attribution::BenefitQuery& query);

}  // namespace app

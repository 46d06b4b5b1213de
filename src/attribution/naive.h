// The naive model: nested loops over raw rows and associations, obviously right, never removed.
// Every test compares the engine with it to the last digit. Speed does not matter here; it shares
// no code with the engine but the values of answers.h. Rules: docs/domain/rules.md.
#pragma once

#include <span>
#include <vector>

#include "attribution/answers.h"
#include "attribution/competency_answers.h"
#include "registry/snapshot.h"
#include "usage/record.h"

namespace attribution {

// `records` are the current rows (highest revision of each key), in any order.
base::Result<std::vector<CreditRow>> naive_credit(std::span<const usage::Record> records,
                                                  const registry::Snapshot& registry,
                                                  const programs::Programme& programme,
                                                  const CreditQuery& query);

// A lever that asks for a competency needs the records of all months. Errors: Missing, as those of
// naive_competencies.
base::Result<std::vector<EarningLine>> naive_earnings(std::span<const usage::Record> records,
                                                      const registry::Snapshot& registry,
                                                      const programs::Programme& programme,
                                                      base::Month month);

// docs/domain/competencies.md
base::Result<std::vector<CompetencyStatus>> naive_competencies(
    std::span<const usage::Record> records, const registry::Snapshot& registry,
    const programs::Programme& programme, const CompetencyQuery& query);
base::Result<std::vector<CourseMonth>> naive_competency_courses(
    std::span<const usage::Record> records, const registry::Snapshot& registry,
    const programs::Programme& programme, const CompetencyQuery& query, SumWindow window);

// Without the `quarantined` bucket, which is not in the log.
std::vector<ReconcileRow> naive_reconcile(std::span<const usage::Record> records,
                                          const registry::Snapshot& registry,
                                          const programs::Programme& programme, base::Month month);

std::vector<CoverageRow> naive_coverage(std::span<const usage::Record> records,
                                        const registry::Snapshot& registry,
                                        const programs::Programme& programme, base::Month month);

}  // namespace attribution

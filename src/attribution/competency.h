// Competencies: which account holds which level at the end of a month, and what its metrics say.
// Pure: the same inputs give the same rows in the same order. Rules: docs/domain/competencies.md.
#pragma once

#include <vector>

#include "attribution/competency_answers.h"
#include "attribution/competency_credit.h"

namespace attribution {

// Sorted by account, competency, month. `figures`: of the same query.
std::vector<CompetencyStatus> competencies(const Standing& standing,
                                           const CompetencyFigures& figures,
                                           const CompetencyQuery& query);

}  // namespace attribution

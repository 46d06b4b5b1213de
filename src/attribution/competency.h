// Competencies: which account holds which level at the end of a month, and what its metrics say.
// Pure: the same inputs give the same rows in the same order. Rules: docs/domain/competencies.md.
#pragma once

#include <vector>

#include "attribution/competency_answers.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// Sorted by account, competency, month. `threads` >= 1 changes the time, never the answer.
// Errors: Missing when a rate is needed and absent (names month and currency).
base::Result<std::vector<CompetencyStatus>> competencies(const usage::SeriesIndex& index,
                                                         const Standing& standing,
                                                         const CompetencyQuery& query, int threads);

}  // namespace attribution

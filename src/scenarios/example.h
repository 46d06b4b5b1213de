// Runs a scenario in memory and compares every expectation with an answer. A programme's embedded
// examples must pass here before it can be activated; every test asks both models.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "ledger/entry.h"
#include "scenarios/scenario.h"

namespace scenarios {

// What a question is asked about. The references live as long as the question is asked.
struct Books {
  const registry::Snapshot& registry;
  std::span<const usage::Record> current;
  const programs::Programme& programme;
};

// Who answers.
struct Answers {
  std::function<base::Result<std::vector<attribution::CreditRow>>(const Books&,
                                                                  const attribution::CreditQuery&)>
      credit;
  std::function<base::Result<std::vector<attribution::EarningLine>>(const Books&, base::Month)>
      earnings;
  std::function<base::Result<std::vector<attribution::ReconcileRow>>(const Books&, base::Month)>
      reconcile;
  std::function<base::Result<std::vector<attribution::CompetencyStatus>>(
      const Books&, const attribution::CompetencyQuery&)>
      competencies;
  std::function<base::Result<std::vector<attribution::CoverageRow>>(const Books&, base::Month)>
      coverage;
  // What the books do and what stands in them; both remember.
  std::function<base::Status(const Books&, const BookAct&)> act;
  std::function<base::Result<std::vector<ledger::Entry>>()> entries;
};

// Each with books of its own, which begin empty.
Answers naive_answers();
Answers engine_answers();

// InvalidInput when an answer differs; the message shows expected and actual side by side.
base::Status run_scenario(const Scenario& scenario, const Answers& answers);

// Parses and runs one text.
base::Status run_example(const programs::Programme& programme, std::string_view text,
                         std::string_view origin, const Answers& answers);

// Runs the programme's own examples by both models. A programme without examples passes.
base::Status run_examples(const programs::Programme& programme);
base::Status run_own_example(const programs::Programme& programme,
                             const programs::Example& example);

// For one question and any source of rows (a store, a CLI): empty when `actual` is as expected,
// else the two tables side by side. `actual` has the contract's columns, in any order of rows.
std::string difference(const Question& question, const std::vector<std::string>& columns,
                       const std::vector<std::vector<std::string>>& actual);

}  // namespace scenarios

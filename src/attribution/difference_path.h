// The way from one state of the books to another, in the steps that have a cause of their own
// (docs/domain/restatement.md). The states between never were: each is made here and kept.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "attribution/difference.h"
#include "attribution/holdings.h"
#include "registry/snapshot.h"
#include "usage/series_index.h"

namespace attribution {

// Who holds what, with workloads numbered as the index does.
Holdings compile_holdings(const Standing& standing, const usage::SeriesIndex& index);

class DifferencePath {
 public:
  explicit DifferencePath(const BooksState& before) : last_(before) {}

  void add(std::string cause, const BooksState& state);
  void add(std::string cause, registry::Snapshot registry, const programs::Programme& programme,
           const usage::SeriesIndex& index);
  // Other rules of the same types: the registry stays.
  void add_rules(std::string cause, const programs::Programme& programme);
  // From the registry at the end of the path to that of `now`, whose usage and rules it has:
  // exchange rates, master data, enrolments, associations.
  void add_registry(const BooksState& now);

  const BooksState& last() const { return last_; }
  const std::vector<DifferenceStep>& steps() const { return steps_; }

 private:
  class Stage;
  std::vector<std::shared_ptr<const Stage>> stages_;
  std::vector<DifferenceStep> steps_;
  BooksState last_;
};

}  // namespace attribution

// An earning line against its explanation and against usage rows: what the explanation says, and
// what a person with the registry and the rows on the table would work out.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "app/store.h"
#include "attribution/earnings.h"
#include "attribution/explain.h"
#include "usage/record.h"

namespace tests {

// For programmes whose levers pay one rate for what a holder's days bring, like cloud-2016. Levers
// of stocks are worked out from rows of the last day of a month.
class Replay {
 public:
  // `rows`: what counts, as known where the view is. Both outlive it.
  Replay(const app::View& view, const std::vector<usage::Record>& rows);

  // The line is what its explanation says, and what its rows come to: those that the explanation
  // shows, and those that there are. Every row shown lies on a day on which the partner stands
  // there. Error: Corrupt, with what is not so.
  base::Status check(const attribution::EarningLine& line);
  // Where the books were brought back to nothing, the explanation shows no money of such a line.
  base::Status check_absent(const attribution::EarningLine& line);

 private:
  struct Told {
    std::vector<attribution::Explanation> earnings;
    std::vector<const usage::Record*> rows;  // that were credited
  };
  base::Result<const Told*> told_of(const attribution::EarningLine& line);
  base::Status check_told(const attribution::EarningLine& line, const Told& told) const;
  base::Decimal base_of(const attribution::EarningLine& line,
                        const std::vector<const usage::Record*>& rows) const;
  bool is_base(const attribution::EarningLine& line, const usage::Record& row) const;
  bool stands_as(programs::TypeIndex type, const std::string& partner,
                 const usage::Record& row) const;
  bool is_held(const std::string& partner, base::Day day) const;

  const app::View& view_;
  const registry::Snapshot& registry_;
  const programs::Programme& programme_;
  const registry::Directory directory_;
  std::vector<const usage::Record*> rows_;
  std::map<std::string, const usage::Record*> by_label_;  // as an explanation names them
  std::map<std::tuple<std::string, std::string, base::Month>, Told> told_;
};

}  // namespace tests

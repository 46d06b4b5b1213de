// Which level of a competency a partner's account holds on a day, for the levers that ask. Worked
// out once for each account, competency and day, and only when somebody asks.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "attribution/accounts.h"
#include "attribution/competency_credit.h"
#include "usage/series_index.h"

namespace attribution {

class HeldLevels {
 public:
  // For days up to the end of month `to`. Credit is gathered when a lever of the programme asks for
  // a competency, else nothing is. Errors: Missing when a rate is needed and absent.
  static base::Result<HeldLevels> gather(const usage::SeriesIndex& index, const Standing& standing,
                                         base::Month to);

  // 0: none.
  std::size_t rank_on(base::PartnerKey partner, const std::string& competency, base::Day day);
  const std::string& account_on(base::PartnerKey partner, base::Day day) const;

 private:
  struct Books {
    Accounts accounts;
    std::map<std::string, CompetencyCredit> credit;  // by competency
  };
  HeldLevels(const Standing& standing, std::unique_ptr<Books> books)
      : standing_(&standing), books_(std::move(books)) {}

  const Standing* standing_;
  std::unique_ptr<Books> books_;  // null when no lever asks
  std::map<std::tuple<std::string, std::string, base::Day>, std::size_t> known_;
};

}  // namespace attribution

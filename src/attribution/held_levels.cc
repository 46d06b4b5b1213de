#include "attribution/held_levels.h"

#include <set>

#include "attribution/competency_terms.h"
#include "base/check.h"

namespace attribution {

base::Result<HeldLevels> HeldLevels::gather(const usage::SeriesIndex& index,
                                            const Standing& standing, base::Month to) {
  std::set<std::string> asked;
  for (const programs::Lever& lever : standing.programme().levers) {
    if (lever.eligibility.competency) asked.insert(lever.eligibility.competency->competency);
  }
  if (asked.empty()) return HeldLevels(standing, nullptr);
  auto books = std::make_unique<Books>(Accounts(standing.registry()));
  for (const std::string& competency : asked) {
    CompetencyQuery query;
    query.to = to;
    query.competency = competency;
    books->credit[competency] = TRY(competency_credit(index, standing, books->accounts, query, 1));
  }
  return HeldLevels(standing, std::move(books));
}

std::size_t HeldLevels::rank_on(base::PartnerKey partner, const std::string& competency,
                                base::Day day) {
  const std::string& account = account_on(partner, day);
  const auto [place, is_new] = known_.try_emplace({account, competency, day}, 0);
  if (!is_new) return place->second;
  const programs::Competency* rules = standing_->programme().competency(competency);
  ASSERT(rules != nullptr);
  const CompetencyBooks books{*standing_, books_->accounts, books_->credit.at(competency)};
  if (const auto term = term_on(books, MetricValues(books, account, *rules), day))
    place->second = term->rank;
  return place->second;
}

const std::string& HeldLevels::account_on(base::PartnerKey partner, base::Day day) const {
  ASSERT(books_ != nullptr);
  return books_->accounts.account_on(partner, day);
}

}  // namespace attribution

// What partners gain from a customer's usage, in plain words for the customer: who is recognised,
// on which days, and for what the vendor pays it. Amounts are the partner's own and are not told;
// rates are where the programme allows it. Pure, but for the log that nothing is read of.
#pragma once

#include "attribution/explain.h"

namespace attribution {

struct BenefitQuery {
  std::string customer;  // required
  base::Month month;
  std::string subscription;            // empty: all that live in the month
  std::size_t subscriptions_max = 50;  // 0: all
  base::Language language = base::Language::English;
};

// Nodes are of the kinds question, subscription, partner, earning, rule and note. Errors: NotFound
// for an unknown customer, or a subscription that is not its own.
base::Result<Explanation> benefit(const usage::SeriesIndex& index, const Holdings& holdings,
                                  const Standing& standing, const BenefitQuery& query);

}  // namespace attribution

// A single act: which share of a subscription's credit a partner has from a day on. Pure, like
// acts.h. Rules: docs/domain/credit.md#shares.
#pragma once

#include <string>
#include <vector>

#include "registry/acts.h"
#include "registry/credit_shares.h"
#include "registry/standing.h"

namespace registry {

// Whatever was agreed for the days before stays; what was agreed for these days is replaced.
struct ShareWish {
  std::string subscription_id, partner_id;
  base::Decimal share;  // zero: none on these days
  base::DayRange days;
  std::string reason;
};

// Refused: SHARES_EXCEED_WHOLE with the day and the sum.
base::Result<Decision> set_share(const Situation& situation, const ShareWish& wish);

std::string detail_of(const ShareWish& wish);

// The fault as a sentence with its remedy.
std::string told(const ShareFault& fault, const std::string& subscription_id);

// The shares of the subscription when the change is made.
std::vector<CreditShare> shares_after(const View& view, const ChangeSet& changes,
                                      base::SubscriptionKey subscription);

}  // namespace registry

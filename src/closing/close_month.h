// A month's close, top to bottom: what is posted into the books of a period, from the state of the
// books at its cut-off. Pure; nothing is decided anywhere else. Rules: docs/domain/ledger.md.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "attribution/difference.h"
#include "ledger/balance.h"
#include "ledger/due.h"
#include "ledger/fund.h"
#include "ledger/posted.h"
#include "statements/statement.h"

namespace closing {

// What is known at the cut-off, and what the books say before the close. Views; they outlive it.
struct ClosingBooks {
  base::Month period;
  base::Month first;  // the first period that was ever closed; earlier months are none of ours
  // Earning months from here to the one before the period may have changed since the last close.
  base::Month changed_from;
  attribution::BooksState now;
  std::vector<attribution::DifferenceStep> steps;  // from the last close to now
  attribution::UsageBetween usage;                 // of the last close, and of now
  std::string cause;                               // where the change lies: "commits 12-40"
  std::function<base::Result<std::vector<ledger::PostedLine>>(base::Month)> posted;
  ledger::Balances balances;
  ledger::OpenClaims claims;
  std::map<ledger::EarnerCurrency, base::Month> below_zero_since;
  std::set<std::string> left_out;  // currencies that the last close left out
};

struct PartnerNotEarned {
  std::string earner;
  statements::NotEarned what;
};

struct MonthClose {
  base::Month period;
  std::vector<ledger::Entry> entries;           // in the order in which they are posted
  std::map<std::string, std::string> left_out;  // currency: the rate that it lacks
  std::vector<PartnerNotEarned> not_earned;     // by earner, lever, reason, currency
  // Of the lines: what was reviewed is what is posted, whatever became of balances meanwhile.
  base::Digest digest() const;
};

// Errors: Missing when a lever asks for a competency, and a rate is needed for it and absent.
base::Result<MonthClose> close_month(const ClosingBooks& books, int threads);

}  // namespace closing

// What a payout does to the books, and what the bank's answers do. Pure; an answer that is known
// changes nothing, and one that cannot be is refused.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "payouts/payout.h"

namespace payouts {

// Payable -> InPayment for each payment.
std::vector<ledger::Entry> entries_of(const Payout& payout, base::Month period);

// The payment that an entry of a payout is of; empty for any other entry.
std::string payment_of(const ledger::Entry& entry);

// An answer that is new, where it belongs.
struct Settled {
  std::int64_t payout = 0, place = 0;
  Answer answer;
  friend bool operator==(const Settled&, const Settled&) = default;
};
struct Settlement {
  std::vector<Settled> settled;
  std::vector<ledger::Entry> entries;  // one for each
  std::int64_t known = 0;              // answers that changed nothing
};

// In a payment: sent | failed; sent: reversed. `payouts` are those that the answers name, by
// number. Errors: NotFound; Refused (NOT_APPROVED, PAYMENT_ENDED, NOT_SENT), naming the line.
base::Result<Settlement> settle(std::map<std::int64_t, Payout> payouts,
                                std::span<const Answer> answers, base::Month period);

// Takes a payout back that nobody allowed: all its payments are payable again. Errors: Refused.
base::Result<Settlement> cancel(const Payout& payout, base::Day day, base::Month period);

}  // namespace payouts

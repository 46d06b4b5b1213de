// A payout as the books keep it, from its making to the last answer of the bank: a batch of which
// it is known whose balances it pays, who allowed it and what became of each payment.
// docs/formats/payout-files.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "payouts/bank_answers.h"
#include "payouts/batch.h"

namespace payouts {

// An account of a partner, or the programme's own, as it was from a commit on.
struct KeptAccount {
  BankAccount account;
  base::CommitNumber commit;
  friend bool operator==(const KeptAccount&, const KeptAccount&) = default;
};

struct PaymentOrder {
  std::string earner;
  std::string currency;  // of the ledger
  base::Decimal amount;  // that leaves Payable
  KeptAccount payee;
  std::string paid_currency;  // of the payee's account
  base::Decimal paid;
  base::Decimal rate = base::Decimal::from_integer(1);  // paid = amount x rate, rounded once
  std::string remittance;
  std::vector<Answer> answers;  // in the order in which they came about
  friend bool operator==(const PaymentOrder&, const PaymentOrder&) = default;
};

struct Payout {
  std::int64_t number = 0;
  base::Instant created;
  base::Day execution;
  std::string created_by, approved_by;  // nobody: empty
  KeptAccount debtor;
  std::vector<PaymentOrder> payments;  // a payment's place in it is counted from 1
  base::CommitNumber commit;           // that made it
  friend bool operator==(const Payout&, const Payout&) = default;
};

// What an answer says of payments that were never handed to the bank.
inline constexpr std::string_view kCanceled = "CANCELED";

// Payment (not answered yet), Sent, Failed or Reversed.
ledger::EntryKind state_of(const PaymentOrder& payment);
std::string_view state_word(const PaymentOrder& payment);  // "in_payment", "sent", ...

enum class PayoutState : std::uint8_t {
  Created,   // waits for a second person
  Canceled,  // instead
  Approved,  // may be handed to the bank; some payments are not answered
  Settled    // all are
};
inline constexpr std::array<std::string_view, 4> kPayoutStates{"created", "canceled", "approved",
                                                               "settled"};
constexpr std::string_view word(PayoutState state) {
  return kPayoutStates[static_cast<std::size_t>(state)];
}
PayoutState state_of(const Payout& payout);

// What files are made of. The same payout gives the same batch, whatever was answered.
Batch batch_of(const Payout& payout);

}  // namespace payouts

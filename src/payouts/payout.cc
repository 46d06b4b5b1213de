#include "payouts/payout.h"

#include <algorithm>

namespace payouts {

ledger::EntryKind state_of(const PaymentOrder& payment) {
  return payment.answers.empty() ? ledger::EntryKind::Payment : payment.answers.back().outcome;
}

std::string_view state_word(const PaymentOrder& payment) {
  return payment.answers.empty() ? ledger::word(ledger::Account::InPayment)
                                 : ledger::word(payment.answers.back().outcome);
}

PayoutState state_of(const Payout& payout) {
  const bool open = std::ranges::any_of(
      payout.payments, [](const PaymentOrder& one) { return one.answers.empty(); });
  if (payout.approved_by.empty()) return open ? PayoutState::Created : PayoutState::Canceled;
  return open ? PayoutState::Approved : PayoutState::Settled;
}

Batch batch_of(const Payout& payout) {
  Batch out{.number = payout.number,
            .id = batch_id(payout.number),
            .created = payout.created,
            .execution = payout.execution,
            .debtor = payout.debtor.account,
            .payments = {}};
  std::int64_t place = 0;
  for (const PaymentOrder& one : payout.payments) {
    out.payments.push_back({payment_id(payout.number, ++place), one.earner, one.payee.account,
                            one.paid_currency, one.paid, one.remittance});
  }
  return out;
}

}  // namespace payouts

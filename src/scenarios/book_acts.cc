#include "base/check.h"
#include "closing/petition.h"
#include "payouts/settle.h"
#include "scenarios/memory_books.h"

namespace scenarios {
namespace {

using attribution::EarningKind;
using closing::Petition;
using closing::PetitionKind;
using ledger::Entry;

PetitionKind petition_kind(BookAct::Kind kind) {
  switch (kind) {
    case BookAct::Kind::Claim: return PetitionKind::CoopClaim;
    case BookAct::Kind::Release: return PetitionKind::Release;
    case BookAct::Kind::Forfeit: return PetitionKind::Forfeit;
    case BookAct::Kind::Except: return PetitionKind::Exception;
    case BookAct::Kind::Close:
    case BookAct::Kind::Pay: break;
  }
  ASSERT(false);
  return {};
}

// Everything that is payable, in one payout of which the bank says that all was sent.
base::Result<std::vector<Entry>> paid(const ledger::Balances& balances, base::Month period) {
  payouts::Payout payout;
  payout.number = 1;
  payout.approved_by = "operator:ben";
  std::vector<payouts::Answer> answers;
  for (const auto& [key, amount] : balances.all()) {
    if (key.account != ledger::Account::Payable) continue;
    payouts::PaymentOrder& order = payout.payments.emplace_back();
    order.earner = key.earner;
    order.currency = key.currency;
    order.amount = amount;
    const auto place = static_cast<std::int64_t>(payout.payments.size());
    answers.push_back({.payment = payouts::payment_id(payout.number, place), .reason = {}});
  }
  std::vector<Entry> out = payouts::entries_of(payout, period);
  const auto sent = TRY(payouts::settle({{payout.number, payout}}, answers, period));
  out.insert(out.end(), sent.entries.begin(), sent.entries.end());
  return out;
}

}  // namespace

base::Result<std::vector<Entry>> entries_of(const BookAct& act, std::span<const Entry> before,
                                            const programs::Parameters& parameters,
                                            base::Month period) {
  ledger::Balances balances;
  balances.add(before);
  if (act.kind == BookAct::Kind::Pay) return paid(balances, period);
  std::vector<Entry> out;
  for (const EarningKind payout : {EarningKind::Rebate, EarningKind::Coop}) {
    Petition petition;
    petition.kind = petition_kind(act.kind);
    petition.earner = act.partner;
    petition.currency = act.currency;
    petition.payout = payout;
    petition.fund = act.fund;
    // A claim takes from its fund, whatever else was earned.
    if (!is_of_operators(petition.kind) && payout == EarningKind::Coop) break;
    const base::Decimal there = balances.of(source_of(petition));
    petition.granted = act.amount.value_or(there);
    if (there.is_zero() || petition.granted > there) continue;
    out.push_back(entry_of(petition, parameters, period));
  }
  if (!out.empty()) return out;
  return base::refuse("NOT_IN_ACCOUNT",
                      "partner '" + act.partner + "' has less there in " + act.currency);
}

}  // namespace scenarios

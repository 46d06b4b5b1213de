#include "closing/petition.h"

#include <algorithm>

#include "statements/statement.h"

namespace closing {
namespace {

using attribution::EarningKind;
using ledger::Account;
using ledger::EntryKind;

constexpr auto kMoves = std::to_array<PetitionMove>({
    {PetitionState::Open, PetitionEvent::Review, PetitionState::InReview},
    {PetitionState::Open, PetitionEvent::Accept, PetitionState::Accepted},
    {PetitionState::Open, PetitionEvent::Reject, PetitionState::Rejected},
    {PetitionState::Open, PetitionEvent::Withdraw, PetitionState::Withdrawn},
    {PetitionState::InReview, PetitionEvent::Accept, PetitionState::Accepted},
    {PetitionState::InReview, PetitionEvent::Reject, PetitionState::Rejected},
    {PetitionState::InReview, PetitionEvent::Withdraw, PetitionState::Withdrawn},
});

// How each kind moves money, in the order of PetitionKind. What is earned after all goes to Accrual
// or, of co-op, into the fund of the period.
struct Posting {
  EntryKind kind;
  Account from, to;
  std::string_view reason;
};
constexpr std::array<Posting, 5> kPostings{{
    {EntryKind::Dispute, Account::Expense, Account::Accrual, "DISPUTE"},
    {EntryKind::CoopClaim, Account::Coop, Account::Payable, ""},
    {EntryKind::Release, Account::Held, Account::Accrual, ""},
    {EntryKind::Forfeit, Account::Held, Account::Forfeited, ""},
    {EntryKind::Exception, Account::OutsideWindow, Account::Accrual, "POLICY_EXCEPTION"},
}};

const Posting& posting_of(PetitionKind kind) {
  return kPostings[static_cast<std::size_t>(kind)];
}

std::string cause_of(const Petition& petition) {
  std::string out = std::string(word(petition.kind)) + ' ' + petition.id();
  if (petition.kind != PetitionKind::Dispute) return out;
  return out + ", " + statements::id_of(petition.statement) + " line " +
         std::to_string(petition.line);
}

}  // namespace

std::span<const PetitionMove> petition_moves() {
  return kMoves;
}

std::optional<PetitionState> state_after(PetitionState from, PetitionEvent event) {
  for (const PetitionMove& one : kMoves) {
    if (one.from == from && one.event == event) return one.to;
  }
  return {};
}

bool is_undecided(const Petition& petition) {
  return petition.state == PetitionState::Open || petition.state == PetitionState::InReview;
}

bool is_of_operators(PetitionKind kind) {
  return kind != PetitionKind::Dispute && kind != PetitionKind::CoopClaim;
}

ledger::BalanceKey source_of(const Petition& petition) {
  const Account account = posting_of(petition.kind).from;
  ledger::BalanceKey key{petition.earner, petition.currency, account, EarningKind::Rebate, {}};
  if (is_of_operators(petition.kind)) key.payout = petition.payout;
  if (account == Account::Coop) key.fund = petition.fund;
  return key;
}

ledger::Entry entry_of(const Petition& petition, const programs::Parameters& parameters,
                       base::Month period) {
  const Posting& posting = posting_of(petition.kind);
  ledger::Entry entry;
  entry.period = period;
  entry.kind = posting.kind;
  entry.earner = petition.earner;
  entry.currency = petition.currency;
  entry.from = posting.from;
  entry.to = posting.to;
  entry.amount = petition.granted;
  entry.reason_code = posting.reason;
  entry.cause = cause_of(petition);
  entry.fund = petition.fund;
  entry.payout = petition.payout;
  entry.lever = petition.lever;
  entry.subscription = petition.subscription;
  entry.earning_month = petition.earning_month;
  const bool earned = is_of_operators(petition.kind) && posting.to == Account::Accrual;
  if (earned && petition.payout == EarningKind::Coop) {
    entry.to = Account::Coop;
    entry.fund = ledger::fund_of(parameters, period);
  }
  return entry;
}

std::map<ledger::BalanceKey, base::Decimal> asked_of_balances(std::span<const Petition> petitions) {
  std::map<ledger::BalanceKey, base::Decimal> out;
  for (const Petition& one : petitions) {
    if (is_undecided(one)) out[source_of(one)] += one.asked;
  }
  return out;
}

ledger::OpenClaims open_claims(std::span<const Petition> petitions) {
  ledger::OpenClaims out;
  for (const Petition& one : petitions) {
    if (one.kind == PetitionKind::CoopClaim && is_undecided(one)) out[source_of(one)] += one.asked;
  }
  return out;
}

}  // namespace closing

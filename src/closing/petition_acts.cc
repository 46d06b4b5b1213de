#include "closing/petition_acts.h"

#include <algorithm>

#include "base/check.h"
#include "base/currency.h"
#include "ledger/money.h"
#include "statements/statement.h"

namespace closing {
namespace {

using base::Decimal;
using registry::ActorKind;

constexpr std::int64_t kAmountMax = 1'000'000'000'000;  // fits in the books of any currency

Decimal size_of(Decimal amount) {
  return amount < Decimal() ? -amount : amount;
}

bool covers(Decimal all, Decimal part) {
  return (all < Decimal()) == (part < Decimal()) && size_of(part) <= size_of(all);
}

std::string money(Decimal amount, const std::string& currency) {
  return ledger::money_text(amount, currency) + ' ' + currency;
}

// "partner:P1" whichever of its persons acts: a petition belongs to the partner.
std::string_view party_of(std::string_view actor) {
  return actor.starts_with("partner:") ? actor.substr(0, actor.find('/')) : actor;
}

base::Status check_may_open(const Petition& wanted, const Petitioner& who) {
  const bool for_itself = who.kind == ActorKind::Partner && who.id == wanted.earner;
  switch (wanted.kind) {
    case PetitionKind::Dispute:
      if (for_itself || who.kind == ActorKind::Operator) return {};
      return base::refuse("ACTOR_NOT_ALLOWED",
                          "a line is disputed by the partner whose statement it is, or by an "
                          "operator for it; this is " +
                              who.text);
    case PetitionKind::CoopClaim:
      if (for_itself) return {};
      return base::refuse(
          "ACTOR_NOT_ALLOWED",
          "a fund is claimed by the partner that it belongs to; this is " + who.text);
    case PetitionKind::Release:
    case PetitionKind::Forfeit:
    case PetitionKind::Exception: break;
  }
  if (who.kind == ActorKind::Operator) return {};
  return base::refuse("ACTOR_NOT_ALLOWED", std::string(word(wanted.kind)) +
                                               " is asked for by an operator; this is " + who.text);
}

base::Result<base::Month> check_open_period(const PetitionFacts& facts) {
  if (facts.open_period) return *facts.open_period;
  return base::refuse("NOTHING_CLOSED",
                      "no period was closed yet, so nothing stands in the books to ask for",
                      "accredit period list");
}

base::Status check_amount(Decimal amount, const std::string& currency) {
  const int coins = base::minor_unit(currency);
  if (amount.is_zero()) return base::fail(base::Code::Usage, "the amount is nothing; name another");
  if (base::round(amount, coins, base::Rounding::HalfEven) != amount) {
    return base::fail(base::Code::Usage,
                      "the amount " + amount.text() + " is finer than the coins of " + currency +
                          "; give at most " + std::to_string(coins) + " decimals");
  }
  if (size_of(amount) < Decimal::from_integer(kAmountMax)) return {};
  return base::fail(base::Code::Usage,
                    "the amount " + amount.text() + " is too large for the books");
}

base::Status check_needed(bool given, std::string_view what) {
  if (given) return {};
  return base::fail(base::Code::Usage, std::string(what));
}

// What others ask of the same balance already is as good as gone.
Decimal available(const Petition& wanted, const PetitionFacts& facts) {
  const ledger::BalanceKey source = source_of(wanted);
  return facts.balances.of(source) - asked_of_balances(facts.petitions)[source];
}

base::Status check_covered(const Petition& petition, Decimal left, Decimal amount) {
  if (!left.is_zero() && covers(left, amount)) return {};
  const ledger::BalanceKey source = source_of(petition);
  std::string place(word(source.account));
  if (source.account == ledger::Account::Coop) place = "the fund " + source.fund.text();
  const std::string there = "partner " + petition.earner + " has " +
                            money(left, petition.currency) + " in " + place +
                            " for which nobody else asks";
  return base::refuse("BALANCE_EXCEEDED",
                      (left.is_zero() ? there
                                      : there + "; " + money(amount, petition.currency) +
                                            " is more, or of the other sign"),
                      "accredit balance --partner " + petition.earner);
}

base::Status check_dispute(const PetitionWish& wish, const PetitionFacts& facts) {
  const DisputedLine& line = *wish.line;
  const std::string id = statements::id_of(line.statement);
  if (!ledger::posts_line(line.entry.kind)) {
    return base::refuse("LINE_NOT_DISPUTABLE", "line " + std::to_string(line.line) + " of " + id +
                                                   " is no earning (" +
                                                   std::string(word(line.entry.kind)) +
                                                   "); dispute the line that it comes from");
  }
  const base::Day last = last_dispute_day(line.issued_on, *facts.parameters);
  if (facts.today > last) {
    return base::refuse("DISPUTE_TOO_LATE",
                        id + " was issued on " + line.issued_on.text() +
                            " and could be disputed until " + last.text() +
                            "; what is wrong in the facts is corrected by the next close");
  }
  for (const Petition& one : facts.petitions) {
    const bool same = one.statement == line.statement && one.line == line.line;
    if (same && one.kind == PetitionKind::Dispute && is_undecided(one)) {
      return base::refuse("ALREADY_REQUESTED", one.id() + " (" + std::string(word(one.state)) +
                                                   ") disputes the same line; move that one");
    }
  }
  return check_needed(wish.amount && *wish.amount > Decimal(),
                      "a dispute needs --amount: what the line should be worth more");
}

// Between the end of the half-year, which decides whether the fund stays one, and the last month of
// claims.
base::Status check_claim(const PetitionWish& wish, const PetitionFacts& facts, base::Month period) {
  const base::Month fund = ledger::fund_of(*facts.parameters, wish.fund);
  if (fund != wish.fund) {
    return base::fail(
        base::Code::Usage,
        wish.fund.text() + " begins no half-year of the programme; its fund is " + fund.text());
  }
  const ledger::FundWindows windows = ledger::windows_of(*facts.parameters, wish.fund);
  if (period <= windows.accrues_until) {
    return base::refuse("FUND_STILL_ACCRUES", "the fund " + fund.text() + " accrues until " +
                                                  windows.accrues_until.text() +
                                                  "; it can be claimed once that period is closed");
  }
  if (std::max(facts.today.month(), period) > windows.claimed_until) {
    return base::refuse("CLAIM_TOO_LATE", "the fund " + fund.text() + " could be claimed until " +
                                              windows.claimed_until.text());
  }
  TRY_STATUS(check_needed(!wish.evidence.empty(),
                          "a claim needs --evidence: what the money was used for"));
  return check_needed(wish.amount && *wish.amount > Decimal(),
                      "a claim needs --amount: what is claimed of the fund");
}

Petition wanted_of(const PetitionWish& wish, const Petitioner& who, const PetitionFacts& facts) {
  Petition out;
  out.kind = wish.kind;
  out.earner = wish.earner;
  out.currency = wish.currency;
  out.payout = wish.payout;
  if (wish.kind == PetitionKind::CoopClaim) {
    out.payout = attribution::EarningKind::Coop;
    out.fund = wish.fund;
  }
  if (wish.kind == PetitionKind::Dispute) {
    ASSERT(wish.line);
    const ledger::Entry& entry = wish.line->entry;
    out.earner = entry.earner;
    out.currency = entry.currency;
    out.payout = attribution::EarningKind::Rebate;
    out.statement = wish.line->statement;
    out.line = wish.line->line;
    out.lever = entry.lever;
    out.subscription = entry.subscription;
    out.earning_month = entry.earning_month;
    out.decide_by = facts.today + facts.parameters->dispute_decision_days;
  }
  out.evidence = wish.evidence;
  out.reason = wish.reason;
  out.opened_by = out.moved_by = who.text;
  out.opened_at = out.moved_at = facts.now;
  return out;
}

base::Result<Decimal> asked_of(const PetitionWish& wish, const Petition& wanted,
                               const PetitionFacts& facts) {
  if (!base::is_currency(wanted.currency)) {
    return base::fail(base::Code::Usage, "'" + wanted.currency +
                                             "' is no currency; write its ISO 4217 code, like USD");
  }
  if (wish.amount) TRY_STATUS(check_amount(*wish.amount, wanted.currency));
  if (wish.kind == PetitionKind::Dispute) return *wish.amount;
  const Decimal left = available(wanted, facts);
  const Decimal asked = wish.amount.value_or(left);
  TRY_STATUS(check_covered(wanted, left, asked));
  return asked;
}

base::Status check_decider(const Petition& petition, const PetitionStep& step,
                           const Petitioner& who) {
  if (step.event == PetitionEvent::Withdraw) {
    if (party_of(who.text) == party_of(petition.opened_by)) return {};
    return base::refuse("ACTOR_NOT_ALLOWED", petition.id() + " was opened by " +
                                                 petition.opened_by +
                                                 ", who alone withdraws it; others reject it");
  }
  if (who.kind != ActorKind::Operator) {
    return base::refuse("ACTOR_NOT_ALLOWED",
                        "operators review and decide petitions; this is " + who.text);
  }
  const bool decides = step.event != PetitionEvent::Review;
  if (!decides || who.text != petition.opened_by) return {};
  return base::refuse("SECOND_PERSON_NEEDED",
                      petition.id() + " was opened by " + who.text + "; somebody else decides it");
}

base::Result<Decimal> granted_of(const Petition& petition, const PetitionStep& step,
                                 const PetitionFacts& facts) {
  TRY(check_open_period(facts));
  const Decimal granted = step.amount.value_or(petition.asked);
  TRY_STATUS(check_amount(granted, petition.currency));
  if (petition.kind == PetitionKind::Dispute) {
    TRY_STATUS(check_needed(granted > Decimal(), "what a dispute is worth is more than nothing"));
    return granted;
  }
  if (!covers(petition.asked, granted)) {
    return base::refuse("MORE_THAN_ASKED",
                        petition.id() + " asks for " + money(petition.asked, petition.currency) +
                            "; accept that or less, not " + money(granted, petition.currency));
  }
  TRY_STATUS(check_covered(petition, facts.balances.of(source_of(petition)), granted));
  return granted;
}

}  // namespace

base::Day last_dispute_day(base::Day issued_on, const programs::Parameters& parameters) {
  return issued_on + parameters.earning_dispute_days;
}

base::Result<Petition> open_petition(const PetitionWish& wish, const Petitioner& who,
                                     const PetitionFacts& facts) {
  Petition wanted = wanted_of(wish, who, facts);
  TRY_STATUS(check_may_open(wanted, who));
  const base::Month period = TRY(check_open_period(facts));
  if (wish.kind == PetitionKind::Dispute) TRY_STATUS(check_dispute(wish, facts));
  if (wish.kind == PetitionKind::CoopClaim) TRY_STATUS(check_claim(wish, facts, period));
  if (is_of_operators(wish.kind)) {
    TRY_STATUS(check_needed(!wish.reason.empty(), std::string(word(wish.kind)) +
                                                      " needs --reason: why; it stands in the "
                                                      "record for ever"));
  }
  wanted.asked = TRY(asked_of(wish, wanted, facts));
  for (const Petition& one : facts.petitions)
    wanted.number = std::max(wanted.number, one.number);
  ++wanted.number;
  wanted.revision = 1;
  return wanted;
}

base::Result<Petition> move_petition(const Petition& petition, const PetitionStep& step,
                                     const Petitioner& who, const PetitionFacts& facts) {
  if (step.if_revision && *step.if_revision != petition.revision) {
    return base::refuse("REVISION_CONFLICT",
                        petition.id() + " is at revision " + std::to_string(petition.revision) +
                            ", not " + std::to_string(*step.if_revision) +
                            ": somebody moved it since; look, and decide again");
  }
  const auto to = state_after(petition.state, step.event);
  if (!to) {
    return base::refuse("EVENT_NOT_ALLOWED",
                        petition.id() + " is " + std::string(word(petition.state)) + ": " +
                            std::string(word(step.event)) + " does not happen there");
  }
  TRY_STATUS(check_decider(petition, step, who));
  const bool accepts = step.event == PetitionEvent::Accept;
  TRY_STATUS(check_needed(accepts || !step.amount, "--amount belongs to accept"));
  TRY_STATUS(check_needed(step.event != PetitionEvent::Reject || !step.reason.empty(),
                          "reject needs --reason: why; who asked reads it"));
  Petition moved = petition;
  if (accepts) moved.granted = TRY(granted_of(petition, step, facts));
  moved.revision = petition.revision + 1;
  moved.state = *to;
  moved.reason = step.reason;
  moved.moved_by = who.text;
  moved.moved_at = facts.now;
  moved.commit = {};
  return moved;
}

}  // namespace closing

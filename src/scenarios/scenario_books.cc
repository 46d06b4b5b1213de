// What a scenario says of the books: closes, payouts, funds, holds, and what must stand in them.
#include "scenarios/scenario_reader.h"

namespace scenarios {
namespace {

constexpr auto kLedgerColumns = std::to_array<std::string_view>(
    {"kind", "partner", "lever", "subscription", "earning_month", "payout", "base", "rates",
     "amount", "currency", "from", "to", "reason_code", "fund"});
constexpr auto kBalanceColumns =
    std::to_array<std::string_view>({"partner", "currency", "account", "payout", "fund", "amount"});

}  // namespace

// An act is asked in its turn, and its answer is whether it is refused.
base::Status ScenarioReader::book(Phrase& phrase, BookAct act) {
  Question asked = question(phrase, Question::Kind::Act);
  asked.act = std::move(act);
  if (phrase.accept("refused")) asked.refusal = TRY(phrase.name("a reason code"));
  scenario_.questions.push_back(std::move(asked));
  return {};
}

// close 2026-03
base::Status ScenarioReader::close(Phrase& phrase) {
  BookAct act;
  act.month = TRY(phrase.month());
  return book(phrase, std::move(act));
}

base::Status ScenarioReader::pay(Phrase& phrase) {
  BookAct act;
  act.kind = BookAct::Kind::Pay;
  return book(phrase, std::move(act));
}

// claim P1 9,000.00 USD of 2026-01
base::Status ScenarioReader::claim(Phrase& phrase) {
  BookAct act;
  act.kind = BookAct::Kind::Claim;
  act.partner = TRY(phrase.name("a partner id"));
  const auto amount = phrase.number();
  if (!amount) return fault(phrase.statement(), "say how much is claimed, like 9,000.00 USD");
  act.amount = amount->value;
  act.currency = TRY(phrase.name("a currency"));
  TRY_STATUS(phrase.expect("of"));
  act.fund = TRY(phrase.month());
  return book(phrase, std::move(act));
}

// release P1 USD
base::Status ScenarioReader::hold(Phrase& phrase, BookAct::Kind kind) {
  BookAct act;
  act.kind = kind;
  act.partner = TRY(phrase.name("a partner id"));
  act.currency = TRY(phrase.name("a currency"));
  return book(phrase, std::move(act));
}

base::Status ScenarioReader::release(Phrase& phrase) {
  return hold(phrase, BookAct::Kind::Release);
}

base::Status ScenarioReader::forfeit(Phrase& phrase) {
  return hold(phrase, BookAct::Kind::Forfeit);
}

base::Status ScenarioReader::except(Phrase& phrase) {
  return hold(phrase, BookAct::Kind::Except);
}

base::Status ScenarioReader::ledger(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Ledger);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kLedgerColumns);
}

base::Status ScenarioReader::balances(Phrase& phrase) {
  return ask(phrase, question(phrase, Question::Kind::Balances), kBalanceColumns);
}

}  // namespace scenarios

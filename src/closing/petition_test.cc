#include "closing/petition.h"

#include <doctest/doctest.h>

#include "closing/petition_acts.h"

namespace closing {
namespace {

using attribution::EarningKind;
using ledger::Account;
using registry::ActorKind;

base::Decimal money(std::string_view text) {
  return base::parse_exact(text).value();
}
base::Month month(std::string_view text) {
  return base::Month::parse(text).value();
}
base::Day day(std::string_view text) {
  return base::Day::parse(text).value();
}

const Petitioner kEva{ActorKind::Partner, "P1", "partner:P1/eva"};
const Petitioner kMax{ActorKind::Partner, "P1", "partner:P1/max"};
const Petitioner kRival{ActorKind::Partner, "P2", "partner:P2/ida"};
const Petitioner kAnna{ActorKind::Operator, "anna", "operator:anna"};
const Petitioner kBen{ActorKind::Operator, "ben", "operator:ben"};

// The books of P1 in July 2026: 500 held, 12,500 in the fund of the half-year that has ended, and
// 70 below zero that came too late.
struct Desk {
  programs::Parameters parameters;
  PetitionFacts facts;
  Desk() {
    facts.now = {1000};
    facts.today = day("2026-07-10");
    facts.open_period = month("2026-07");
    facts.parameters = &parameters;
    facts.balances.add({"P1", "USD", Account::Held, EarningKind::Rebate, {}}, money("500"));
    facts.balances.add({"P1", "USD", Account::OutsideWindow, EarningKind::Coop, {}}, money("-70"));
    facts.balances.add({"P1", "USD", Account::Coop, EarningKind::Rebate, month("2026-01")},
                       money("12500"));
  }
  Petition add(Petition one) {
    facts.petitions.push_back(one);
    return one;
  }
};

PetitionWish dispute() {
  PetitionWish wish;
  wish.kind = PetitionKind::Dispute;
  wish.amount = money("120");
  wish.line = DisputedLine{42, 7, day("2026-06-12"), {}};
  ledger::Entry& entry = wish.line->entry;
  entry.earner = "P1";
  entry.currency = "USD";
  entry.lever = "dpor";
  entry.subscription = "S1";
  entry.earning_month = month("2026-05");
  return wish;
}

PetitionWish claim(std::string_view amount) {
  PetitionWish wish;
  wish.kind = PetitionKind::CoopClaim;
  wish.earner = "P1";
  wish.currency = "USD";
  wish.amount = money(amount);
  wish.fund = month("2026-01");
  wish.evidence = "invoice 4711";
  return wish;
}

PetitionWish of_operator(PetitionKind kind) {
  PetitionWish wish;
  wish.kind = kind;
  wish.earner = "P1";
  wish.currency = "USD";
  wish.reason = "decided by the board";
  if (kind == PetitionKind::Exception) wish.payout = EarningKind::Coop;
  return wish;
}

std::string refusal(const base::Result<Petition>& answer) {
  if (answer) return "";
  return answer.error().code == base::Code::Usage ? "usage" : answer.error().reason;
}

std::string opening(const Desk& desk, const PetitionWish& wish, const Petitioner& who) {
  return refusal(open_petition(wish, who, desk.facts));
}

Petition opened(Desk& desk, const PetitionWish& wish, const Petitioner& who) {
  return desk.add(open_petition(wish, who, desk.facts).value());
}

PetitionStep step(PetitionEvent event, std::string reason = "because") {
  PetitionStep out;
  out.event = event;
  out.reason = std::move(reason);
  return out;
}

PetitionStep accepting(std::string_view amount) {
  PetitionStep out = step(PetitionEvent::Accept);
  out.amount = money(amount);
  return out;
}

}  // namespace

TEST_CASE("an undecided petition is reviewed once, and decided or withdrawn once") {
  using enum PetitionState;
  using enum PetitionEvent;
  struct Row {
    PetitionState from;
    std::array<std::optional<PetitionState>, 4> to;  // by event
  };
  const std::vector<Row> table{
      {Open, {InReview, Accepted, Rejected, Withdrawn}},
      {InReview, {std::nullopt, Accepted, Rejected, Withdrawn}},
      {Accepted, {}},
      {Rejected, {}},
      {Withdrawn, {}},
  };
  for (const Row& row : table) {
    for (const PetitionEvent event : {Review, Accept, Reject, Withdraw}) {
      CAPTURE(word(row.from));
      CAPTURE(word(event));
      CHECK(state_after(row.from, event) == row.to[static_cast<std::size_t>(event)]);
    }
  }
}

TEST_CASE("acceptance posts one entry, by kind") {
  struct Row {
    PetitionKind kind;
    EarningKind payout;
    ledger::EntryKind entry;
    Account from, to;
    std::string_view fund, reason, cause;
  };
  using enum PetitionKind;
  using EntryKind = ledger::EntryKind;
  const EarningKind rebate = EarningKind::Rebate, coop = EarningKind::Coop;
  const std::vector<Row> table{
      {Dispute, rebate, EntryKind::Dispute, Account::Expense, Account::Accrual, "", "DISPUTE",
       "dispute PT-12, ST-000042 line 7"},
      {CoopClaim, coop, EntryKind::CoopClaim, Account::Coop, Account::Payable, "2026-01", "",
       "coop_claim PT-12"},
      {Release, rebate, EntryKind::Release, Account::Held, Account::Accrual, "", "",
       "release PT-12"},
      {Release, coop, EntryKind::Release, Account::Held, Account::Coop, "2026-07", "",
       "release PT-12"},
      {Forfeit, rebate, EntryKind::Forfeit, Account::Held, Account::Forfeited, "", "",
       "forfeit PT-12"},
      {Forfeit, coop, EntryKind::Forfeit, Account::Held, Account::Forfeited, "", "",
       "forfeit PT-12"},
      {Exception, rebate, EntryKind::Exception, Account::OutsideWindow, Account::Accrual, "",
       "POLICY_EXCEPTION", "exception PT-12"},
      {Exception, coop, EntryKind::Exception, Account::OutsideWindow, Account::Coop, "2026-07",
       "POLICY_EXCEPTION", "exception PT-12"},
  };
  for (const Row& row : table) {
    CAPTURE(word(row.kind));
    Petition petition;
    petition.number = 12;
    petition.kind = row.kind;
    petition.earner = "P1";
    petition.currency = "USD";
    petition.payout = row.payout;
    petition.granted = money("80");
    if (row.kind == CoopClaim) petition.fund = month("2026-01");
    if (row.kind == Dispute) {
      petition.statement = 42;
      petition.line = 7;
      petition.lever = "dpor";
    }
    const ledger::Entry entry = entry_of(petition, programs::Parameters(), month("2026-09"));
    CHECK(entry.kind == row.entry);
    CHECK(entry.from == row.from);
    CHECK(entry.to == row.to);
    CHECK((entry.fund.number == 0 ? "" : entry.fund.text()) == row.fund);
    CHECK(entry.reason_code == row.reason);
    CHECK(entry.cause == row.cause);
    CHECK(entry.amount == money("80"));
    CHECK(entry.period == month("2026-09"));
    CHECK(entry.payout == row.payout);
    CHECK(entry.lever == petition.lever);
    if (row.kind != Dispute) CHECK(ledger::key_at(entry, entry.from) == source_of(petition));
  }
}

TEST_CASE("who may open what") {
  struct Row {
    PetitionKind kind;
    const Petitioner* who;
    std::string_view refused;
  };
  using enum PetitionKind;
  const std::vector<Row> table{
      {Dispute, &kEva, ""},
      {Dispute, &kAnna, ""},
      {Dispute, &kRival, "ACTOR_NOT_ALLOWED"},
      {CoopClaim, &kEva, ""},
      {CoopClaim, &kRival, "ACTOR_NOT_ALLOWED"},
      {CoopClaim, &kAnna, "ACTOR_NOT_ALLOWED"},
      {Release, &kAnna, ""},
      {Release, &kEva, "ACTOR_NOT_ALLOWED"},
      {Forfeit, &kEva, "ACTOR_NOT_ALLOWED"},
      {Exception, &kAnna, ""},
      {Exception, &kEva, "ACTOR_NOT_ALLOWED"},
  };
  for (const Row& row : table) {
    const Desk desk;
    CAPTURE(word(row.kind));
    CAPTURE(row.who->text);
    PetitionWish wish = of_operator(row.kind);
    if (row.kind == Dispute) wish = dispute();
    if (row.kind == CoopClaim) wish = claim("9000");
    CHECK(opening(desk, wish, *row.who) == row.refused);
  }
}

TEST_CASE("a dispute is about an earning, in time, once, for more than nothing") {
  Desk desk;
  const Petition one = opened(desk, dispute(), kEva);
  CHECK(one.id() == "PT-1");
  CHECK(one.revision == 1);
  CHECK(one.lever == "dpor");
  CHECK(one.earning_month == month("2026-05"));
  CHECK(one.decide_by == day("2026-08-09"));
  CHECK(opening(desk, dispute(), kMax) == "ALREADY_REQUESTED");
  desk.facts.petitions.clear();
  desk.facts.today = day("2026-08-11");  // 60 days after the statement
  CHECK(opening(desk, dispute(), kEva) == "");
  desk.facts.today = day("2026-08-12");
  CHECK(opening(desk, dispute(), kEva) == "DISPUTE_TOO_LATE");
  desk.facts.today = day("2026-07-10");
  PetitionWish wish = dispute();
  wish.line->entry.kind = ledger::EntryKind::Due;
  CHECK(opening(desk, wish, kEva) == "LINE_NOT_DISPUTABLE");
  for (const char* amount : {"0", "-5", "0.001"}) {
    wish = dispute();
    wish.amount = money(amount);
    CHECK(opening(desk, wish, kEva) == "usage");
  }
  wish.amount.reset();
  CHECK(opening(desk, wish, kEva) == "usage");
  desk.facts.open_period.reset();
  CHECK(opening(desk, dispute(), kEva) == "NOTHING_CLOSED");
}

TEST_CASE("a claim is within the fund less what else is claimed, with evidence, in its months") {
  struct Row {
    std::string_view amount, open_period, today, refused;
  };
  for (const Row& row : std::vector<Row>{
           {"9000", "2026-06", "2026-07-02", "FUND_STILL_ACCRUES"},
           {"9000", "2026-07", "2026-07-10", ""},
           {"12500", "2027-02", "2027-02-28", ""},
           {"12500.01", "2026-07", "2026-07-10", "BALANCE_EXCEEDED"},
           {"9000", "2027-02", "2027-03-01", "CLAIM_TOO_LATE"},
           {"9000", "2027-03", "2027-02-28", "CLAIM_TOO_LATE"},
       }) {
    Desk desk;
    CAPTURE(row.today);
    desk.facts.open_period = month(row.open_period);
    desk.facts.today = day(row.today);
    CHECK(opening(desk, claim(row.amount), kEva) == row.refused);
  }
  Desk desk;
  opened(desk, claim("9000"), kEva);
  CHECK(opening(desk, claim("3500.01"), kEva) == "BALANCE_EXCEEDED");
  const Petition second = opened(desk, claim("3500"), kEva);
  CHECK(second.number == 2);
  const ledger::OpenClaims claims = open_claims(desk.facts.petitions);
  REQUIRE(claims.size() == 1);
  CHECK(claims.begin()->first == source_of(second));
  CHECK(claims.begin()->second == money("12500"));
  desk.facts.petitions.front().state = PetitionState::Rejected;
  CHECK(open_claims(desk.facts.petitions).begin()->second == money("3500"));
  PetitionWish wish = claim("10");
  wish.evidence.clear();
  CHECK(opening(desk, wish, kEva) == "usage");
  wish = claim("10");
  wish.fund = month("2026-02");
  CHECK(opening(desk, wish, kEva) == "usage");
}

TEST_CASE("an operator asks for all that stands there, or for a part of the same sign") {
  struct Row {
    PetitionKind kind;
    std::string_view amount, asked, refused;
  };
  using enum PetitionKind;
  for (const Row& row : std::vector<Row>{
           {Release, "", "500", ""},
           {Forfeit, "200", "200", ""},
           {Release, "500.01", "", "BALANCE_EXCEEDED"},
           {Release, "-1", "", "BALANCE_EXCEEDED"},
           {Exception, "", "-70", ""},
           {Exception, "-20", "-20", ""},
           {Exception, "20", "", "BALANCE_EXCEEDED"},
           {Exception, "-71", "", "BALANCE_EXCEEDED"},
       }) {
    const Desk desk;
    CAPTURE(word(row.kind));
    CAPTURE(row.amount);
    PetitionWish wish = of_operator(row.kind);
    if (!row.amount.empty()) wish.amount = money(row.amount);
    const auto answer = open_petition(wish, kAnna, desk.facts);
    CHECK(refusal(answer) == row.refused);
    if (answer) CHECK(answer->asked == money(row.asked));
  }
  Desk desk;
  PetitionWish wish = of_operator(Release);
  wish.reason.clear();
  CHECK(opening(desk, wish, kAnna) == "usage");
  wish = of_operator(Release);
  wish.payout = EarningKind::Coop;  // nothing of it is held
  CHECK(opening(desk, wish, kAnna) == "BALANCE_EXCEEDED");
  wish = of_operator(Release);
  wish.currency = "EURO";
  CHECK(opening(desk, wish, kAnna) == "usage");
  opened(desk, of_operator(Release), kAnna);
  CHECK(opening(desk, of_operator(Forfeit), kBen) == "BALANCE_EXCEEDED");
}

TEST_CASE("who moves what, and when it is refused") {
  struct Row {
    PetitionKind kind;
    PetitionStep how;
    const Petitioner* who;
    std::string_view refused;
  };
  using enum PetitionKind;
  using enum PetitionEvent;
  PetitionStep stale = step(Review);
  stale.if_revision = 3;
  const std::vector<Row> table{
      {Dispute, step(Review), &kAnna, ""},
      {Dispute, step(Review), &kEva, "ACTOR_NOT_ALLOWED"},
      {Dispute, stale, &kAnna, "REVISION_CONFLICT"},
      {Dispute, step(Accept), &kEva, "ACTOR_NOT_ALLOWED"},
      {Dispute, step(Accept), &kAnna, ""},
      {Dispute, accepting("150"), &kAnna, ""},
      {Dispute, accepting("-1"), &kAnna, "usage"},
      {Dispute, step(Reject, ""), &kAnna, "usage"},
      {Dispute, step(Reject), &kAnna, ""},
      {Dispute, step(Withdraw), &kMax, ""},
      {Dispute, step(Withdraw), &kAnna, "ACTOR_NOT_ALLOWED"},
      {Dispute, step(Withdraw), &kRival, "ACTOR_NOT_ALLOWED"},
      {CoopClaim, accepting("8000"), &kAnna, ""},
      {CoopClaim, accepting("9000.01"), &kAnna, "MORE_THAN_ASKED"},
      {Release, step(Accept), &kAnna, "SECOND_PERSON_NEEDED"},
      {Release, step(Reject), &kAnna, "SECOND_PERSON_NEEDED"},
      {Release, step(Review), &kAnna, ""},
      {Release, step(Withdraw), &kAnna, ""},
      {Release, step(Withdraw), &kBen, "ACTOR_NOT_ALLOWED"},
      {Release, accepting("200"), &kBen, ""},
      {Exception, accepting("-20"), &kBen, ""},
      {Exception, accepting("20"), &kBen, "MORE_THAN_ASKED"},
  };
  for (const Row& row : table) {
    Desk desk;
    CAPTURE(word(row.kind));
    CAPTURE(word(row.how.event));
    CAPTURE(row.who->text);
    PetitionWish wish = of_operator(row.kind);
    if (row.kind == Dispute) wish = dispute();
    if (row.kind == CoopClaim) wish = claim("9000");
    const bool of_partner = row.kind == Dispute || row.kind == CoopClaim;
    const Petition one = opened(desk, wish, of_partner ? kEva : kAnna);
    const auto moved = move_petition(one, row.how, *row.who, desk.facts);
    CHECK(refusal(moved) == row.refused);
    if (!moved) continue;
    CHECK(moved->revision == 2);
    CHECK(moved->moved_by == row.who->text);
    CHECK(moved->opened_by == one.opened_by);
    const base::Decimal granted =
        row.how.event == Accept ? row.how.amount.value_or(one.asked) : base::Decimal();
    CHECK(moved->granted == granted);
  }
}

TEST_CASE("what is undecided is told by balance, and what is decided no more") {
  Desk desk;
  const Petition one = opened(desk, of_operator(PetitionKind::Release), kAnna);
  const auto asked = asked_of_balances(desk.facts.petitions);
  REQUIRE(asked.size() == 1);
  CHECK(asked.begin()->first == source_of(one));
  CHECK(asked.begin()->second == one.asked);
  desk.facts.petitions.front().state = PetitionState::Rejected;
  CHECK(asked_of_balances(desk.facts.petitions).empty());
}

TEST_CASE("what is decided stays, and money that went meanwhile is not granted") {
  Desk desk;
  const Petition one = opened(desk, of_operator(PetitionKind::Release), kAnna);
  const auto done = move_petition(one, step(PetitionEvent::Accept), kBen, desk.facts).value();
  CHECK(refusal(move_petition(done, step(PetitionEvent::Reject), kBen, desk.facts)) ==
        "EVENT_NOT_ALLOWED");
  desk.facts.balances.add(source_of(one), money("-100"));
  CHECK(refusal(move_petition(one, step(PetitionEvent::Accept), kBen, desk.facts)) ==
        "BALANCE_EXCEEDED");
  CHECK(refusal(move_petition(one, accepting("400"), kBen, desk.facts)) == "");
}

}  // namespace closing

// What is said to be open is open, what is not said is not, and whoever is waited for has a word.
#include "lifecycle/outlook.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "registry/registry_testing.h"

namespace lifecycle {
namespace {

template <class Range, class Value>
bool is_in(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

using registry::ActorKind;
using registry::testing::day;

const base::Instant kNoon{1'773'144'000'000};

Request in_state(const Table& table, std::string_view state) {
  Request one;
  one.number = 7;
  one.revision = 1;
  one.kind = table.kind;
  one.state = state;
  one.type = table.type.empty() || table.type == "cpor" ? "dpor" : table.type;
  one.partner = "P1";
  one.counterparty = "P2";
  one.customer = "C1";
  one.subscription = table.kind == Kind::Standing || table.kind == Kind::Grant ? "" : "S1";
  one.on = day("2026-03-10");
  one.opened_by = "operator:ann";
  one.moved_by = "customer:C1";
  one.moved_at = kNoon;
  return one;
}

std::vector<Actor> everybody() {
  return {{ActorKind::Customer, "C1", {}}, {ActorKind::Customer, "C2", {}},
          {ActorKind::Partner, "P1", {}},  {ActorKind::Partner, "P2", {}},
          {ActorKind::Partner, "P3", {}},  {ActorKind::Operator, "ann", {}},
          {ActorKind::Operator, "bob", {}}};
}

// What an attempt is refused with when it is not open to the actor at all.
bool is_closed(const std::string& code) {
  static constexpr std::array<std::string_view, 5> kClosed{"EVENT_NOT_ALLOWED", "ACTOR_NOT_ALLOWED",
                                                           "NOT_CUSTOMER_ADMIN",
                                                           "FOUR_EYES_REQUIRED", "UNDO_TOO_LATE"};
  return is_in(kClosed, code);
}

std::vector<std::string_view> events_for(const Request& request, const Actor& actor,
                                         base::Instant now = kNoon) {
  const registry::testing::Town town;
  const std::vector<Request> requests{request};
  const Moment moment{town.snapshot, town.programme, requests, day("2026-03-10"), now};
  std::vector<std::string_view> out;
  for (const Move& one : moves_open_to(moment, actor, request))
    out.push_back(one.event);
  return out;
}

}  // namespace

TEST_CASE("a move is open to somebody exactly when the engine does not turn that somebody away") {
  const registry::testing::Town town;
  int open_moves = 0;
  for (const Table& table : tables()) {
    for (const std::string_view state : states_of(table)) {
      if (state.empty()) continue;
      const std::vector<Request> requests{in_state(table, state)};
      const Moment moment{town.snapshot, town.programme, requests, day("2026-03-10"), kNoon};
      for (const Actor& actor : everybody()) {
        const auto open = events_for(requests[0], actor);
        for (const std::string_view event : events_of(table)) {
          CAPTURE(table.name);
          CAPTURE(state);
          CAPTURE(event);
          CAPTURE(actor.text());
          const auto step = move(moment, actor, "req-7", event, {"why", "paper", {}, {}});
          const bool is_open = is_in(open, event);
          CHECK(is_open == (step || !is_closed(step.error().reason)));
          open_moves += is_open ? 1 : 0;
        }
      }
    }
  }
  CHECK(open_moves > 60);
}

TEST_CASE("whoever is waited for can say something in that state, and one party alone is") {
  for (const Table& table : tables()) {
    for (const Wait& wait : table.waits) {
      CAPTURE(table.name);
      CAPTURE(wait.state);
      CHECK_FALSE(party_word(wait.whom).empty());
      CHECK(std::ranges::any_of(table.rows, [&](const Row& row) {
        return row.from == wait.state && (row.who & wait.whom) != 0;
      }));
    }
    // Whatever may be accepted, approved or confirmed waits for somebody.
    for (const Row& row : table.rows) {
      const bool agrees = row.event == "accept" || row.event == "approve" || row.event == "confirm";
      if (!agrees) continue;
      CAPTURE(row.from);
      const auto found = std::ranges::find(table.waits, row.from, &Wait::state);
      REQUIRE(found != table.waits.end());
      CHECK((found->whom & row.who) != 0);
    }
  }
}

TEST_CASE("the day that something follows on counts, not the reminder before it") {
  Request invited = in_state(kDporTable, "INVITED");
  invited.deadlines = {{"expiring", day("2026-04-02")}, {"expire", day("2026-04-09")}};
  const Waiting word = waiting(invited);
  CHECK(party_word(word.whom) == "customer");
  CHECK(word.until == day("2026-04-09"));
  CHECK(word.otherwise == "EXPIRED");

  Request approved = in_state(kClaimTable, "APPROVED");
  approved.deadlines = {{"consent_lapsed", day("2026-03-17")}};
  CHECK(waiting(approved).otherwise == "ACTIVE");

  // A review that is overdue stays a review: the day is still its clock.
  Request submitted = in_state(kClaimTable, "SUBMITTED");
  submitted.deadlines = {{"review_overdue", day("2026-03-18")}};
  CHECK(party_word(waiting(submitted).whom) == "operator");
  CHECK(waiting(submitted).until == day("2026-03-18"));
  CHECK(waiting(submitted).otherwise.empty());

  CHECK(waiting(in_state(kDporTable, "ACTIVE")).whom == 0);
  CHECK(waiting(in_state(kDporTable, "SCHEDULED")).whom == 0);
  CHECK(waiting(in_state(kDealTable, "SUBMITTED")).until == base::Day::forever());
}

TEST_CASE("an undo is open for a day, a confirmation to another operator") {
  const Request active = in_state(kDporTable, "ACTIVE");
  const Actor customer{ActorKind::Customer, "C1", {}};
  CHECK(is_in(events_for(active, customer), "undo"));
  const base::Instant late{kNoon.milliseconds + 86'400'001};
  CHECK_FALSE(is_in(events_for(active, customer, late), "undo"));
  CHECK(is_in(events_for(active, customer, late), "remove"));

  const Request proposed = in_state(kCorrectionTable, "PROPOSED");
  CHECK(events_for(proposed, {ActorKind::Operator, "ann", {}}) ==
        std::vector<std::string_view>{"reject"});
  CHECK(events_for(proposed, {ActorKind::Operator, "bob", {}}) ==
        std::vector<std::string_view>{"confirm", "reject"});
}

TEST_CASE("what has to be said with a move is said before") {
  const registry::testing::Town town;
  const std::vector<Request> requests{in_state(kClaimTable, "ACTION_REQUIRED")};
  const Moment moment{town.snapshot, town.programme, requests, day("2026-03-10"), kNoon};
  const auto moves = moves_open_to(moment, {ActorKind::Partner, "P1", {}}, requests[0]);
  CHECK(moves == std::vector<Move>{{"answer", false, true}, {"withdraw", false, false}});
}

}  // namespace lifecycle

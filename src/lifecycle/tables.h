// Lifecycles as data: which event moves a request from which state to which, who may cause it, what
// must hold, what it does, and when something happens by itself. One file a lifecycle; the engine
// (engine.h) knows none of their words. docs/domain/lifecycles.md shows them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lifecycle/request.h"

namespace lifecycle {

// Sets of actors. The incumbent is the partner that a transfer takes something from.
using Actors = std::uint8_t;
inline constexpr Actors kCustomer = 1, kPartner = 2, kOperator = 4, kFeed = 8, kSystem = 16,
                        kIncumbent = 32;

// Sets of guards; docs and refusals of each are in guards.cc.
using Guards = std::uint16_t;
inline constexpr Guards kPartnerActive = 1, kWellFormed = 2, kScope = 4, kNoTwin = 8,
                        kEvidence = 16, kReasonGiven = 32, kFourEyes = 64, kWithinADay = 128,
                        kNewestEvidence = 256, kNotRegistered = 512, kTerm = 1024, kWindow = 2048,
                        kFits = 4096, kRules = 8192;
inline constexpr Guards kEveryGuard = 16383;

// Which of several rows for one state and event counts: the first whose condition holds.
enum class When : std::uint8_t {
  Always,
  DayIsAhead,
  PartnerMustAccept,
  IncumbentCoolsOff,
  Extends
};

// What a transition does to the registry.
enum class Effect : std::uint8_t {
  None,
  Designate,  // the partner holds from its day on; who held ends as REPLACED
  Claim,      // the same; who held ends as SUPERSEDED_BY_CLAIM
  Grant,      // the partner holds beside others, for the term
  Register,   // the same from the contract's start, as far back as an operator may go
  End,        // the association ends on the day, with the reason of the row
  Expire,     // its term has ended
  Extend,     // its term is longer by 180 days
  Correct,    // an operator's interval, or end, in the past
  Cover,      // a standing designation reaches one subscription
  EndAll,     // everything that a standing designation made ends
};

enum class Clock : std::uint8_t {
  Days,          // so many after the transition
  BusinessDays,  // the day after so many Mondays to Fridays
  BeforeUntil,   // so many before the term ends
  OnDay,         // the day that was asked for
};
struct Timer {
  std::string_view event;
  Clock clock = Clock::Days;
  std::string_view parameter = {};  // of the programme, added to `days`
  int days = 0;
};

// A granting customer is told only while the incumbent still has access by the customer's grant.
enum class Audience : std::uint8_t { Customer, Partner, Incumbent, Operator, GrantingCustomer };
struct Tell {
  std::string_view kind;
  Audience whom = Audience::Customer;
};

struct Row {
  std::string_view from, event;  // from "": the request begins
  Actors who = 0;
  std::string_view to;
  When when = When::Always;
  Guards guards = 0;
  Effect effect = Effect::None;
  std::string_view reason = {};     // of the end or of the state
  std::string_view otherwise = {};  // state when a rule refuses the effect of a timer
  std::array<Timer, 4> timers{};    // they replace those of the state before, if that is another
  std::array<Tell, 4> tells{};
};

// In that state a request waits for the word of one party. Whoever may only take it back, or end
// what holds, is not waited for.
struct Wait {
  std::string_view state;
  Actors whom = 0;
};

struct Table {
  Kind kind;
  std::string_view name;
  std::string_view type;  // of the association unless the request says another; may be empty
  std::span<const Row> rows;
  std::span<const Wait> waits = {};
};

std::span<const Table> tables();
const Table& table_of(Kind kind);

// In order of first appearance; "" first.
std::vector<std::string_view> states_of(const Table& table);
std::vector<std::string_view> events_of(const Table& table);
// Nothing moves a request on from here.
bool is_final(const Table& table, std::string_view state);

// "CUSTOMER or OPERATOR"
std::string actors_text(Actors who);
std::string guards_text(Guards guards);
std::string_view effect_text(Effect effect);
// The whole table in Markdown, and the grid of every state and event: what docs show.
std::string rows_text(const Table& table);
std::string grid_text(const Table& table);

// The tables, one file each.
extern const Table kDporTable, kCorrectionTable, kClaimTable, kGrantTable, kTransferTable,
    kAgreementChangeTable, kDealTable, kEngagementTable, kStandingTable;

}  // namespace lifecycle

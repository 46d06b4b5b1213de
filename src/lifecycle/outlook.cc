#include "lifecycle/outlook.h"

#include <algorithm>

#include "lifecycle/engine_internal.h"

namespace lifecycle {
namespace {

// What depends on the person who acts and on the hour, and on nothing that is said with the act.
constexpr Guards kOfTheActor = kFourEyes | kWithinADay;

// Where the clock leads by itself; empty: it only reminds.
std::string_view led_to(const Request& request, std::string_view event) {
  for (const Row& row : table_of(request.kind).rows) {
    if (row.from == request.state && row.event == event && row.to != request.state) return row.to;
  }
  return {};
}

bool may_move(const Moment& moment, const Actor& actor, const Row& row, const Request& request) {
  if (!admits(row, actor.kind)) return false;
  Row asked = row;
  asked.guards = row.guards & kOfTheActor;
  const Given nothing;
  const Attempt attempt{moment, actor, asked, nothing, {}};
  return check_identity(attempt, request) && check_guards(attempt, request);
}

bool is_among(const std::vector<Move>& moves, std::string_view event) {
  return std::ranges::find(moves, event, &Move::event) != moves.end();
}

}  // namespace

Waiting waiting(const Request& request) {
  const auto waits = table_of(request.kind).waits;
  const auto found = std::ranges::find(waits, request.state, &Wait::state);
  if (found == waits.end()) return {};
  Waiting out{.whom = found->whom};
  // A day on which something follows counts before one that only reminds.
  for (const Deadline& one : request.deadlines) {
    const std::string_view follows = led_to(request, one.event);
    if (out.otherwise.empty() == follows.empty() ? one.due >= out.until : follows.empty()) continue;
    out.until = one.due;
    out.otherwise = follows;
  }
  return out;
}

std::string_view party_word(Actors whom) {
  switch (whom) {
    case kCustomer: return "customer";
    case kPartner: return "partner";
    case kIncumbent: return "counterparty";
    case kOperator: return "operator";
    default: break;
  }
  return {};
}

std::vector<Move> moves_open_to(const Moment& moment, const Actor& actor, const Request& request) {
  std::vector<Move> out;
  for (const Row& row : table_of(request.kind).rows) {
    if (row.from != request.state || is_among(out, row.event)) continue;
    if (!may_move(moment, actor, row, request)) continue;
    out.push_back({row.event, (row.guards & kReasonGiven) != 0, (row.guards & kEvidence) != 0});
  }
  return out;
}

}  // namespace lifecycle

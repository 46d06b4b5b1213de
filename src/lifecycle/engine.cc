#include "lifecycle/engine.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/json_text.h"
#include "lifecycle/engine_internal.h"
#include "registry/act_detail.h"
#include "registry/kinship.h"

namespace lifecycle {
namespace {

Actors bit_of(registry::ActorKind kind) {
  return static_cast<Actors>(1U << static_cast<unsigned>(kind));
}

bool holds(When when, const Moment& m, const Request& request) {
  switch (when) {
    case When::DayIsAhead: return request.on > m.today;
    case When::PartnerMustAccept:
      return parameter(m.programme, "dpor_requires_partner_acceptance") == "true";
    case When::IncumbentCoolsOff: {
      const int days = days_of(m.programme, "incumbent_cooling_off_days");
      return days > 0 && request.on <= m.today + days && somebody_else_holds(m, request);
    }
    case When::Extends: return request.auto_extend;
    case When::Always: break;
  }
  return true;
}

std::string where_it_stands(const Request& request) {
  if (request.state.empty()) return std::string(word(request.kind));
  return request.id() + " (" + std::string(word(request.kind)) + ") is " + request.state;
}

std::unexpected<base::Error> not_allowed(const Request& request, std::string_view event) {
  std::string events;
  for (const Row& row : table_of(request.kind).rows) {
    if (row.from != request.state || row.who == kSystem) continue;
    if (events.find(row.event) != std::string::npos) continue;
    events += (events.empty() ? "" : ", ") + std::string(row.event);
  }
  return base::refuse("EVENT_NOT_ALLOWED",
                      where_it_stands(request) + ", where '" + std::string(event) +
                          "' does not happen; " +
                          (events.empty() ? "it is final" : "what may: " + events));
}

base::Result<const Row*> row_for(const Moment& m, const Actor& actor, const Request& request,
                                 std::string_view event) {
  bool known = false;
  Actors who = 0;
  for (const Row& row : table_of(request.kind).rows) {
    if (row.from != request.state || row.event != event) continue;
    known = true;
    who |= row.who;
    if (admits(row, actor.kind) && holds(row.when, m, request)) return &row;
  }
  if (!known) return not_allowed(request, event);
  return base::refuse("ACTOR_NOT_ALLOWED", "'" + std::string(event) + "' of a " +
                                               std::string(word(request.kind)) + " is for " +
                                               actors_text(who) + ", not for " + actor.text());
}

base::Day due_of(const Timer& timer, const Moment& m, const Request& request) {
  const int days =
      timer.days + (timer.parameter.empty() ? 0 : days_of(m.programme, timer.parameter));
  switch (timer.clock) {
    case Clock::BusinessDays: return business_days_after(m.today, days) + 1;
    case Clock::BeforeUntil: return std::max(request.until + -days, m.today);
    case Clock::OnDay: return std::max(request.on, m.today);
    case Clock::Days: break;
  }
  return std::max(m.today + days, m.today);
}

// A state's own deadlines begin with it; what comes back to the same state leaves the rest running.
void set_deadlines(const Attempt& a, Request& request) {
  if (a.row.from != a.row.to || a.row.from.empty()) request.deadlines.clear();
  for (const Timer& timer : a.row.timers) {
    if (timer.event.empty()) continue;
    const bool endless = timer.clock == Clock::BeforeUntil && request.until == base::Day::forever();
    if (!endless) {
      request.deadlines.push_back({std::string(timer.event), due_of(timer, a.moment, request)});
    }
  }
}

void fill_in(const Given& given, Request& request) {
  if (!given.evidence.empty()) request.evidence = given.evidence;
  if (given.evidence_on != base::Day::min()) request.evidence_on = given.evidence_on;
}

std::string detail_of(const Request& request, std::string_view from, std::string_view event,
                      const std::string& change) {
  registry::DetailWriter out;
  out.field("request", request.id())
      .field("kind", word(request.kind))
      .field("event", event)
      .field("from", from)
      .field("to", request.state)
      .field("reason", request.reason)
      .field("type", request.type)
      .field("partner", request.partner)
      .field("counterparty", request.counterparty)
      .field("customer", request.customer)
      .field("subscription", request.subscription)
      .field("workload", request.workload)
      .field("on", request.on.text())
      .field("until", request.until.text())
      .field("evidence", request.evidence)
      .field("exception", request.exception)
      .field("association", request.association);
  std::vector<std::string> families;
  for (const std::string& one : request.rules.families)
    families.push_back(base::json_text(one));
  if (!families.empty()) out.nested("families", registry::array_of(families));
  if (!change.empty()) out.nested("registry", change);
  return out.text();
}

// Approval of one claim decides those that compete with it.
base::Status settle_rivals(const Attempt& a, const Request& winner, Step& step) {
  if ((a.row.guards & kNewestEvidence) == 0) return {};
  for (const Request* rival : open_rivals(a.moment, winner)) {
    if (rival->number == winner.number) continue;
    const Actor system{registry::ActorKind::System, "tick", {}};
    auto lost = transition(a.moment, system, *rival, "lose", {}, {});
    if (!lost) continue;  // a draft, or one that holds: it is no rival under review
    step.requests.push_back(std::move(lost->requests.front()));
    for (Notification& one : lost->notifications)
      step.notifications.push_back(std::move(one));
  }
  return {};
}

void move_to(const Attempt& a, std::string_view state, std::string_view reason, Request& request) {
  request.state = state;
  request.reason = reason;
  ++request.revision;
  request.moved_at = a.moment.now;
  request.moved_by = a.actor.text();
  if (request.revision > 1) return;
  request.opened_at = request.moved_at;
  request.opened_by = request.moved_by;
}

std::string_view reason_of(const Attempt& a, const Request& request) {
  if (!a.row.reason.empty()) return a.row.reason;
  if (a.row.event == "association_ended") {
    const auto* one = find_association(a.moment.registry, request.association);
    if (one == nullptr) return "OPERATOR_CORRECTION";
    return one->end_reason.empty() ? std::string_view("REPLACED")
                                   : std::string_view(one->end_reason);
  }
  return (a.row.guards & kReasonGiven) != 0 ? std::string_view(a.given.reason) : std::string_view();
}

// The children of a standing designation: each is opened as if it had been asked for.
base::Status open_children(const Attempt& a, std::vector<Request>& children, Step& step) {
  for (Request& child : children) {
    child.number = a.moment.registry.as_known.number + 1;
    auto opened = TRY(transition(a.moment, a.actor, std::move(child), "ask", {}, {}));
    step.requests.front().marks.back().made = opened.requests.front().id();
    step.requests.push_back(std::move(opened.requests.front()));
    for (Notification& one : opened.notifications)
      step.notifications.push_back(std::move(one));
  }
  return {};
}

// A rule refused what a timer would have done: the request goes the other way.
Step turned_down(const Attempt& a, Request request, const base::Error& error) {
  const std::string from = request.state;
  move_to(a, a.row.otherwise, error.reason, request);
  if (a.row.otherwise != a.row.from) request.deadlines.clear();
  if (!a.subject.empty()) request.marks.push_back({"passed", a.subject, a.moment.today, {}});
  Row silent = a.row;
  silent.tells = {
      {{"not_carried_out", Audience::Partner}, {"not_carried_out", Audience::Customer}}};
  const Attempt quiet{a.moment, a.actor, silent, a.given, a.subject};
  Step step;
  step.requests.push_back(request);
  if (a.subject.empty()) tell(quiet, request, step);
  step.act = {a.actor.text(), std::string(word(request.kind)) + ' ' + std::string(a.row.event),
              error.reason,
              detail_of(request, from, a.row.event,
                        registry::DetailWriter().field("why", error.message).text())};
  return step;
}

}  // namespace

bool admits(const Row& row, registry::ActorKind kind) {
  const Actors incumbent = kind == registry::ActorKind::Partner ? kIncumbent : Actors{0};
  return (row.who & (bit_of(kind) | incumbent)) != 0;
}

base::Result<Step> transition(const Moment& m, const Actor& actor, Request request,
                              std::string_view event, const Given& given,
                              const std::string& subject) {
  const Row& row = *TRY(row_for(m, actor, request, event));
  const Attempt a{m, actor, row, given, subject};
  TRY_STATUS(check_identity(a, request));
  fill_in(given, request);
  const bool may_turn = !row.otherwise.empty() && actor.kind == registry::ActorKind::System;
  if (auto guarded = check_guards(a, request); !guarded) {
    if (may_turn && guarded.error().code == base::Code::Refused) {
      return turned_down(a, request, guarded.error());
    }
    return std::unexpected(guarded.error());
  }
  // Who only says no to an invitation is not named to the partner.
  if (actor.kind == registry::ActorKind::Customer && (row.guards & kScope) != 0) {
    const std::string owner = owner_of(m.registry, request);
    const bool acts = registry::acts_for(m.registry, actor.id, owner, m.today);
    request.customer = acts ? owner : actor.id;
  }
  Request moved = request;
  auto outcome = carry_out(a, row.effect, moved);
  if (!outcome) {
    if (may_turn && outcome.error().code == base::Code::Refused) {
      return turned_down(a, request, outcome.error());
    }
    return std::unexpected(outcome.error());
  }
  move_to(a, row.to, reason_of(a, request), moved);
  set_deadlines(a, moved);
  Step step;
  step.changes = std::move(outcome->changes);
  step.requests.push_back(moved);
  if (outcome->more.empty()) tell(a, moved, step);
  TRY_STATUS(open_children(a, outcome->more, step));
  TRY_STATUS(settle_rivals(a, moved, step));
  step.act = {actor.text(), std::string(word(moved.kind)) + ' ' + std::string(event), given.reason,
              detail_of(moved, request.state, event, outcome->detail)};
  return step;
}

base::Result<Step> open(const Moment& m, const Actor& actor, Request wish, std::string_view event,
                        const Given& given) {
  const Table& table = table_of(wish.kind);
  wish.number = m.registry.as_known.number + 1;
  wish.revision = 0;
  wish.state.clear();
  if (wish.type.empty()) wish.type = table.type;
  if (actor.kind == registry::ActorKind::Partner && wish.partner.empty()) wish.partner = actor.id;
  if (actor.kind == registry::ActorKind::Customer && wish.customer.empty()) {
    wish.customer = actor.id;
  }
  if (wish.kind == Kind::Standing && wish.on == base::Day::min()) wish.on = m.today;
  if (actor.kind == registry::ActorKind::Customer &&
      !registry::acts_for(m.registry, actor.id, wish.customer, m.today)) {
    return base::refuse(
        "NOT_CUSTOMER_ADMIN",
        "customer '" + actor.id + "' does not act for customer '" + wish.customer + "'");
  }
  if (!wish.type.empty() && !m.programme.type(wish.type)) {
    return base::fail(base::Code::NotFound, "programme '" + m.programme.code +
                                                "' has no association type '" + wish.type + "'");
  }
  return transition(m, actor, std::move(wish), event, given, {});
}

base::Result<Step> move(const Moment& m, const Actor& actor, std::string_view id,
                        std::string_view event, const Given& given) {
  const Request* request = find_request(m.requests, id);
  if (request == nullptr) {
    return base::fail(base::Code::NotFound, "there is no request '" + std::string(id) + "'",
                      "accredit request list");
  }
  if (given.if_revision && *given.if_revision != request->revision) {
    return base::refuse("REVISION_CONFLICT", request->id() + " is at revision " +
                                                 std::to_string(request->revision) + " now, not " +
                                                 std::to_string(*given.if_revision) + ": " +
                                                 request->moved_by + " made it " + request->state +
                                                 "; look at it and confirm again");
  }
  return transition(m, actor, *request, event, given, {});
}

const Request* find_request(std::span<const Request> requests, std::string_view id) {
  const auto found = std::ranges::find(requests, id, &Request::id);
  return found == requests.end() ? nullptr : &*found;
}

registry::Act refused(const Actor& actor, Kind kind, std::string_view event, const Request& asked,
                      const base::Error& error) {
  return {actor.text(), std::string(word(kind)) + ' ' + std::string(event) + " refused",
          error.reason,
          registry::DetailWriter()
              .field("request", asked.number == 0 ? "" : asked.id())
              .field("partner", asked.partner)
              .field("customer", asked.customer)
              .field("subscription", asked.subscription)
              .field("on", asked.on.text())
              .field("why", error.message)
              .text()};
}

std::string_view parameter(const programs::Programme& programme, std::string_view name) {
  for (const auto& [known, text] : programme.parameters.texts) {
    if (known == name) return text;
  }
  return {};
}

int days_of(const programs::Programme& programme, std::string_view name) {
  const std::string_view text = parameter(programme, name);
  int days = 0;
  std::from_chars(text.data(), text.data() + text.size(), days);
  return days;
}

base::Day business_days_after(base::Day day, int count) {
  // 1970-01-01 was a Thursday: with Monday as 0 it is day 3 of its week.
  const auto weekday = [](base::Day one) { return ((one.number + 3) % 7 + 7) % 7; };
  while (count > 0) {
    day = day + 1;
    if (weekday(day) < 5) --count;
  }
  return day;
}

}  // namespace lifecycle

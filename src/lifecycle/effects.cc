// What a transition does to the registry, in terms of its single acts.
#include <algorithm>

#include "base/check.h"
#include "lifecycle/arrivals.h"
#include "lifecycle/engine_internal.h"
#include "registry/act_parts.h"
#include "registry/exclusivity.h"
#include "registry/kinship.h"

namespace lifecycle {
namespace {

using registry::ActorKind;

constexpr int kExtensionDays = 180;

registry::Situation situation_of(const Attempt& a, const Request& request, ActorKind kind) {
  return {.snapshot = a.moment.registry,
          .programme = a.moment.programme,
          .actor = kind,
          .name = a.actor.id,
          .today = a.moment.today,
          .policy_exception = request.kind == Kind::Correction && !request.exception.empty()};
}

base::Day begins(const Attempt& a, const Request& request) {
  if (request.on == base::Day::min()) return a.moment.today;
  const bool asked_now = a.row.from.empty();  // a past day is refused, not mended
  return asked_now ? request.on : std::max(request.on, a.moment.today);
}

Outcome outcome_of(registry::Decision decision) {
  return {std::move(decision.changes), std::move(decision.act.detail), {}};
}

base::Result<Outcome> hold(const Attempt& a, Request& request, registry::Designation wish,
                           ActorKind kind) {
  wish.type = request.type;
  wish.partner_id = request.partner;
  wish.subscription_id = request.subscription;
  wish.customer_id = request.customer;
  wish.workload = request.workload;
  auto decision = TRY(registry::associate(situation_of(a, request, kind), wish));
  request.association = decision.association_id;
  return outcome_of(std::move(decision));
}

// Whether one partner a day holds what is asked for and the association.
bool excludes(const Moment& m, const Request& request, const registry::Association& one) {
  return registry::exclude_each_other(m.programme, *m.programme.type(request.type),
                                      request.workload, one);
}

// Whether the two meet on some subscription today.
bool meets(const Moment& m, const Request& request, const registry::Association& one) {
  const registry::Snapshot& s = m.registry;
  if (!request.subscription.empty() && one.subscription.exists()) {
    return s[one.subscription].id == request.subscription;
  }
  const auto owner = one.subscription.exists() ? s[one.subscription].customer : one.customer;
  const std::string asks = owner_of(s, request);
  if (s[owner].id == asks || s.mergers.empty()) return s[owner].id == asks;
  const auto other = registry::Directory(s).customer(asks);
  return other.exists() && registry::Kinship(s).one_since(owner, other) <= m.today;
}

// A tick may come late: what was decided for a later day in the meantime is newer, and stays.
base::Day decided_later(const Attempt& a, const Request& request, base::Day on) {
  base::Day first = request.until;
  if (a.actor.kind != ActorKind::System) return first;
  for (const registry::Association& one : a.moment.registry.associations) {
    const bool rival = excludes(a.moment, request, one);
    if (!rival || one.days.empty() || one.days.from <= on || !meets(a.moment, request, one))
      continue;
    first = std::min(first, one.days.from);
  }
  return first;
}

base::Result<Outcome> designate(const Attempt& a, Request& request, std::string_view replaced_as) {
  registry::Designation wish;
  wish.on = begins(a, request);
  wish.until = decided_later(a, request, wish.on);
  wish.replaced_as = replaced_as;
  return hold(a, request, std::move(wish), a.actor.kind);
}

base::Result<Outcome> grant(const Attempt& a, Request& request) {
  registry::Designation wish;
  wish.on = a.moment.today;
  wish.until = request.until;
  return hold(a, request, std::move(wish), a.actor.kind);
}

// From the contract's start, at most as far back as an operator may go (X45).
base::Result<Outcome> enter(const Attempt& a, Request& request) {
  const int back = a.moment.programme.parameters.operator_backdating_max_days;
  registry::Designation wish;
  wish.on = request.on == base::Day::min() ? a.moment.today
                                           : std::max(request.on, a.moment.today + -back);
  wish.until = request.until;
  return hold(a, request, std::move(wish), ActorKind::Operator);
}

base::Result<Outcome> end(const Attempt& a, const Request& request) {
  const registry::Ending wish{.association_id = request.association,
                              .type = {},
                              .partner_id = {},
                              .subscription_id = {},
                              .customer_id = {},
                              .on = a.moment.today,
                              .end_reason = std::string(a.row.reason),
                              .reason = {}};
  return outcome_of(TRY(registry::end(situation_of(a, request, a.actor.kind), wish)));
}

// Rows of associations by hand, checked together.
template <class Change>
base::Result<Outcome> revise(const Attempt& a, const std::vector<std::string>& ids, Change change) {
  const registry::Directory directory(a.moment.registry);
  const registry::View view{a.moment.registry, directory, a.moment.programme};
  Outcome outcome;
  for (const std::string& id : ids) {
    const registry::Association* one = find_association(a.moment.registry, id);
    if (one == nullptr) continue;
    auto row = registry::row_of(view, *one);
    if (change(row)) outcome.changes.associations.push_back(std::move(row));
  }
  TRY_STATUS(registry::check_change(view, outcome.changes));
  outcome.detail = registry::detail_of(view, "{}", outcome.changes);
  return outcome;
}

using RegistryRow = registry::ChangeSet::AssociationRow;

base::Result<Outcome> expire(const Attempt& a, const Request& request) {
  return revise(a, {request.association}, [&](RegistryRow& row) {
    row.days.to = std::min(row.days.to, std::max(request.until, row.days.from));
    row.end_reason = a.row.reason;
    return true;
  });
}

base::Result<Outcome> extend(const Attempt& a, Request& request) {
  request.until = request.until + kExtensionDays;
  return revise(a, {request.association}, [&](RegistryRow& row) {
    row.days.to = request.until;
    return true;
  });
}

base::Result<Outcome> end_all(const Attempt& a, const Request& request) {
  std::vector<std::string> ids;
  for (const Mark& mark : request.marks) {
    if (mark.what == "covers") ids.push_back(mark.made);
  }
  return revise(a, ids, [&](RegistryRow& row) {
    if (row.days.empty() || row.days.to <= a.moment.today) return false;
    row.days.to = std::max(a.moment.today, row.days.from);
    row.end_reason = a.row.reason;
    return true;
  });
}

base::Result<Outcome> correct(const Attempt& a, Request& request) {
  if (!request.partner.empty()) {
    registry::Designation wish;
    wish.on = request.on;
    wish.until = request.until;
    return hold(a, request, std::move(wish), ActorKind::Operator);
  }
  const registry::Ending wish{.association_id = {},
                              .type = request.type,
                              .partner_id = {},
                              .subscription_id = request.subscription,
                              .customer_id = request.customer,
                              .on = request.on,
                              .end_reason = "OPERATOR_CORRECTION",
                              .reason = {}};
  auto decision = TRY(registry::end(situation_of(a, request, ActorKind::Operator), wish));
  request.association = decision.association_id;
  return outcome_of(std::move(decision));
}

// A standing designation reaches one subscription, or asks its customer.
base::Result<Outcome> cover(const Attempt& a, Request& request) {
  const Arrival arrival = TRY(arrival_at(a.moment, request, a.subject));
  if (arrival.rule == "ask") {
    Request child;
    child.kind = Kind::Dpor;
    child.type = request.type;
    child.partner = request.partner;
    child.subscription = a.subject;
    Outcome outcome;
    outcome.more.push_back(std::move(child));
    request.marks.push_back({"asked", a.subject, a.moment.today, {}});
    return outcome;
  }
  registry::Designation wish;
  wish.on = a.moment.today;
  wish.until = arrival.until;
  wish.incumbent = registry::Incumbent::Refuse;
  Request there = request;
  there.subscription = a.subject;
  auto outcome = hold(a, there, std::move(wish), a.actor.kind);
  if (!outcome) return outcome;
  request.marks.push_back({"covers", a.subject, a.moment.today, there.association});
  return outcome;
}

}  // namespace

bool somebody_else_holds(const Moment& m, const Request& request) {
  return std::ranges::any_of(m.registry.associations, [&](const registry::Association& one) {
    return excludes(m, request, one) && one.days.contains(m.today) &&
           m.registry[one.partner].id != request.partner && meets(m, request, one);
  });
}

base::Result<Outcome> carry_out(const Attempt& a, Effect effect, Request& request) {
  switch (effect) {
    case Effect::None: return Outcome{};
    case Effect::Designate: return designate(a, request, "");
    case Effect::Claim: return designate(a, request, "SUPERSEDED_BY_CLAIM");
    case Effect::Grant: return grant(a, request);
    case Effect::Register: return enter(a, request);
    case Effect::End: return end(a, request);
    case Effect::Expire: return expire(a, request);
    case Effect::Extend: return extend(a, request);
    case Effect::Correct: return correct(a, request);
    case Effect::Cover: return cover(a, request);
    case Effect::EndAll: return end_all(a, request);
  }
  ASSERT(false);
  return Outcome{};
}

}  // namespace lifecycle

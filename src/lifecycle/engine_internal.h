// The parts of the engine: guards, effects, notices. Not for other rooms.
#pragma once

#include <string>
#include <vector>

#include "lifecycle/engine.h"

namespace lifecycle {

// One transition that is being worked out.
struct Attempt {
  const Moment& moment;
  const Actor& actor;
  const Row& row;
  const Given& given;
  std::string subject;  // the subscription that a timer is about; may be empty
};

// guards.cc. `asked` is the request before the transition, with what was given filled in.
base::Status check_identity(const Attempt& attempt, const Request& asked);
base::Status check_guards(const Attempt& attempt, const Request& asked);
// Who administers what the request is about; empty when nobody is known.
std::string owner_of(const registry::Snapshot& registry, const Request& request);
// Open requests of one kind about the same scope.
std::vector<const Request*> open_rivals(const Moment& moment, const Request& request);

// effects.cc: changes of the registry, and what the request knows afterwards.
struct Outcome {
  registry::ChangeSet changes;
  std::string detail;         // before and after, for the audit chain; may be empty
  std::vector<Request> more;  // requests that the effect opened, without numbers
};
base::Result<Outcome> carry_out(const Attempt& attempt, Effect effect, Request& request);

// Another partner holds the exclusive role of the request's type there today.
bool somebody_else_holds(const Moment& moment, const Request& request);

// notices.cc
void tell(const Attempt& attempt, const Request& request, Step& step);

// engine.cc
// Whether a row is for actors of that kind; of a partner as the one that asks or that gives.
bool admits(const Row& row, registry::ActorKind kind);
base::Result<Step> transition(const Moment& moment, const Actor& actor, Request request,
                              std::string_view event, const Given& given,
                              const std::string& subject);

}  // namespace lifecycle

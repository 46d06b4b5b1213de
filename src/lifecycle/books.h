// Registry, requests and notifications together, and the clock that drives them. What is due comes
// first, in order of its days, whether a year is caught up at once or day by day; then the act, and
// what is due at once because of it.
#pragma once

#include <functional>
#include <vector>

#include "lifecycle/engine.h"

namespace lifecycle {

struct Books {
  registry::Snapshot registry;
  std::vector<Request> requests;            // by number
  std::vector<Notification> notifications;  // made since the books were opened
};

// Something that happens by itself.
struct Due {
  base::Day day;
  int rank = 0;  // of what happens on one day: facts, deadlines, arrivals, reminders
  std::int64_t request = 0;
  std::string event;
  std::string subject;  // a subscription; may be empty
};
// What is due until the end of `upto`, first things first.
std::vector<Due> due(const Moment& moment, base::Day upto);
// The step of one of them. Never an error of a rule: what is refused is noted and not tried again.
base::Result<Step> run(const Moment& moment, const Due& due);

// Stores a step; an error stops everything. May be empty.
using Keep = std::function<base::Status(const Step&)>;

// The step becomes part of the books.
void take(Books& books, const Step& step, const programs::Programme& programme);

// Runs everything that is due until the end of `upto`; gives the number of steps.
base::Result<int> tick(Books& books, const programs::Programme& programme, base::Day upto,
                       const Keep& keep);

// An act at `now`, between two ticks of its day. Gives the request as it then is. Errors: Conflict
// when the books have moved on to a later day.
base::Result<Request> act_open(Books& books, const programs::Programme& programme,
                               const Actor& actor, const Request& wish, std::string_view event,
                               const Given& given, base::Instant now, const Keep& keep);
base::Result<Request> act_move(Books& books, const programs::Programme& programme,
                               const Actor& actor, std::string_view request, std::string_view event,
                               const Given& given, base::Instant now, const Keep& keep);

}  // namespace lifecycle

#include "lifecycle/books.h"

#include <algorithm>

#include "base/check.h"
#include "base/zone.h"
#include "registry/applied.h"

namespace lifecycle {
namespace {

Moment moment_of(const Books& books, const programs::Programme& programme, base::Day today,
                 base::Instant now) {
  return {books.registry, programme, books.requests, today, now};
}

base::Status keep_step(Books& books, const programs::Programme& programme, const Step& step,
                       const Keep& keep) {
  if (keep) TRY_STATUS(keep(step));
  take(books, step, programme);
  return {};
}

// Acts follow each other; nobody acts on a day that the books have left behind.
base::Status check_time(const Books& books, const base::Zone& zone, base::Instant now) {
  base::Day latest = base::Day::min();
  for (const Request& one : books.requests)
    latest = std::max(latest, zone.day_of(one.moved_at));
  const base::Day today = zone.day_of(now);
  if (today >= latest) return {};
  return base::fail(base::Code::Conflict, "requests have moved on " + latest.text() +
                                              " already; nobody acts on " + today.text() +
                                              " after that");
}

base::Result<Request> act(Books& books, const programs::Programme& programme, base::Instant now,
                          const Keep& keep,
                          const std::function<base::Result<Step>(const Moment&)>& decide) {
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  TRY_STATUS(check_time(books, zone, now));
  const base::Day today = zone.day_of(now);
  TRY(tick(books, programme, today, keep));
  const Step step = TRY(decide(moment_of(books, programme, today, now)));
  TRY_STATUS(keep_step(books, programme, step, keep));
  const std::int64_t number = step.requests.front().number;
  TRY(tick(books, programme, today, keep));
  return *std::ranges::find(books.requests, number, &Request::number);
}

}  // namespace

void take(Books& books, const Step& step, const programs::Programme& programme) {
  if (step.changes.empty()) {
    ++books.registry.as_known.number;
  } else {
    books.registry = registry::applied(std::move(books.registry), step.changes, programme);
  }
  for (const Request& moved : step.requests) {
    const auto at = std::ranges::lower_bound(books.requests, moved.number, {}, &Request::number);
    if (at != books.requests.end() && at->number == moved.number) {
      *at = moved;
    } else {
      books.requests.insert(at, moved);
    }
  }
  for (const Notification& one : step.notifications) {
    books.notifications.push_back(one);
    books.notifications.back().number = static_cast<std::int64_t>(books.notifications.size());
  }
}

base::Result<int> tick(Books& books, const programs::Programme& programme, base::Day upto,
                       const Keep& keep) {
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  int steps = 0;
  while (true) {
    const auto all = due(moment_of(books, programme, upto, {}), upto);
    if (all.empty()) return steps;
    const Due& next = all.front();
    const base::Instant now = zone.instant_at({.day = next.day, .offset_minutes = {}});
    const Step step = TRY(run(moment_of(books, programme, next.day, now), next));
    TRY_STATUS(keep_step(books, programme, step, keep));
    ++steps;
  }
}

base::Result<Request> act_open(Books& books, const programs::Programme& programme,
                               const Actor& actor, const Request& wish, std::string_view event,
                               const Given& given, base::Instant now, const Keep& keep) {
  return act(books, programme, now, keep,
             [&](const Moment& m) { return open(m, actor, wish, event, given); });
}

base::Result<Request> act_move(Books& books, const programs::Programme& programme,
                               const Actor& actor, std::string_view request, std::string_view event,
                               const Given& given, base::Instant now, const Keep& keep) {
  return act(books, programme, now, keep,
             [&](const Moment& m) { return move(m, actor, request, event, given); });
}

}  // namespace lifecycle

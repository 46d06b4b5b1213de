// What happens by itself, and on which day: deadlines that a state set, facts that came from feeds,
// subscriptions that arrive, reminders before a subscription ends.
#include <algorithm>

#include "base/check.h"
#include "lifecycle/arrivals.h"
#include "lifecycle/books.h"
#include "lifecycle/engine_internal.h"

namespace lifecycle {
namespace {

using registry::Association;

const Actor& system_actor() {
  static const Actor actor{registry::ActorKind::System, "tick", {}};
  return actor;
}

bool knows(const Request& request, std::string_view event) {
  return std::ranges::any_of(table_of(request.kind).rows, [&](const Row& row) {
    return row.from == request.state && row.event == event;
  });
}

bool is_marked(const Request& request, std::string_view what, std::string_view subject,
               base::Day day) {
  return std::ranges::any_of(request.marks, [&](const Mark& mark) {
    return mark.what == what && mark.subject == subject && mark.day == day;
  });
}

class DueList {
 public:
  DueList(const Moment& moment, base::Day upto)
      : moment_(moment), directory_(moment.registry), upto_(upto) {}

  void add(const Request& request) {
    for (const Deadline& one : request.deadlines)
      put(request, one.due, 1, one.event, {});
    if (knows(request, "arrival")) {
      for (const Arrival& one : arrivals(moment_, request, upto_))
        put(request, one.day, 2, "arrival", one.subscription);
    }
    if (request.association.empty()) return;
    const Association* made = find_association(moment_.registry, request.association);
    add_facts(request, made);
    if (made != nullptr) add_reminders(request, *made);
    add_renewals(request);
  }

  std::vector<Due> take() {
    std::ranges::stable_sort(
        found_, {}, [](const Due& one) { return std::tuple(one.day, one.rank, one.request); });
    return std::move(found_);
  }

 private:
  void put(const Request& request, base::Day day, int rank, std::string_view event,
           std::string_view subject) {
    if (day > upto_ || is_marked(request, "refused", event, day)) return;
    found_.push_back({day, rank, request.number, std::string(event), std::string(subject)});
  }

  // The association ended without this request, its channel became CSP, its subscription ended.
  void add_facts(const Request& request, const Association* made) {
    const bool cut = made != nullptr && made->days.to < request.until;  // by what came later
    if (made == nullptr || ((cut || !made->end_reason.empty()) && made->days.to <= upto_)) {
      if (knows(request, "association_ended")) {
        put(request, made == nullptr ? upto_ : made->days.to, 0, "association_ended", {});
      }
      return;
    }
    const auto key = directory_.subscription(request.subscription);
    if (!key.exists()) return;
    if (knows(request, "channel_became_csp")) {
      for (const registry::ChannelPeriod& period : channels_of(moment_.registry, key)) {
        if (!base::is_csp(period.channel) || !period.days.overlaps(made->days)) continue;
        put(request, std::max(period.days.from, made->days.from), 0, "channel_became_csp", {});
        break;
      }
    }
    const base::Day end = moment_.registry[key].life.to;
    if (knows(request, "subscription_ended") && end < made->days.to) {
      put(request, std::max(end, made->days.from), 0, "subscription_ended", {});
    }
  }

  // 60, 30 and 7 days before the subscription ends (X33).
  void add_reminders(const Request& request, const Association& made) {
    const auto key = directory_.subscription(request.subscription);
    if (!key.exists() || !knows(request, "renewal_near")) return;
    const base::Day end = moment_.registry[key].life.to;
    if (end == base::Day::forever()) return;
    for (const int before : {60, 30, 7}) {
      const base::Day day = end + -before;
      if (day < made.days.from || is_marked(request, "told", "renewal_near", day)) continue;
      put(request, day, 3, "renewal_near", {});
    }
  }

  // The subscription goes on under another id: its holder goes along, if the programme says so.
  void add_renewals(const Request& request) {
    const bool holds = request.state == "ACTIVE" || request.reason == "SUBSCRIPTION_ENDED";
    if (!holds || request.kind != Kind::Dpor || request.subscription.empty()) return;
    if (parameter(moment_.programme, "carry_over_on_renewal") != "true") return;
    const auto key = directory_.subscription(request.subscription);
    if (!key.exists()) return;
    for (const registry::Subscription& one : moment_.registry.subscriptions) {
      if (!renews(one, moment_.registry[key])) continue;
      if (is_marked(request, "carried", one.id, one.life.from)) continue;
      put(request, one.life.from, 2, "carry_over", one.id);
    }
  }

  const Moment& moment_;
  registry::Directory directory_;
  base::Day upto_;
  std::vector<Due> found_;
};

base::Result<Step> carry_over(const Moment& m, const Request& old, const Due& due) {
  Request wish;
  wish.kind = old.kind;
  wish.type = old.type;
  wish.partner = old.partner;
  wish.customer = old.customer;
  wish.subscription = due.subject;
  Step step = TRY(open(m, system_actor(), std::move(wish), due.event, {}));
  Request marked = old;
  marked.marks.push_back({"carried", due.subject, due.day, step.requests.front().id()});
  ++marked.revision;
  step.requests.push_back(std::move(marked));
  return step;
}

// The deadline or the reminder that fired must not fire again.
void strike(const Due& due, Request& request) {
  const auto same = [&](const Deadline& one) {
    return one.event == due.event && one.due == due.day;
  };
  const auto found = std::ranges::find_if(request.deadlines, same);
  if (found != request.deadlines.end()) request.deadlines.erase(found);
  if (due.event == "renewal_near") request.marks.push_back({"told", due.event, due.day, {}});
}

Step given_up(const Moment& m, Request request, const Due& due, const base::Error& error) {
  request.marks.push_back({"refused", due.event, due.day, {}});
  if (!due.subject.empty()) request.marks.push_back({"carried", due.subject, due.day, {}});
  ++request.revision;
  Step step;
  step.act = refused(system_actor(), request.kind, due.event, request, error);
  step.notifications.push_back({.number = 0,
                                .day = m.today,
                                .role = "operator",
                                .recipient = "programme",
                                .kind = "not_carried_out",
                                .subject = request.id(),
                                .payload = step.act.detail});
  step.requests.push_back(std::move(request));
  return step;
}

// Not the machine's, and not damage.
bool is_of_a_rule(const base::Error& error) {
  return error.code == base::Code::Refused || error.code == base::Code::InvalidInput ||
         error.code == base::Code::NotFound;
}

}  // namespace

std::vector<Due> due(const Moment& moment, base::Day upto) {
  DueList list(moment, upto);
  for (const Request& request : moment.requests)
    list.add(request);
  return list.take();
}

base::Result<Step> run(const Moment& m, const Due& due) {
  const auto found = std::ranges::find(m.requests, due.request, &Request::number);
  ASSERT(found != m.requests.end());
  Request request = *found;
  strike(due, request);
  auto step = due.event == "carry_over"
                  ? carry_over(m, request, due)
                  : transition(m, system_actor(), request, due.event, {}, due.subject);
  if (step || !is_of_a_rule(step.error())) return step;
  return given_up(m, std::move(request), due, step.error());
}

}  // namespace lifecycle

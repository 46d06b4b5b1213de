#include "app/delivery_jobs.h"

#include <algorithm>

namespace app {
namespace {

using delivery::Verdict;

const std::string kActor = "system:webhooks";

bool is_there(const std::future<delivery::Outcome>& outcome) {
  return outcome.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

base::Status Dispatcher::land_one(delivery::DeliveryStore& store, Flight& flight,
                                  base::Instant now) {
  const delivery::Attempt attempt{flight.delivery.attempts, flight.at, flight.outcome.get()};
  const delivery::Next next =
      delivery::after(attempt.outcome, attempt.number, now, static_cast<std::uint32_t>(chance_()));
  if (options_.counts != nullptr) ++(*options_.counts)[static_cast<std::size_t>(next.verdict)];
  TRY_STATUS(store.record(flight.delivery, attempt, next));
  if (next.verdict == Verdict::Gone)
    return store.disable(kActor, flight.delivery.endpoint, "the receiver answered 410 Gone");
  if (next.verdict != Verdict::GivenUp) return {};
  return store.disable(kActor, flight.delivery.endpoint,
                       flight.delivery.event.id() + " was not taken in " +
                           std::to_string(delivery::kDelays.size()) + " attempts");
}

bool Dispatcher::has_room(const delivery::Delivery& next) const {
  const auto same = [&](const Flight& one) { return one.delivery.endpoint == next.endpoint; };
  if (std::ranges::any_of(flights_, same)) return false;
  const auto repeats =
      std::ranges::count_if(flights_, [](const Flight& one) { return one.delivery.attempts > 0; });
  const auto lanes = static_cast<std::ptrdiff_t>(options_.lanes);
  if (next.attempts > 0 && repeats >= (lanes + 1) / 2) return false;
  return static_cast<std::ptrdiff_t>(flights_.size()) < lanes;
}

base::Status Dispatcher::land(delivery::DeliveryStore& store, base::Instant now) {
  for (auto flight = flights_.begin(); flight != flights_.end();) {
    if (!is_there(flight->outcome)) {
      ++flight;
      continue;
    }
    Flight landed = std::move(*flight);
    flight = flights_.erase(flight);
    const auto done = land_one(store, landed, now);
    // An endpoint may have been deleted while its message was under way.
    if (!done && done.error().code != base::Code::NotFound) return done;
  }
  return {};
}

base::Result<bool> Dispatcher::may_go(delivery::DeliveryStore& store, const delivery::Due& due,
                                      base::Instant now, Gate* gate) const {
  if (gate == nullptr) return true;
  const Gate::Verdict verdict = TRY(gate->ask(due, now));
  if (verdict.answer == Gate::Answer::Pass) return true;
  if (verdict.answer == Gate::Answer::Close) {
    TRY_STATUS(store.disable(kActor, due.delivery.endpoint, verdict.why));
    return false;
  }
  const delivery::Attempt attempt{due.delivery.attempts, now, {0, verdict.why, 0}};
  TRY_STATUS(store.record(due.delivery, attempt, {.verdict = Verdict::GivenUp, .due = now}));
  return false;
}

base::Status Dispatcher::step(delivery::DeliveryStore& store, base::Instant now, Gate* gate) {
  TRY_STATUS(land(store, now));
  for (delivery::Due& due : TRY(store.due(now))) {
    if (!has_room(due.delivery)) continue;
    if (!TRY(may_go(store, due, now, gate))) continue;
    delivery::Delivery delivery = due.delivery;
    auto outcome = std::async(std::launch::async, [sender = sender_, due = std::move(due), now] {
      return sender->send(due, now);
    });
    flights_.push_back({std::move(delivery), now, std::move(outcome)});
  }
  return {};
}

bool Dispatcher::has_answer() const {
  return std::ranges::any_of(flights_, [](const Flight& one) { return is_there(one.outcome); });
}

void Dispatcher::wait() const {
  for (const Flight& one : flights_)
    one.outcome.wait();
}

}  // namespace app

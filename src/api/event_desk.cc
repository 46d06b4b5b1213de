#include "api/event_desk.h"

#include <iterator>

namespace api {

base::Result<std::vector<app::EventOutcome>> EventDesk::accept(
    std::vector<ingest::EventAnswer> events) {
  std::future<Outcomes> outcome;
  bool is_first = false;
  {
    const std::scoped_lock lock(mutex_);
    is_first = waiting_.empty();
    waiting_.push_back({std::move(events), {}});
    outcome = waiting_.back().done.get_future();
  }
  if (is_first) store_->change_later([this](app::Store& store) { take(store); });
  return outcome.get();
}

void EventDesk::take(app::Store& store) {
  std::vector<Waiting> taken;
  {
    const std::scoped_lock lock(mutex_);
    taken.swap(waiting_);
  }
  std::vector<ingest::EventAnswer> all;
  std::vector<std::size_t> sizes;
  for (Waiting& one : taken) {
    sizes.push_back(one.events.size());
    std::ranges::move(one.events, std::back_inserter(all));
  }
  Outcomes outcomes = app::accept_events(store, all);
  std::size_t at = 0;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (!outcomes) {
      taken[i].done.set_value(std::unexpected(outcomes.error()));
      continue;
    }
    const auto begin = outcomes->begin() + static_cast<std::ptrdiff_t>(at);
    taken[i].done.set_value(
        std::vector<app::EventOutcome>(begin, begin + static_cast<std::ptrdiff_t>(sizes[i])));
    at += sizes[i];
  }
}

}  // namespace api

#include "app/kept_figures.h"

#include <algorithm>

#include "app/store.h"

namespace app {
namespace {

constexpr std::size_t kPlacesMax = 2;

}  // namespace

base::Result<std::shared_ptr<const attribution::CompetencyFigures>> KeptFigures::of(
    const View& view, const attribution::CompetencyQuery& query) {
  const std::shared_ptr<Place> at = place(query);
  const std::scoped_lock making(at->making);
  if (!at->made) {
    at->made = std::make_shared<const attribution::CompetencyFigures>(
        TRY(attribution::competency_figures(*view.index, view.standing, query, worker_threads())));
  }
  return at->made;
}

std::shared_ptr<KeptFigures::Place> KeptFigures::place(const attribution::CompetencyQuery& query) {
  const std::scoped_lock lock(mutex_);
  const auto found = std::ranges::find_if(places_, [&](const auto& one) {
    return one->to == query.to && one->competency == query.competency;
  });
  if (found != places_.end()) {
    std::rotate(found, found + 1, places_.end());
    return places_.back();
  }
  if (places_.size() == kPlacesMax) places_.erase(places_.begin());
  auto fresh = std::make_shared<Place>();
  fresh->to = query.to;
  fresh->competency = query.competency;
  places_.push_back(fresh);
  return fresh;
}

}  // namespace app

#include "api/import_desk.h"

#include <algorithm>

namespace api {

using storage::Import;
using storage::ImportState;

ImportDesk::ImportDesk(app::LiveStore& store) : store_(&store) {
  const auto all = store_->read([](app::Store& owned) { return app::imports(owned, 0); });
  if (!all) return;
  for (const Import& one : *all) {
    if (one.state == ImportState::Running) run_later(one);
  }
}

std::expected<std::string, Problem> ImportDesk::begin_part(const std::string& id,
                                                           std::int64_t offset,
                                                           const std::string& request) {
  auto import = store_->read([&](app::Store& store) { return app::import_of(store, id); });
  if (!import) return std::unexpected(problem_of(import.error()));
  if (import->state != ImportState::Receiving)
    return std::unexpected(Problem{"conflict", id + " is " + std::string(word(import->state))});
  const std::string directory = store_->read([](app::Store& store) { return store.directory(); });
  const std::scoped_lock lock(mutex_);
  const bool is_busy = std::ranges::any_of(
      receiving_, [&](const auto& one) { return one.second.number == import->number; });
  if (is_busy)
    return std::unexpected(Problem{"in_progress", "Another request sends bytes of " + id});
  const std::int64_t size = app::import_size(directory, *import);
  if (size != offset) {
    return std::unexpected(
        Problem{"conflict", id + " has " + std::to_string(size) + " bytes: go on from there"});
  }
  std::string path = app::import_path(directory, *import);
  receiving_.emplace(request, std::move(*import));
  return path;
}

base::Result<Import> ImportDesk::keep_part(const std::string& request) {
  Import import;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = receiving_.find(request);
    if (found == receiving_.end())
      return base::fail(base::Code::Conflict, "the bytes of this request were not taken");
    import = found->second;
  }
  const auto kept =
      store_->read([&](app::Store& store) { return app::keep_import(store.directory(), import); });
  end_part(request);
  if (!kept) return std::unexpected(kept.error());
  return import;
}

void ImportDesk::end_part(const std::string& request) {
  const std::scoped_lock lock(mutex_);
  receiving_.erase(request);
}

void ImportDesk::run_later(const Import& import) {
  {
    const std::scoped_lock lock(running_->mutex);
    running_->imports.try_emplace(import.number);
  }
  store_->change_later(
      [running = running_, import](app::Store& store) { run(store, import, *running); });
}

base::Status ImportDesk::cancel(const Import& import) {
  if (import.state == ImportState::Cancelled) return {};
  const std::scoped_lock lock(running_->mutex);
  const auto found = running_->imports.find(import.number);
  // What is done runs no more, though that may not be noted here yet.
  if (import.state == ImportState::Running && found != running_->imports.end()) {
    found->second.stop.request_stop();
    return {};
  }
  return base::fail(base::Code::Conflict, import.id() + " does not run");
}

void ImportDesk::run(app::Store& store, const Import& import, Running& running) {
  const std::stop_token stop = [&] {
    const std::scoped_lock lock(running.mutex);
    return running.imports[import.number].stop.get_token();
  }();
  // One that could not be finished stays started, and is begun again with the process.
  (void)app::run_import(store, import, stop, [&](const app::Step& step) {
    const std::scoped_lock lock(running.mutex);
    running.imports[import.number].progress = {step.done, step.total, std::string(step.unit)};
  });
  const std::scoped_lock lock(running.mutex);
  running.imports.erase(import.number);
}

ImportProgress ImportDesk::progress(const Import& import) const {
  const std::scoped_lock lock(running_->mutex);
  const auto found = running_->imports.find(import.number);
  return found == running_->imports.end() ? ImportProgress() : found->second.progress;
}

}  // namespace api

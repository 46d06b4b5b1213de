#include "api/simulation_desk.h"

#include <algorithm>

#include "access/secret.h"
#include "api/problem.h"
#include "app/system_random.h"
#include "base/sha256.h"

namespace api {
namespace {

constexpr std::size_t kKeptMax = 5;  // each has up to 100,000 changed lines
constexpr std::ptrdiff_t kWaitingMax = 5;
constexpr std::size_t kIdBytes = 10;

bool is_over(SimulationState state) {
  return state != SimulationState::Waiting && state != SimulationState::Running;
}

}  // namespace

SimulationDesk::SimulationDesk(app::LiveStore& store)
    : store_(&store), worker_([this](const std::stop_token& end) { work(end); }) {}

SimulationDesk::~SimulationDesk() {
  worker_.request_stop();
  const std::scoped_lock lock(mutex_);
  for (const auto& one : all_)
    one->stop.request_stop();
}

base::Result<Simulated> SimulationDesk::ask(app::SimulationWish wish, const std::string& actor) {
  const std::string bytes = TRY(app::random_bytes(kIdBytes));
  auto made = std::make_shared<Kept>();
  made->shown.id = "sim_" + rights::base32(bytes);
  made->shown.created_by = actor;
  made->shown.created_at = store_->clock().now();
  made->shown.code = wish.programme.code;
  made->shown.version = wish.programme.version;
  made->shown.text_hash = base::hex(base::sha256(wish.programme.source));
  made->shown.from = wish.from;
  made->shown.to = wish.to;
  made->wish = std::move(wish);
  const std::scoped_lock lock(mutex_);
  const auto waiting = std::ranges::count_if(
      all_, [](const auto& one) { return one->shown.state == SimulationState::Waiting; });
  if (waiting >= kWaitingMax)
    return std::unexpected(base::Error{base::Code::Conflict, "other simulations must be done first",
                                       std::string(kBusy)});
  if (all_.size() >= kKeptMax) {
    const auto oldest =
        std::ranges::find_if(all_, [](const auto& one) { return is_over(one->shown.state); });
    if (oldest != all_.end()) all_.erase(oldest);
  }
  all_.push_back(made);
  asked_.notify_one();
  return made->shown;
}

std::vector<Simulated> SimulationDesk::all() const {
  const std::scoped_lock lock(mutex_);
  std::vector<Simulated> out;
  out.reserve(all_.size());
  for (const auto& one : all_)
    out.push_back(one->shown);
  return out;
}

// Requires: the mutex is held. Null: there is none.
std::shared_ptr<SimulationDesk::Kept> SimulationDesk::kept(const std::string& id) const {
  const auto found =
      std::ranges::find_if(all_, [&](const auto& one) { return one->shown.id == id; });
  return found == all_.end() ? nullptr : *found;
}

base::Result<Simulated> SimulationDesk::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  if (const auto one = kept(id)) return one->shown;
  return base::fail(base::Code::NotFound,
                    "there is no simulation '" + id + "'; they are kept while the service runs");
}

base::Result<Simulated> SimulationDesk::cancel(const std::string& id) {
  {
    const std::scoped_lock lock(mutex_);
    if (const auto one = kept(id); one && !is_over(one->shown.state)) {
      one->stop.request_stop();
      one->shown.state = SimulationState::Cancelled;
    }
  }
  return find(id);
}

void SimulationDesk::work(const std::stop_token& end) {
  const auto is_waiting = [](const auto& one) {
    return one->shown.state == SimulationState::Waiting;
  };
  std::unique_lock lock(mutex_);
  while (asked_.wait(lock, end, [&] { return std::ranges::any_of(all_, is_waiting); })) {
    if (end.stop_requested()) return;
    const std::shared_ptr<Kept> next = *std::ranges::find_if(all_, is_waiting);
    next->shown.state = SimulationState::Running;
    lock.unlock();
    run(*next);
    lock.lock();
  }
}

void SimulationDesk::run(Kept& one) {
  const app::Report report = [&](const app::Step& step) {
    const std::scoped_lock lock(mutex_);
    one.shown.done = step.done;
    one.shown.total = step.total;
  };
  auto found = app::simulation(*store_, one.wish, report, one.stop.get_token());
  const std::scoped_lock lock(mutex_);
  if (one.shown.state == SimulationState::Cancelled) return;
  one.shown.done = one.shown.total;
  one.shown.state = found ? SimulationState::Done : SimulationState::Failed;
  if (found) {
    one.shown.result = std::make_shared<const app::Simulation>(std::move(*found));
  } else {
    one.shown.why = found.error().message;
  }
}

}  // namespace api

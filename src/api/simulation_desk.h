// Simulations: asked for, computed one after the other beside everything else, kept while the
// process lives. They are no ground state: whoever needs one again asks again.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/json.h"
#include "app/simulation.h"

namespace api {

enum class SimulationState : std::uint8_t { Waiting, Running, Done, Failed, Cancelled };
inline constexpr std::array<std::string_view, 5> kSimulationStates{"waiting", "running", "done",
                                                                   "failed", "cancelled"};
constexpr std::string_view word(SimulationState state) {
  return kSimulationStates[static_cast<std::size_t>(state)];
}

// A simulation as it stands.
struct Simulated {
  std::string id, created_by, code, version;
  std::string text_hash;  // SHA-256 of the draft's text, in hex
  base::Instant created_at;
  base::Month from, to;
  SimulationState state = SimulationState::Waiting;
  std::int64_t done = 0, total = 0;               // months
  std::string why;                                // it failed
  std::shared_ptr<const app::Simulation> result;  // when it is done
};

class SimulationDesk {
 public:
  explicit SimulationDesk(app::LiveStore& store);
  ~SimulationDesk();  // what runs is cancelled
  SimulationDesk(const SimulationDesk&) = delete;
  SimulationDesk& operator=(const SimulationDesk&) = delete;

  // Errors: Conflict with BUSY when too many wait.
  base::Result<Simulated> ask(app::SimulationWish wish, const std::string& actor);
  std::vector<Simulated> all() const;  // the last ones, the oldest first
  // Errors: NotFound.
  base::Result<Simulated> find(const std::string& id) const;
  base::Result<Simulated> cancel(const std::string& id);

 private:
  struct Kept {
    Simulated shown;
    app::SimulationWish wish;
    std::stop_source stop;
  };
  std::shared_ptr<Kept> kept(const std::string& id) const;
  void work(const std::stop_token& end);
  void run(Kept& one);

  app::LiveStore* store_;
  mutable std::mutex mutex_;
  std::condition_variable_any asked_;
  std::vector<std::shared_ptr<Kept>> all_;
  std::jthread worker_;
};

}  // namespace api

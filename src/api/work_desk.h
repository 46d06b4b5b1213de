// Long work on the store that was asked for over HTTP: done one after the other in the thread that
// changes the store, and told of while the process lives. What it has done is in the record;
// whoever finds no work any more looks there.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "access/scope.h"
#include "api/json.h"
#include "app/live_store.h"

namespace api {

enum class WorkState : std::uint8_t { Waiting, Running, Done, Failed };
inline constexpr std::array<std::string_view, 4> kWorkStates{"waiting", "running", "done",
                                                             "failed"};
constexpr std::string_view word(WorkState state) {
  return kWorkStates[static_cast<std::size_t>(state)];
}

struct Work {
  std::string id;  // "job_" and letters that nobody guesses
  std::string_view kind;
  rights::Resource resource = rights::Resource::Operations;  // who may read that may read of it
  WorkState state = WorkState::Waiting;
  Value result;     // of what is done
  std::string why;  // it failed
};

// As any long work is shown.
Value work_value(const Work& work);

class WorkDesk {
 public:
  explicit WorkDesk(app::LiveStore& store) : store_(&store) {}

  using Job = std::function<base::Result<Value>(app::Store&)>;
  // Errors: Conflict with BUSY when too many wait.
  base::Result<Work> begin(std::string_view kind, rights::Resource resource, Job job);
  // Errors: NotFound.
  base::Result<Work> find(const std::string& id) const;

 private:
  // Outlives the desk as long as the store has work to do.
  struct Kept {
    mutable std::mutex mutex;
    std::deque<Work> all;  // the oldest first
    Work* find(const std::string& id);
  };

  app::LiveStore* store_;
  std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
};

}  // namespace api

#include "api/work_desk.h"

#include <algorithm>

#include "access/secret.h"
#include "api/problem.h"
#include "app/system_random.h"

namespace api {
namespace {

constexpr std::size_t kKeptMax = 100;
constexpr std::ptrdiff_t kWaitingMax = 20;
constexpr std::size_t kIdBytes = 10;

bool is_over(const Work& work) {
  return work.state == WorkState::Done || work.state == WorkState::Failed;
}

}  // namespace

Value work_value(const Work& work) {
  Value out = object();
  out.add("object", "operation").add("id", work.id).add("kind", work.kind);
  out.add("state", word(work.state)).add("done", 0).add("total", 0).add("unit", Value());
  out.add("result_url", "/v1/operations/" + work.id).add("result", work.result);
  return out.add("why", work.why.empty() ? Value() : Value(work.why));
}

// Requires: the mutex is held.
Work* WorkDesk::Kept::find(const std::string& id) {
  const auto found = std::ranges::find(all, id, &Work::id);
  return found == all.end() ? nullptr : &*found;
}

base::Result<Work> WorkDesk::begin(std::string_view kind, rights::Resource resource, Job job) {
  Work made;
  made.id = "job_" + rights::base32(TRY(app::random_bytes(kIdBytes)));
  {
    const std::scoped_lock lock(kept_->mutex);
    std::deque<Work>& all = kept_->all;
    if (std::ranges::count_if(all, [](const Work& one) { return !is_over(one); }) >= kWaitingMax)
      return std::unexpected(
          base::Error{base::Code::Conflict, "other work must be done first", std::string(kBusy)});
    if (all.size() >= kKeptMax) all.erase(std::ranges::find_if(all, is_over));
    made.kind = kind;
    made.resource = resource;
    all.push_back(made);
  }
  store_->change_later([kept = kept_, id = made.id, job = std::move(job)](app::Store& store) {
    {
      const std::scoped_lock lock(kept->mutex);
      kept->find(id)->state = WorkState::Running;
    }
    auto answer = job(store);
    const std::scoped_lock lock(kept->mutex);
    Work& work = *kept->find(id);
    work.state = answer ? WorkState::Done : WorkState::Failed;
    if (answer) {
      work.result = std::move(*answer);
    } else {
      work.why = answer.error().message;
    }
  });
  return made;
}

base::Result<Work> WorkDesk::find(const std::string& id) const {
  const std::scoped_lock lock(kept_->mutex);
  if (const Work* const found = kept_->find(id)) return *found;
  return base::fail(base::Code::NotFound,
                    "there is no work '" + id + "'; it is told of while the service runs");
}

}  // namespace api
